"""Reading files that come back, in a process of its own."""
