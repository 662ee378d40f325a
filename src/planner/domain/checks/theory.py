"""Checks of phase B: the theory of change. Source: method 4, 2xx."""

import re
from collections.abc import Iterator
from datetime import date

from planner.domain.analysis import coverage, graph
from planner.domain.analysis.assumptions import unbacked_links
from planner.domain.analysis.days import months_later
from planner.domain.checks.finding import Gap, check
from planner.domain.plan import Plan
from planner.domain.record import is_blank
from planner.domain.records import Assumption, Charter, Indicator, TocLink, TocNode
from planner.domain.wording import day_text, listed, shortened
from planner.i18n import _

_ACTIVITY_VERBS = frozenset(
    (
        *("provide", "conduct", "train", "implement", "develop", "hold", "create", "launch"),
        *("build", "run", "offer", "deliver", "host", "organize"),
    )
)
_FIRST_WORD = re.compile(r"\W*(\w+)")
_INDICATOR_FIELDS = (
    *("population", "unit", "target_value", "target_date"),
    *("threshold_value", "source", "owner_id", "frequency"),
)
_MONTHS_TO_BASELINE = 6


def _named(node: TocNode) -> dict[str, object]:
    return {"code": node.code, "name": shortened(node.title)}


def _below_ceiling(node: TocNode) -> bool:
    return node.kind not in ("impact", "intervention", "") and not node.above_ceiling


@check("CHK-201", TocNode)
def no_long_term_outcome(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """No node of the theory is a long-term outcome."""
    if not plan.where(TocNode, kind="long_term_outcome"):
        yield Gap(field="kind")


@check("CHK-202", TocNode, TocLink)
def ceiling_missing_or_crossed(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """No node is above the accountability ceiling, or a link runs from above to below it."""
    if not any(node.above_ceiling for node in plan.all(TocNode)):
        yield Gap(field="above_ceiling", words={"what": _("No outcome is above the accountability ceiling.")})
    for link, source, to in graph.whole_links(plan):
        if source.above_ceiling and not to.above_ceiling:
            what = _("Link {code} runs from {from_} above the ceiling to {to} below it.")
            said = what.format(code=link.code, from_=source.code, to=to.code)
            yield Gap(entity=link, field="to_id", words={"what": said})


@check("CHK-203", TocNode, TocLink, each=TocNode)
def loose_end(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """A node that is not an impact node has no outgoing link."""
    leading = {source.id for _link, source, _to in graph.whole_links(plan)}
    for node in plan.all(TocNode):
        if node.kind != "impact" and node.id not in leading:
            yield Gap(entity=node, words=_named(node))


@check("CHK-204", TocNode, TocLink, each=TocNode)
def outcome_without_precondition(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """An impact, long-term or intermediate outcome has no incoming link."""
    led_to = {to.id for _link, _source, to in graph.whole_links(plan)}
    for node in plan.all(TocNode):
        if node.kind in ("impact", "long_term_outcome", "intermediate_outcome") and node.id not in led_to:
            yield Gap(entity=node, words=_named(node))


@check("CHK-205", TocNode, TocLink)
def circular_logic(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """The links form a loop; one finding for each."""
    for loop in graph.cycles(graph.edges(plan)):
        nodes = plan.some(TocNode, loop)
        yield Gap(entity=nodes[0], words={"items": listed(node.code for node in nodes)})


@check("CHK-206", TocNode, TocLink, each=TocLink)
def link_without_rationale(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """The reason of a link is shorter than 20 characters."""
    for link, source, to in graph.whole_links(plan):
        if len(link.rationale.strip()) < coverage.SHORTEST_REASON:
            words = {"code": link.code, "from_": source.code, "to": to.code}
            yield Gap(entity=link, field="rationale", words=words)


@check("CHK-207", TocNode, each=TocNode)
def written_as_activity(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """The statement of an outcome starts with an activity verb."""
    for node in plan.all(TocNode):
        first = _FIRST_WORD.match(node.statement) if node.kind != "intervention" else None
        if first and first[1].lower() in _ACTIVITY_VERBS:
            yield Gap(entity=node, field="statement", words=_named(node))


@check("CHK-208", TocNode, TocLink, each=lambda plan: len(plan.where(TocNode, kind="early_outcome")))
def early_outcome_without_intervention(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """No intervention leads to an early outcome, and nobody else brings it about."""
    done_by_us = {to.id for _link, source, to in graph.whole_links(plan) if source.kind == "intervention"}
    for node in plan.where(TocNode, kind="early_outcome"):
        if not node.external and node.id not in done_by_us:
            yield Gap(entity=node, words=_named(node))


@check("CHK-209", TocNode, TocLink, Assumption, each=TocLink)
def belief_without_assumption(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """A link rests on a hypothesis and no assumption is attached to it or to its nodes."""
    for link, _source, _to in unbacked_links(plan):
        yield Gap(entity=link, field="evidence_level", words={"code": link.code})


@check("CHK-210", Assumption, each=Assumption)
def critical_assumption_untested(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """Confidence is 2 or less, consequence 4 or more, and a test method or its date is missing."""
    for assumption in plan.all(Assumption):
        if assumption.critical and (is_blank(assumption.test_method) or assumption.test_by is None):
            field = "test_method" if is_blank(assumption.test_method) else "test_by"
            yield Gap(entity=assumption, field=field, words={"code": assumption.code})


@check("CHK-211", TocNode, Indicator, each=lambda plan: sum(map(_below_ceiling, plan.all(TocNode))))
def outcome_without_indicator(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """An outcome below the ceiling has no indicator; for early outcomes this is a warning only."""
    for node in plan.all(TocNode):
        if _below_ceiling(node) and not plan.where(Indicator, toc_node_ids=node.id):
            yield Gap(entity=node, severity="W" if node.kind == "early_outcome" else "", words=_named(node))


@check("CHK-212", Indicator, each=Indicator)
def indicator_incomplete(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """An indicator misses a field, or target or threshold are on the wrong side for its direction."""
    for indicator in plan.all(Indicator):
        found = [
            (name, _("{field} is missing").format(field=_(Indicator.describe(name).label)))
            for name in _INDICATOR_FIELDS
            if is_blank(getattr(indicator, name))
        ]
        found.extend(_contradictions(indicator))
        if found:
            items = listed(said for _name, said in found)
            yield Gap(entity=indicator, field=found[0][0], words={"code": indicator.code, "items": items})


def _contradictions(indicator: Indicator) -> Iterator[tuple[str, str]]:
    """Yield what contradicts the direction. Source: method 3.3, invariant 8."""
    baseline, target, threshold = indicator.baseline_value, indicator.target_value, indicator.threshold_value
    sign = {"increase": 1, "decrease": -1}.get(indicator.direction, 0)
    if not sign:
        return
    if baseline is not None and target is not None and sign * (target - baseline) <= 0:
        yield "target_value", _("the target is not beyond the baseline in the direction wanted")
    elif threshold is not None and (
        (baseline is not None and sign * (threshold - baseline) < 0)
        or (target is not None and sign * (target - threshold) < 0)
    ):
        yield "threshold_value", _("the threshold is not between baseline and target")


@check("CHK-213", Indicator, Charter, each=Indicator)
def indicator_without_baseline(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """The baseline is empty and will not be collected within six months of the start of the horizon."""
    start = plan.charter.horizon_start
    limit = months_later(start, _MONTHS_TO_BASELINE) if start is not None else None
    said = day_text(limit) if limit is not None else _("the first half year")
    for indicator in plan.all(Indicator):
        due = indicator.baseline_due
        if indicator.baseline_value is None and (due is None or (limit is not None and due > limit)):
            yield Gap(entity=indicator, field="baseline_due", words={"code": indicator.code, "limit": said})
