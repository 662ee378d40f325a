"""Chapter 12: how the group learns and re-charts. Source: method 5.1."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from planner.domain import records as r
from planner.domain.analysis.trajectories import indicator_progress
from planner.domain.plan import Plan
from planner.domain.wording import month_name
from planner.exports.outline import Block, Cell, Column, Facts, Heading, Row, Span, Status, Words, table
from planner.exports.plan_outline import phrases as p
from planner.i18n import _

_ISO_DAY = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])")
"""A day as the change log keeps it."""


def blocks(plan: Plan, as_of: date) -> Iterator[Block]:
    """Yield the cadence, where the measures stand, reviews, small tests, versions and changes."""
    yield Heading(2, _("How often we look"))
    yield _cadence(plan)
    yield from _reviews(plan)
    yield Heading(2, _("Where the measures stand"))
    yield from _progress(plan, as_of)
    yield Heading(2, _("Small tests of change"))
    yield from small_tests(plan)
    yield Heading(2, _("Versions and changes"))
    yield from _versions(plan)
    cards = plan.all(r.PracticeCard)
    if cards:
        yield Heading(2, _("What we can share with others"))
        yield practice(cards)


def practice(cards: tuple[r.PracticeCard, ...]) -> Block:
    """Return practice cards as a table."""
    return table(
        (
            Column(_("Practice"), 1.3),
            Column(_("Works when"), 1.0),
            Column(_("Watch out"), 1.0),
            Column(_("Evidence"), 0.7),
            Column("", kind="status"),
        ),
        (
            (
                (Span(each.name, "strong"), f"\n{each.what}"),
                p.said(each.works_when),
                p.said(each.watch_out),
                p.said(each.evidence),
                Status(_("Worked"), "dot", "good") if each.success else Status(_("Did not work"), "cross"),
            )
            for each in cards
        ),
        dense=True,
    )


def _cadence(plan: Plan) -> Block:
    watch = plan.one(r.MonitoringPlan)
    rows: list[tuple[str, Words]] = [
        (p.label(r.MonitoringPlan, "cadence"), p.choice(watch, "cadence")),
        (p.label(r.MonitoringPlan, "lead_id"), p.named(plan, watch.lead_id)),
    ]
    if watch.report_audience:
        rows.append((p.label(r.MonitoringPlan, "report_audience"), p.listed(watch.report_audience)))
    if watch.fix_window_days:
        words = _("{number} days after something is found off track").format(number=watch.fix_window_days)
        rows.append((p.label(r.MonitoringPlan, "fix_window_days"), words))
    if watch.annual_rechart_month:
        rows.append((_("We re-chart every"), month_name(watch.annual_rechart_month)))
    return Facts(tuple(rows))


def _reviews(plan: Plan) -> Iterator[Block]:
    reviews = sorted(plan.all(r.Review), key=lambda each: each.date or date.max)
    if not reviews:
        yield p.undecided(_("No review has been scheduled yet."))
        return
    yield table(
        (
            Column(_("Date"), kind="day"),
            Column(_("Review"), 0.6),
            Column(_("State"), 0.5),
            Column(_("Headline"), 2),
        ),
        (
            (p.day(each.date), p.choice(each, "kind"), p.choice(each, "status"), p.said(each.headline))
            for each in reviews
        ),
        dense=True,
    )
    for each in reviews:
        found = review_facts(each)
        if not found.rows:
            continue
        yield Heading(
            3,
            _("Review of {date}").format(date=p.day_text(each.date) if each.date else p.MISSING),
            listed=False,
        )
        yield found


def review_facts(review: r.Review) -> Facts:
    """Return what a review found: what went well, what was learned, what is done next."""
    parts = (("went_well", review.went_well), ("learned", review.learned), ("next_steps", review.next_steps))
    return Facts(tuple((p.label(r.Review, name), "\n".join(items)) for name, items in parts if items))


def _progress(plan: Plan, as_of: date) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = []
    for each in plan.all(r.Indicator):
        found = indicator_progress(plan, each, as_of)
        if found.value is None:
            continue
        expected = None if found.expected is None else round(found.expected, 1)
        rows.append(
            (
                each.code,
                each.name,
                p.value(found.value, each.unit),
                p.day(found.measured_on),
                p.value(expected, each.unit),
                p.value(each.target_value, each.unit),
                p.track(found.status),
            )
        )
    if not rows:
        yield p.undecided(_("Nothing has been measured yet."))
        return
    yield table(
        (
            Column("", kind="code"),
            Column(_("Indicator"), 1.6),
            Column(_("Value"), kind="number"),
            Column(_("Measured"), kind="day"),
            Column(_("Expected then"), kind="number"),
            Column(_("Target"), kind="number"),
            Column("", kind="status"),
        ),
        rows,
        dense=True,
    )


def small_tests(plan: Plan) -> Iterator[Block]:
    """Yield the small tests of change, and what they taught."""
    cycles = plan.all(r.PdsaCycle)
    if not cycles:
        yield p.undecided(_("No small test has been planned yet."))
        return
    rows = []
    for each in cycles:
        when = f"{p.day(each.start)} –\n{p.day(each.end)}"
        learned = each.study_notes or each.do_notes
        state = p.choice(each, "status") + (f": {p.choice(each, 'decision')}" if each.decision else "")
        idea: Words = (Span(each.aim, "strong"), f"\n{each.change_idea}")
        rows.append((each.code, idea, each.prediction, when, f"{state}\n{learned}" if learned else state))
    yield table(
        (
            Column("", kind="code"),
            Column(_("What we try, and for what"), 1.6),
            Column(_("We predict"), 1.0),
            Column(_("When"), kind="day"),
            Column(_("State"), 0.7),
        ),
        rows,
        dense=True,
    )


def _versions(plan: Plan) -> Iterator[Block]:
    versions, changes = plan.all(r.PlanVersion), plan.all(r.ChangeLogEntry)
    if versions:
        yield table(
            (
                Column(_("Version"), kind="code"),
                Column(_("Date"), kind="day"),
                Column(_("State"), 0.6),
                Column(_("Note"), 2),
            ),
            (
                (each.label, p.day(each.date), p.choice(each, "status"), p.said(each.note))
                for each in versions
            ),
        )
    else:
        yield p.undecided(_("No version has been kept yet."))
    if changes:
        yield changes_table(plan, changes, _("Changes since adoption"))


def changes_table(plan: Plan, changes: Iterable[r.ChangeLogEntry], label: str = "") -> Block:
    """Return what changed, from what to what, why, and who decided it."""
    rows: list[Row] = []
    for each in changes:
        about = p.codes(plan, each.entity_ids)
        rows.append(
            Row(
                (
                    each.version,
                    p.day(each.date),
                    f"{p.choice(each, 'kind')}: {about}",
                    p.said(moved(each)),
                    each.reason,
                    _decider(plan, each),
                )
            )
        )
    return table(
        (
            Column(_("In"), kind="code"),
            Column(_("Date"), kind="day"),
            Column(_("What"), 0.9),
            Column(_("Before → after"), 1.0),
            Column(_("Why"), 1.5),
            Column(_("Decided by"), 0.8),
        ),
        rows,
        label=label,
        dense=True,
    )


def moved(change: r.ChangeLogEntry) -> str:
    """Return what was before and what is after; days, which the log keeps as 2027-01-29, as they are read."""
    old, new = (_ISO_DAY.sub(_day_read, each) for each in (change.old, change.new))
    return f"{old} → {new}" if old else new


def _day_read(found: re.Match[str]) -> str:
    try:
        return p.day(date.fromisoformat(found[0]))
    except ValueError:  # something else that looks like a day
        return found[0]


def _decider(plan: Plan, change: r.ChangeLogEntry) -> str:
    found = plan.find(change.decided_by)
    if found is None:
        return p.MISSING
    return found.code if isinstance(found, r.Decision) else found.title
