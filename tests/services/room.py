"""A workshop with tables that work on copies of it."""

import itertools
from datetime import UTC, date, datetime, timedelta

from planner.domain import records as r
from planner.domain.record import COMMON
from planner.services.breakout import bring_back, copy_for_table
from planner.services.document import Document
from planner.store.verify import verify

TODAY = date(2026, 11, 22)


class Room:
    """A workshop, its tables, and a clock that goes on by a minute with every edit."""

    def __init__(self, folder, records=()):
        self.folder = folder
        self.time = datetime(2026, 11, 22, 9, tzinfo=UTC)
        self.count = itertools.count(1)
        self.document = Document.create(
            folder / "main.workshop", [r.Charter(title_text="Plan"), *records], label="New", **self.words()
        )

    def clock(self):
        self.time += timedelta(minutes=1)
        return self.time

    def words(self):
        return {"today": lambda: TODAY, "clock": self.clock, "ids": lambda: f"id{next(self.count)}"}

    @property
    def plan(self):
        return self.document.plan

    def table(self, name, step=""):
        path = self.folder / f"{name}.workshop"
        copy_for_table(self.document, name, path, step=step, clock=self.clock)
        return path

    def at(self, path, work):
        """Let a table work on its copy."""
        document = Document.open(path, **self.words())
        try:
            with document.edit("Work") as edit:
                work(edit)
            return document.plan
        finally:
            document.close()

    def merge(self, *paths):
        return bring_back(self.document, list(paths))

    def bring(self, *paths, take=None):
        merge = self.merge(*paths)
        try:
            if take:
                merge.take(take)
            return merge.apply(self.document)
        finally:
            merge.close()

    def close(self):
        self.document.close()
        assert verify(self.document.path).problems == ()


def risk(plan, number=0):
    return plan.all(r.Risk)[number]


def said(plan):
    """What a plan says, without times, places and codes."""
    return {
        record.id: {name: value for name, value in record.__dict__.items() if name not in COMMON}
        for record in plan.records()
    }


def file_bytes(room):
    return room.document.path.read_bytes()
