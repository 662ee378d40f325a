"""The plan as the makers of sheets read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from planner.domain import records as r
from planner.domain.fields import Kind
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.exports.workbook import contents
from planner.exports.workbook.sheet import FIRST_ROW, Choices, Link, tab_name
from planner.i18n import _

_ROWS: tuple[tuple[str, type[Record]], ...] = (
    (contents.INDICATORS, r.Indicator),
    (contents.NODES, r.TocNode),
    (contents.LINKS, r.TocLink),
    (contents.ASSUMPTIONS, r.Assumption),
    (contents.STRATEGIES, r.Strategy),
    (contents.ACTIONS, r.Action),
    (contents.LINES, r.BudgetLine),
    (contents.SOURCES, r.FundingSource),
    (contents.RISKS, r.Risk),
)
"""Sheets of one grid that has a row for each record of a kind, in the order of the plan."""


@dataclass(frozen=True)
class Source:
    """The plan as the sheets read it: as of a date, with codes, names and words for values."""

    plan: Plan
    as_of: date

    @cached_property
    def goal_rows(self) -> tuple[tuple[r.Goal, r.Objective | None], ...]:
        """The rows of the sheet of goals: one an objective, and one for a goal that has none."""
        return tuple(
            (goal, objective)
            for goal in self.plan.all(r.Goal)
            for objective in self.plan.where(r.Objective, goal_id=goal.id) or (None,)
        )

    @cached_property
    def _records(self) -> dict[str, Record]:
        return {record.id: record for record in self.plan.records()}

    @cached_property
    def _places(self) -> dict[str, tuple[str, int]]:
        """The sheet and row of each record that has a row of its own."""
        found: dict[str, tuple[str, int]] = {}
        for row, (goal, objective) in enumerate(self.goal_rows, FIRST_ROW):
            found.setdefault(goal.id, (contents.GOALS, row))
            if objective is not None:
                found[objective.id] = (contents.GOALS, row)
        for name, kind in _ROWS:
            found.update((each.id, (name, row)) for row, each in enumerate(self.plan.all(kind), FIRST_ROW))
        return found

    def code(self, record_id: str | None) -> str:
        """Return the code of a record, or nothing; a library key stands for itself."""
        record = self._records.get(record_id or "")
        return record.code if record else record_id or ""

    def title(self, record_id: str | None) -> str:
        """Return the words for a record, or nothing; a library key stands for itself."""
        record = self._records.get(record_id or "")
        return record.title if record else record_id or ""

    def link(self, record_id: str | None) -> Link | str:
        """Return a code that leads to the row of its record, where it has one."""
        name, row = self._places.get(record_id or "", ("", 0))
        return Link(self.code(record_id), tab_name(name), row) if name else self.code(record_id)

    def goal_of(self, line: r.BudgetLine) -> str:
        """Return the code of the first goal that a budget line's strategy serves, or nothing."""
        action = self.plan.get(r.Action, line.action_id)
        strategy = self.plan.get(r.Strategy, action.strategy_id) if action else None
        objectives = self.plan.some(r.Objective, strategy.objective_ids) if strategy else ()
        return self.code(objectives[0].goal_id) if objectives else ""

    def codes(self, ids: Sequence[str]) -> str:
        """Return codes separated by commas."""
        return ", ".join(self.code(each) for each in ids)

    def titles(self, ids: Sequence[str]) -> str:
        """Return names separated by commas."""
        return ", ".join(self.title(each) for each in ids)

    def words(self, record: Record, name: str) -> str:
        """Return the words people see for an enumeration field (several are separated by commas)."""
        described = record.describe(name)
        held = getattr(record, name)
        if described.kind is Kind.CHOICES:
            return ", ".join(_(described.option_label(each)) for each in held)
        return _(described.option_label(str(held))) if held not in (None, "") else ""

    def yes(self, value: bool) -> str:
        """Return yes or no in words."""
        return _("yes") if value else _("no")


def choices(kind: type[Record], name: str) -> Choices:
    """Return the words a cell of an enumeration field may hold."""
    return Choices(
        f"{kind.about.kind}_{name}", tuple(_(option.label) for option in kind.describe(name).options)
    )
