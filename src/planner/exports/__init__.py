"""Documents made from a plan: PDF and Excel. They see the plan and never the file it came from."""
