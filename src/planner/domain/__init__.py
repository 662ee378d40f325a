"""What a plan is: records, steps, checks and analysis, in plain Python."""
