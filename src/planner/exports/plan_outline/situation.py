"""Chapter 3: where the district stands. Source: method 5.1."""

from collections.abc import Iterator
from datetime import date

from planner import assets
from planner.domain import records as r
from planner.domain import vocabulary as v
from planner.domain.analysis.scan import (
    LOW_LESSON,
    SPREAD_TO_TALK,
    policy_scores,
    scan_percent,
)
from planner.domain.analysis.trajectories import SMALLEST_GROUP
from planner.domain.figures.heat_map import groups_rated, heat_map
from planner.domain.figures.whole_child import components_radar, policy_bars
from planner.domain.plan import Plan
from planner.exports.outline import (
    Block,
    Bullets,
    Column,
    Heading,
    Paragraph,
    Picture,
    Span,
    table,
)
from planner.exports.plan_outline import partnerships
from planner.exports.plan_outline import phrases as p
from planner.i18n import _

_DRAWN = 720.0  # width in points of drawings made for the screen; print makes their words smaller
_BARS = 760.0


def blocks(plan: Plan, as_of: date) -> Iterator[Block]:
    """Yield the scan, the data, partnerships, collective impact and the six lessons."""
    yield Heading(2, _("The ten whole-child components"))
    yield from _scan(plan)
    yield Heading(2, _("What the numbers say"))
    yield from _data(plan)
    yield Heading(2, _("Partnerships"))
    yield from partnerships.partners(plan, as_of)
    yield Heading(2, _("Collective impact"))
    yield from partnerships.collective_impact(plan)
    yield Heading(2, _("Six lessons"))
    yield from _lessons(plan)


def _scan(plan: Plan) -> Iterator[Block]:
    """Yield practice as a radar, written policy beside it, and what was found."""
    if all(scan_percent(plan, option.value) is None for option in v.WSCC):
        yield p.undecided(_("The components have not been rated yet."))
    else:
        yield Paragraph(
            _("How much of good practice is in place in each component, as rated by the group: 100% is all.")
        )
        web = components_radar(plan, _DRAWN).figure
        yield Picture(web, web.description)
    yield from _policy(plan)
    yield from _found(plan)


def _policy(plan: Plan) -> Iterator[Block]:
    """Yield what written policy says about each component, beside practice."""
    whole = policy_scores(plan)
    if whole.comprehensiveness is None:
        return
    told = _("Written policy as a whole: {mentioned} of the prompts are mentioned, {strong} strongly.")
    yield Paragraph(
        told.format(mentioned=p.percent(whole.comprehensiveness), strong=p.percent(whole.strength))
    )
    bars = policy_bars(plan, _BARS).figure
    yield Picture(bars, bars.description)


def _found(plan: Plan) -> Iterator[Block]:
    """Yield strengths and weaknesses by component."""
    notes = {each.component: each for each in plan.all(r.ComponentNote) if each.strengths or each.weaknesses}
    if notes:
        yield table(
            (Column(_("Component"), 0.8), Column(_("Strengths"), 1.2), Column(_("Weaknesses"), 1.2)),
            (
                (_(option.label), "\n".join(note.strengths), "\n".join(note.weaknesses))
                for option in v.WSCC
                if (note := notes.get(option.value))
            ),
            dense=True,
        )


def _data(plan: Plan) -> Iterator[Block]:
    points = plan.all(r.DataPoint)
    if not points:
        yield p.undecided(_("No numbers have been collected yet."))
        return
    yield table(
        (
            Column(p.label(r.DataPoint, "measure"), 1.5),
            Column(p.label(r.DataPoint, "student_group"), 1.4),
            Column(p.label(r.DataPoint, "period"), kind="day"),
            Column(p.label(r.DataPoint, "value"), kind="number"),
            Column(p.label(r.DataPoint, "source"), 0.9),
        ),
        (
            (
                each.measure,
                each.student_group,
                p.said(each.period),
                _("too small to show") if each.suppressed else p.value(each.value, each.unit),
                p.said(each.source),
            )
            for each in points
        ),
        note=_("Values of groups smaller than {number} are never shown.").format(number=SMALLEST_GROUP),
        dense=True,
    )


def _lessons(plan: Plan) -> Iterator[Block]:
    if not groups_rated(plan):
        yield p.undecided(_("The six lessons have not been rated yet."))
    else:
        yield Paragraph(
            _(
                "0 not yet to 3 firmly. Each group counts the same. Low: below {low}; views differ: the "
                "groups are {spread} or more apart."
            ).format(low=p.decimal(LOW_LESSON), spread=p.decimal(SPREAD_TO_TALK)),
            "small",
        )
        drawn = heat_map(plan, _BARS).figure
        yield Picture(drawn, drawn.description)
    evidence = [each for each in plan.all(r.LessonNote) if each.evidence]
    if evidence:
        yield Bullets(
            tuple((Span(p.choice(each, "lesson"), "strong"), f": {each.evidence}") for each in evidence)
        )
    yield from _starting_points(plan)


def _starting_points(plan: Plan) -> Iterator[Block]:
    adopted = plan.all(r.StartingPointAdoption)
    if not adopted:
        return
    texts = {
        point["id"]: point["text"]
        for lesson in assets.method("library")["lessons"]
        for point in lesson["starting_points"]
    }
    yield table(
        (
            Column(_("Starting point we chose"), 1.7),
            Column(_("Owner"), 1.1),
            Column(_("By when"), kind="day"),
            Column(_("Became"), kind="code"),
        ),
        (
            (
                _(texts.get(each.starting_point_id, each.starting_point_id)),
                p.named(plan, each.owner_id),
                p.day(each.due),
                p.codes(plan, each.action_ids),
            )
            for each in adopted
        ),
        label=_("Starting points"),
        dense=True,
    )
