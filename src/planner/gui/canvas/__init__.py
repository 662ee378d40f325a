"""Drawn pages: the outcome map and the schedule."""
