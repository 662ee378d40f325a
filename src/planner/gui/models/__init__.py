"""Models of lists and grids, over plain Python lists of records."""
