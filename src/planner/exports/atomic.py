"""Write a document whole or not at all. Plans are written so too, so it lives in `planner.atomic`."""

from planner.atomic import LEAST_FREE, writing

__all__ = ["LEAST_FREE", "writing"]
