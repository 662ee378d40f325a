"""Comments that come back: read, compared with the plan, taken in, and answered.

`dry_run` changes nothing and may run on any thread; everything else is one undoable edit of a document.
"""

from planner.services.review.answers import Proposal, accept, decide, decline, park, proposal, reopen, reply
from planner.services.review.incoming import dry_run, take_in
from planner.services.review.report import FileReport, Incoming, Report

__all__ = [
    "FileReport",
    "Incoming",
    "Proposal",
    "Report",
    "accept",
    "decide",
    "decline",
    "dry_run",
    "park",
    "proposal",
    "reopen",
    "reply",
    "take_in",
]
