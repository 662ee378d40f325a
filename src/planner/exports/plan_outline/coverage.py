"""Chapter 7: what the plan covers. Source: method 5.1."""

from collections.abc import Iterator

from planner.domain import records as r
from planner.domain import vocabulary as v
from planner.domain.analysis.coverage import commitments, coverage, icem, tenets
from planner.domain.analysis.scan import scan_percent
from planner.domain.plan import Plan
from planner.exports.outline import (
    Block,
    Cell,
    Column,
    Facts,
    Heading,
    Numbers,
    Paragraph,
    Shade,
    Status,
    table,
)
from planner.exports.plan_outline import phrases as p
from planner.i18n import _


def blocks(plan: Plan) -> Iterator[Block]:
    """Yield the components, functions, tenets, commitments and, where it is kept, the LCAP cross-walk."""
    yield Heading(2, _("Whole-child components and coalition functions"))
    yield from _components(plan)
    yield Heading(2, _("Whole-child tenets"))
    counts = tenets(plan)
    yield Paragraph(_("How many objectives serve each tenet."))
    yield Numbers(tuple((p.whole(counts[option.value]), _(option.label).lower()) for option in v.TENETS))
    yield Heading(2, _("Roadmap commitments"))
    yield _commitments(plan)
    yield from _lcap(plan)


def _components(plan: Plan) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = []
    functions = icem(plan)
    told = p.listed(f"{_(option.label)} {functions[option.value]}" for option in v.ICEM)
    found = coverage(plan)
    for option in v.WSCC:
        row = found[option.value]
        counts = (row.objectives, row.strategies, row.actions, *row.icem.values())
        left_out: Cell = row.left_out
        if not row.tags and not row.left_out:
            left_out = Status(_("Not addressed yet"), "triangle", "look")
        rows.append(
            (
                _(option.label),
                p.percent(scan_percent(plan, option.value)),
                *(Shade(str(each), "theory" if each else "") for each in counts),
                left_out,
            )
        )
    yield table(
        (
            Column(_("Component"), 1.3),
            Column(_("Scan"), kind="number"),
            *(Column(name, kind="mark") for name in (_("Objectives"), _("Strategies"), _("Actions"))),
            *(Column(_(option.label), kind="mark") for option in v.ICEM),
            Column(_("Left out, because"), 1.2),
        ),
        rows,
        note=_(
            "How many objectives, strategies and actions carry each component; the four functions count "
            "both. Actions by coalition function: {counts}."
        ).format(counts=told),
        dense=True,
    )


def _commitments(plan: Plan) -> Block:
    rows: list[tuple[Cell, ...]] = []
    verdicts = commitments(plan)
    for option in v.ROADMAP:
        verdict = verdicts[option.value]
        link = next(iter(plan.where(r.RoadmapLink, commitment=option.value)), r.RoadmapLink())
        met = Status(_("Met"), "dot", "good") if verdict.met else Status(_("Not yet"), "triangle", "look")
        why = f"{verdict.why[:1].upper()}{verdict.why[1:]}"
        if link.note:
            why = f"{why}\n{link.note}"
        rows.append((_(option.label), met, why, p.codes(plan, link.entity_ids)))
    return table(
        (
            Column(_("Commitment"), 0.9),
            Column("", kind="status"),
            Column(_("Why"), 2.1),
            Column(_("See"), 0.7),
        ),
        rows,
        dense=True,
    )


def _lcap(plan: Plan) -> Iterator[Block]:
    lcap = plan.charter.lcap
    if not lcap:
        return
    yield Heading(2, _("LCAP cross-walk"))
    listed = lcap.get("state_priorities") or []
    rows = [(_("State priorities"), p.listed(str(each) for each in listed))] if listed else []
    kinds: dict[str, list[str]] = {}
    for goal in plan.all(r.Goal):
        kinds.setdefault(p.choice(goal, "lcap_goal_type"), []).append(f"{goal.code} {goal.name}")
    rows += [
        (_("LCAP goal type: {kind}").format(kind=kind), "; ".join(goals)) for kind, goals in kinds.items()
    ]
    yield Facts(tuple(rows))
