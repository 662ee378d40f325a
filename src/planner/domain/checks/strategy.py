"""Checks of phase C: direction, priorities, goals, strategies and alignment. Source: method 4, 3xx."""

from collections.abc import Iterator
from datetime import date

from planner.domain import vocabulary as v
from planner.domain.analysis import coverage, scan, smartie, votes
from planner.domain.checks.finding import Gap, check
from planner.domain.plan import Plan
from planner.domain.record import is_blank
from planner.domain.records import (
    Action,
    BudgetLine,
    Charter,
    Decision,
    Goal,
    Indicator,
    MonitoringPlan,
    Objective,
    PdsaCycle,
    Priority,
    RaciEntry,
    ScanItem,
    StakeholderGroup,
    Statement,
    Strategy,
    TocLink,
    TocNarrative,
    TocNode,
    VoiceInput,
    VoteResult,
    VoteRound,
    WsccRating,
)
from planner.domain.wording import listed, number_text, shortened
from planner.i18n import _

_MOST_GOALS = 6
_MOST_OBJECTIVES_OF_A_GOAL = 5
_MOST_OBJECTIVES = 20


@check("CHK-301", Statement, each=2)
def vision_or_mission_missing(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """No final vision, or no final mission."""
    final = {each.kind for each in plan.where(Statement, status="final") if each.text.strip()}
    label = Statement.describe("kind").option_label
    missing = [_(label(kind)) for kind in ("vision", "mission") if kind not in final]
    if missing:
        yield Gap(field="status", words={"items": listed(missing)})


@check("CHK-302", Priority, TocNode, ScanItem, each=lambda plan: len(plan.where(Priority, selected=True)))
def priority_not_traceable(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """A chosen priority answers neither an outcome of the theory nor a finding of the scan.

    Those the group said no to need no trace (method 2.C3, done when).
    """
    for priority in plan.where(Priority, selected=True):
        if not plan.some(TocNode, priority.toc_node_ids) and not plan.some(ScanItem, priority.scan_item_ids):
            words = {"code": priority.code, "name": shortened(priority.title)}
            yield Gap(entity=priority, field="toc_node_ids", words=words)


@check("CHK-303", Goal, Objective, each=Goal)
def goal_without_objective(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """A goal has no objective."""
    for goal in plan.all(Goal):
        if not plan.where(Objective, goal_id=goal.id):
            yield Gap(entity=goal, words={"code": goal.code})


@check("CHK-304", Goal, Objective)
def plan_too_wide(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """More than 6 goals, more than 5 objectives under a goal, or more than 20 objectives (retired ones
    aside).
    """
    goals, objectives = plan.all(Goal), coverage.live_objectives(plan)
    if len(goals) > _MOST_GOALS:
        yield Gap(words={"what": _("{n} goals: more than six are hard to lead.").format(n=len(goals))})
    if len(objectives) > _MOST_OBJECTIVES:
        what = _("{n} objectives: more than 20 are hard to follow.")
        yield Gap(words={"what": what.format(n=len(objectives))})
    for goal in goals:
        number = sum(each.status != "retired" for each in plan.where(Objective, goal_id=goal.id))
        if number > _MOST_OBJECTIVES_OF_A_GOAL:
            what = _("{code} has {n} objectives: more than five under one goal.")
            yield Gap(entity=goal, words={"what": what.format(code=goal.code, n=number)})


@check("CHK-305", Objective, Indicator, each=Objective)
def objective_without_indicator(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """An objective has no indicator."""
    for objective in coverage.live_objectives(plan):
        if not plan.some(Indicator, objective.indicator_ids):
            yield Gap(entity=objective, field="indicator_ids", words={"code": objective.code})


@check("CHK-306", Objective, Indicator, TocNode, StakeholderGroup, Charter, each=Objective)
def objective_not_smartie(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """One of the seven SMARTIE tests fails (method 2.C4)."""
    for objective in coverage.live_objectives(plan):
        failed = [letter for letter, passed in smartie.smartie(plan, objective).items() if not passed]
        if failed:
            items = listed(_(smartie.LETTERS[letter]) for letter in failed)
            field = smartie.FIELDS[failed[0]]
            yield Gap(entity=objective, field=field, words={"code": objective.code, "items": items})


@check("CHK-307", Objective, TocNode, Strategy, each=Objective)
def objective_not_anchored(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """An objective comes from no outcome of the theory, or no strategy serves it."""
    for objective in coverage.live_objectives(plan):
        found = []
        if not any(node.kind != "intervention" for node in plan.some(TocNode, objective.toc_node_ids)):
            found.append(("toc_node_ids", _("no outcome of the theory")))
        if not plan.where(Strategy, objective_ids=objective.id):
            found.append(("", _("no strategy")))
        if found:
            words = {"code": objective.code, "what": listed(said for _name, said in found)}
            yield Gap(entity=objective, field=found[0][0], words=words)


@check("CHK-308", Strategy, TocNode, each=Strategy)
def strategy_without_evidence(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """A strategy has no evidence tier, or neither a citation nor an intervention of the theory."""
    for strategy in plan.all(Strategy):
        based = not is_blank(strategy.evidence_citation) or plan.some(TocNode, strategy.toc_intervention_ids)
        if not strategy.evidence_tier or not based:
            field = "evidence_citation" if strategy.evidence_tier else "evidence_tier"
            yield Gap(entity=strategy, field=field, words={"code": strategy.code})


@check("CHK-309", Objective, Strategy, Action, Charter, WsccRating, each=len(v.WSCC))
def component_not_addressed(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """No objective, strategy or action tags a component, and no reason for leaving it out is recorded."""
    rows = coverage.coverage(plan)
    for component in v.WSCC:
        row = rows[component.value]
        if not row.tags and not row.left_out:
            percent = scan.scan_percent(plan, component.value)
            level = _("not rated") if percent is None else f"{number_text(percent)}%"
            words = {"name": _(component.label), "level": level}
            yield Gap(entity=component.value, field="wscc_left_out", words=words)


@check("CHK-310", Objective, each=len(v.TENETS))
def tenet_not_addressed(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """No objective serves a tenet."""
    served = coverage.tenets(plan)
    for tenet in v.TENETS:
        if not served[tenet.value]:
            yield Gap(entity=tenet.value, field="tenets", words={"name": _(tenet.label)})


@check(
    "CHK-311",
    *(
        Goal,
        Objective,
        Strategy,
        Action,
        RaciEntry,
        BudgetLine,
        StakeholderGroup,
        VoiceInput,
        TocLink,
        TocNarrative,
    ),
    *(PdsaCycle, MonitoringPlan, Charter),
    each=len(v.ROADMAP),
)
def commitment_not_met(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """The automatic test of a Roadmap commitment fails (method 8.4)."""
    for key, commitment in coverage.commitments(plan).items():
        if not commitment.met:
            yield Gap(entity=key, words={"code": key, "what": commitment.why})


@check(
    *("CHK-312", Decision, VoteRound, VoteResult, Charter),
    each=lambda plan: len(plan.where(Decision, kind="adoption")),
)
def consensus_below_rule(plan: Plan, _as_of: date) -> Iterator[Gap]:
    """The latest vote on an adoption decision does not satisfy the plan's decision rule."""
    voted = [
        (decision, verdict)
        for decision in plan.where(Decision, kind="adoption")
        if (verdict := votes.verdict(plan, decision)) is not None
    ]
    if not voted:
        return
    decision, verdict = max(voted, key=lambda each: (each[0].date or date.min, each[0].position))
    if not verdict.passed:
        rule = _(Charter.describe("decision_rule").option_label(plan.charter.decision_rule))
        words = {"code": decision.code, "pct": number_text(verdict.support_pct or 0, 1), "rule": rule}
        yield Gap(entity=decision, field="vote_counts", words=words)
