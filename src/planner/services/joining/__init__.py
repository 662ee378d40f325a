"""Join what several copies of one workshop became: field by field, losing nothing. Knows plans, no files."""
