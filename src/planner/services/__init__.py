"""What can be done to a plan: edits, imports, the library. No Qt; the database only through `store`."""
