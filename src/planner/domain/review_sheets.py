"""What people are asked to comment on: sheets, rows and columns, known to whoever writes a review document
and to whoever reads it when it comes back.

Identity stands in cells, never in the place of a row: a column with the id of the record, and above the
headings a row of keys that name the columns. Rows may be sorted, columns moved, headings renamed.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from planner.domain import records as r
from planner.domain import vocabulary as v
from planner.domain.fields import Kind
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.i18n import N_, _

FORMAT = "district-planner-review"
FORMAT_VERSION = 1
META_SHEET, META_WAS = "_meta", "was"
"""The hidden sheet about the document, and the word that begins a line of it about a row: then come the id, a
fingerprint of the words, and the words by column."""
KEY_MARK = "key:"
"""Begins every cell of the row of keys."""

ROW_KEY, CODE_KEY = "row", "code"
STANCE, COMMENT, PROPOSED = "stance", "comment", "proposed"
QUESTION = "question"
WHOLE_PLAN = "plan"
"""The key of the row that speaks of the plan as a whole."""

REVIEWER, REVIEWER_ROLE = "reviewer", "reviewer_role"
"""The keys of the two cells in which reviewers say who they are."""

_FORM_FIELD = re.compile(r"^rv(\d+)-(?:(.+)-(stance|comment|proposed)|(\w+))$")

ROW_KEY_NAMES = ("format", "plan", "export")
"""What stands behind the key of the column of ids, so that one sheet alone tells where it comes from."""

HEADINGS: Mapping[str, str] = {
    CODE_KEY: N_("Code"),
    STANCE: N_("Agree or concern"),
    COMMENT: N_("Your comment"),
    PROPOSED: N_("Proposed wording"),
}
"""The headings of the columns that every sheet has, by key."""

Cell = Callable[[Plan, Record], str]


@dataclass(frozen=True)
class Words:
    """A column of the plan's own words: the field it shows, by kind of record."""

    label: str
    fields: Mapping[type[Record], str]
    width: float = 44.0

    @property
    def key(self) -> str:
        """The column's key, the same whatever the language."""
        return "words:" + "+".join(f"{kind.about.kind}.{name}" for kind, name in self.fields.items())


@dataclass(frozen=True)
class Shown:
    """A column shown for orientation: what the plan says there in words."""

    name: str
    label: str
    cell: Cell
    width: float = 16.0

    @property
    def key(self) -> str:
        """The column's key, the same whatever the language."""
        return f"shown:{self.name}"


@dataclass(frozen=True)
class ReviewSheet:
    """One sheet: what it asks, its records in order, and its columns; the first one's words are what a
    proposed wording is for. `adds` is the kind that a row without a key proposes.
    """

    name: str
    about: str
    rows: Callable[[Plan], Iterator[Record]]
    columns: tuple[Words | Shown, ...]
    adds: type[Record] | None = None

    @property
    def main(self) -> Words:
        """The column that a proposed wording is for."""
        return next(each for each in self.columns if isinstance(each, Words))


def field_name(record_id: str, column: str) -> str:
    """Return the name of the field of a review form for a column of a record: rv1-<id>-comment."""
    return f"rv{FORMAT_VERSION}-{record_id}-{column}"


def head_field_name(name: str) -> str:
    """Return the name of a field of a review form that is about the form itself: rv1-reviewer."""
    return f"rv{FORMAT_VERSION}-{name}"


def named_field(name: str) -> tuple[int, str, str] | None:
    """Return what the name of a form's field says: version of the form, record id ("" where it is about the
    form itself), column; None for a field that is none of ours.
    """
    found = _FORM_FIELD.match(name)
    return (int(found[1]), found[2] or "", found[3] or found[4]) if found else None


def normal(text: str) -> str:
    """Return a text as it is compared: composed letters, one space for any, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def text_print(text: str) -> str:
    """Return the fingerprint of a text, 16 letters; spaces make no difference."""
    return hashlib.sha256(normal(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def cell_text(plan: Plan, column: Words | Shown, record: Record) -> str:
    """Return what a column says about a record."""
    if isinstance(column, Shown):
        return column.cell(plan, record)
    name = column.fields.get(type(record))
    return str(getattr(record, name)) if name else ""


def sheets() -> tuple[ReviewSheet, ...]:
    """Return the sheets people comment on, in order."""
    return _SHEETS


def sheet_of(kind: type[Record]) -> ReviewSheet | None:
    """Return the sheet on which records of a kind stand."""
    return next((each for each in _SHEETS if kind in each.main.fields), None)


def _of(*kinds: type[Record]) -> Callable[[Plan], Iterator[Record]]:
    def rows(plan: Plan) -> Iterator[Record]:
        for kind in kinds:
            yield from plan.all(kind)

    return rows


def _goals(plan: Plan) -> Iterator[Record]:
    """Yield each goal, then its objectives; those of no goal at the end."""
    for goal in plan.all(r.Goal):
        yield goal
        yield from plan.where(r.Objective, goal_id=goal.id)
    yield from (each for each in plan.all(r.Objective) if plan.get(r.Goal, each.goal_id) is None)


def _outcomes(plan: Plan) -> Iterator[Record]:
    """Yield the theory from its end: impact, long-term outcomes and what leads there."""
    for option in v.NODE_KINDS:
        yield from plan.where(r.TocNode, kind=option.value)


def _direction(plan: Plan) -> Iterator[Record]:
    yield from plan.all(r.Statement)
    yield from plan.all(r.TocNarrative)


def _codes(name: str) -> Cell:
    return lambda plan, record: ", ".join(plan.code(each) for each in getattr(record, name, ()))


def _day(name: str) -> Cell:
    def said(_plan: Plan, record: Record) -> str:
        held = getattr(record, name, None)
        return held.isoformat() if held else ""

    return said


def _choice(name: str) -> Cell:
    """Return the words for an enumeration or a number; nothing where the record has no such field."""

    def said(_plan: Plan, record: Record) -> str:
        if not hasattr(record, name):
            return ""
        held = getattr(record, name)
        if held in (None, ""):
            return ""
        field = record.describe(name)
        if field.kind is Kind.DECIMAL:
            return f"{held:g}"
        return _(field.option_label(str(held)))

    return said


def _noun(_plan: Plan, record: Record) -> str:
    said = _(record.noun)
    return said[:1].upper() + said[1:]


def _statement_noun(plan: Plan, record: Record) -> str:
    return _choice("kind")(plan, record) or _noun(plan, record)


def _accountable(plan: Plan, record: Record) -> str:
    entries = [each for each in plan.where(r.RaciEntry, action_id=record.id) if each.role == "A"]
    named = (plan.title(each.person_id or each.group_id or each.partner_id) for each in entries)
    return ", ".join(each for each in named if each)


_LEAD = Shown(
    "lead",
    N_("Answerable"),
    lambda p, x: p.title(getattr(x, "lead_id", None) or getattr(x, "owner_id", None)),
    24.0,
)

_SHEETS: tuple[ReviewSheet, ...] = (
    ReviewSheet(
        N_("Vision and theory"),
        N_("Do these words say where we want to go, and how we think we get there?"),
        _direction,
        (
            Shown("kind", N_("What it is"), _statement_noun),
            Words(N_("Words"), {r.Statement: "text", r.TocNarrative: "text"}, 70.0),
        ),
        r.Statement,
    ),
    ReviewSheet(
        N_("Goals and objectives"),
        N_("Are these the results that matter most? Is anything missing?"),
        _goals,
        (
            Shown("kind", N_("What it is"), _noun),
            Words(N_("Goal or objective"), {r.Goal: "name", r.Objective: "statement"}, 52.0),
            Words(N_("For whom"), {r.Objective: "population"}, 22.0),
            Shown("due", N_("Due"), _day("due_date"), 12.0),
            _LEAD,
        ),
        r.Objective,
    ),
    ReviewSheet(
        N_("Strategies"),
        N_("Would this work here? What would it need?"),
        _of(r.Strategy),
        (
            Words(N_("Strategy"), {r.Strategy: "name"}),
            Words(N_("Possible harm"), {r.Strategy: "possible_harm"}, 36.0),
            Shown("objectives", N_("For objectives"), _codes("objective_ids"), 14.0),
            _LEAD,
        ),
        r.Strategy,
    ),
    ReviewSheet(
        N_("Actions"),
        N_("Is this the right work, at the right time, by the right people?"),
        _of(r.Action),
        (
            Words(N_("Action"), {r.Action: "name"}),
            Words(N_("What exists when it is done"), {r.Action: "output"}, 36.0),
            Shown("strategy", N_("Strategy"), lambda p, x: p.code(getattr(x, "strategy_id", None)), 10.0),
            Shown("starts", N_("Starts"), _day("start_date"), 12.0),
            Shown("ends", N_("Ends"), _day("end_date"), 12.0),
            Shown("accountable", N_("Accountable"), _accountable, 24.0),
        ),
        r.Action,
    ),
    ReviewSheet(
        N_("Outcomes of the theory"),
        N_("Is it true that one leads to the next? What is left out?"),
        _outcomes,
        (
            Shown("kind", N_("What it is"), _choice("kind"), 18.0),
            Words(N_("Outcome or intervention"), {r.TocNode: "statement"}, 56.0),
        ),
        r.TocNode,
    ),
    ReviewSheet(
        N_("Assumptions"),
        N_("We believe these hold already. Do they, where you are?"),
        _of(r.Assumption),
        (
            Words(N_("We assume that"), {r.Assumption: "statement"}, 52.0),
            Words(N_("How we test it"), {r.Assumption: "test_method"}, 34.0),
            Shown("status", N_("Status"), _choice("status"), 12.0),
        ),
        r.Assumption,
    ),
    ReviewSheet(
        N_("Risks"),
        N_("What could go wrong that we have not seen? Is our answer enough?"),
        _of(r.Risk),
        (
            Words(N_("Risk"), {r.Risk: "statement"}, 48.0),
            Words(N_("What we do about it"), {r.Risk: "mitigation"}, 36.0),
            Words(N_("First sign"), {r.Risk: "trigger"}, 24.0),
            _LEAD,
        ),
        r.Risk,
    ),
    ReviewSheet(
        N_("Measures"),
        N_("Would these numbers tell us the truth? Who is not counted?"),
        _of(r.Indicator),
        (
            Words(N_("Measure"), {r.Indicator: "name"}, 40.0),
            Words(N_("Of whom"), {r.Indicator: "population"}, 24.0),
            Shown("baseline", N_("Baseline"), _choice("baseline_value"), 10.0),
            Shown("target", N_("Target"), _choice("target_value"), 10.0),
            Shown("by", N_("By"), _day("target_date"), 12.0),
            Words(N_("Source"), {r.Indicator: "source"}, 26.0),
        ),
        r.Indicator,
    ),
)
