"""Parts 6 to 10 of the progress review: what moved, what was learned, what changed, what is asked."""

from collections.abc import Iterator
from datetime import date

from planner.domain import records as r
from planner.domain.analysis.assumptions import Standing, standing
from planner.domain.checks import Finding, findings
from planner.domain.plan import Plan
from planner.exports.outline import Block, Cell, Column, Heading, Paragraph, Status, table
from planner.exports.plan_outline import learning
from planner.exports.plan_outline import phrases as p
from planner.exports.plan_outline.risks import score
from planner.i18n import N_, _

_MOST_ASKED = 14
_REVIEWED = "CHK-5"
"""The checks of progress and re-charting. Source: method 4."""

_STANDINGS: dict[Standing, Status] = {
    "holding": Status(N_("Holds so far"), "dot", "good"),
    "weakening": Status(N_("Weakening"), "triangle", "look"),
    "false": Status(N_("Proved false"), "diamond", "stop"),
    "overdue": Status(N_("Test overdue"), "triangle", "stop"),
}


def moved(plan: Plan, as_of: date) -> Iterator[Block]:
    """Yield the assumptions that a test has spoken on, or should have, and the risks that changed."""
    assumptions = [
        (each, _STANDINGS[stand])
        for each in plan.all(r.Assumption)
        if (stand := standing(each, as_of)) in _STANDINGS
    ]
    if assumptions:
        yield table(
            (
                Column("", kind="code"),
                Column(_("We assume that"), 1.8),
                Column(_("What we know"), 1.5),
                Column("", kind="status"),
            ),
            (
                (
                    each.code,
                    each.statement,
                    _reason(plan, each.id) or p.said(each.test_method),
                    Status(_(state.word), state.shape, state.tone),
                )
                for each, state in assumptions
            ),
            dense=True,
        )
    else:
        yield p.undecided(_("No test has spoken on an assumption yet, and none is overdue."))
    yield from _risks(plan, as_of)


def _reason(plan: Plan, record_id: str) -> str:
    """Return why a record was changed last, as the change log tells it."""
    told = [each for each in plan.where(r.ChangeLogEntry, entity_ids=record_id) if each.reason]
    return max(told, key=lambda each: each.date or date.min).reason if told else ""


def _risks(plan: Plan, as_of: date) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = []
    for each in plan.all(r.Risk):
        due = each.status == "open" and each.review_date is not None and each.review_date < as_of
        happened, logged = each.status in ("happened", "closed"), _reason(plan, each.id)
        if not (due or happened or logged):
            continue
        state = Status(p.choice(each, "status"), "diamond" if each.status == "happened" else "ring")
        if due:
            state = Status(_("Look again"), "triangle", "look")
        told = logged or (_("To be looked at on {date}").format(date=p.day(each.review_date)) if due else "")
        rows.append((each.code, each.statement, p.said(told), score(each.score), state))
    if not rows:
        yield p.undecided(_("No risk has happened, was closed or is due for another look."))
        return
    yield table(
        (
            Column("", kind="code"),
            Column(_("Risk"), 1.8),
            Column(_("What moved"), 1.2),
            Column(_("Score"), kind="status"),
            Column("", kind="status"),
        ),
        rows,
        dense=True,
    )


def tests(plan: Plan) -> Iterator[Block]:
    """Yield the small tests, and what they taught."""
    yield from learning.small_tests(plan)


def since(plan: Plan, as_of: date) -> r.PlanVersion | None:
    """Return the version before the present one: what came after it is what changed. None where there is no
    earlier version.
    """
    kept = [
        each
        for each in plan.all(r.PlanVersion)
        if each.date is not None and each.date <= as_of and each.status != "draft"
    ]
    earlier = [each for each in kept if each.label != plan.charter.version] or kept
    return max(earlier, key=lambda each: each.date or date.min, default=None)


def changes(plan: Plan, as_of: date) -> Iterator[Block]:
    """Yield what changed since the version before the present one, with the reasons."""
    version = since(plan, as_of)
    begin = version.date if version is not None and version.date is not None else date.min
    found = [each for each in plan.all(r.ChangeLogEntry) if each.date is None or begin < each.date <= as_of]
    if version is not None:
        told = _("Since version {label} of {date}:").format(label=version.label, date=p.day(version.date))
        yield Paragraph(told)
    if found:
        yield learning.changes_table(plan, found)
    else:
        yield p.undecided(_("No change has been written down."))


def decisions(plan: Plan, as_of: date) -> Iterator[Block]:
    """Yield what waits for a decision: decisions still open, and what the checks of progress found."""
    rows: list[tuple[Cell, ...]] = []
    for each in plan.all(r.Decision):
        if each.status == "open":
            due = each.follow_up_due
            late = due is not None and due < as_of
            state = Status(_("Overdue"), "triangle", "stop") if late else Status(_("Open"), "ring")
            rows.append((each.code, each.text, p.said(each.rationale), p.day(due), state))
    days = plan.one(r.MonitoringPlan).fix_window_days
    asked = [each for each in findings(plan, as_of) if _asks(each)]
    for found in asked:
        step = Status(_("Decide"), "square", "look")
        rows.append((found.check, found.message, found.fix, p.MISSING, step))
    if not rows:
        yield p.undecided(_("Nothing waits for a decision."))
        return
    if asked and days:
        words = _("The group has agreed to answer within {days} days of seeing that something is off track.")
        yield Paragraph(words.format(days=days))
    yield table(
        (
            Column("", kind="code"),
            Column(_("What we ask about"), 1.6),
            Column(_("Why, or what would settle it"), 1.4),
            Column(_("By"), kind="day"),
            Column("", kind="status"),
        ),
        rows[:_MOST_ASKED],
        dense=True,
    )


def _asks(found: Finding) -> bool:
    return found.check.startswith(_REVIEWED) and not found.waived


def cards(plan: Plan) -> Iterator[Block]:
    """Yield the practice cards that may be shared, and what was learned for ourselves."""
    found = plan.all(r.PracticeCard)
    if not found:
        yield p.undecided(_("No practice card has been written yet."))
        return
    shared = tuple(each for each in found if each.share)
    own = tuple(each for each in found if not each.share)
    if shared:
        yield learning.practice(shared)
    if own:
        yield Heading(3, _("For ourselves"), listed=False)
        yield learning.practice(own)
