"""What the plan covers: whole-child components, tenets, coalition functions and Roadmap commitments."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.domain import vocabulary as v
from planner.domain.plan import Plan
from planner.domain.records import (
    Action,
    BudgetLine,
    Goal,
    MonitoringPlan,
    Objective,
    PdsaCycle,
    RaciEntry,
    StakeholderGroup,
    Strategy,
    TocLink,
    TocNarrative,
    VoiceInput,
)
from planner.i18n import N_, _

SHORTEST_REASON = 20
"""Characters from which a rationale counts as one. Source: method 4, check 206."""

VOICES: Mapping[str, tuple[str, ...]] = {
    "students": ("students",),
    "families": ("families",),
    "educators": ("teachers", "school_staff"),
    "unions": ("unions",),
    "health_ecosystem": ("health_ecosystem",),
}
"""The five required voices and the group categories that carry them. Source: method 4, check 103 (S2)."""

VOICE_LABELS = {
    "students": N_("students"),
    "families": N_("families"),
    "educators": N_("educators"),
    "unions": N_("unions"),
    "health_ecosystem": N_("the health ecosystem"),
}


@dataclass(frozen=True)
class ComponentRow:
    """How often a component is tagged: by objectives, strategies and actions, and by these for each
    function.
    """

    objectives: int
    strategies: int
    actions: int
    icem: Mapping[str, int]
    left_out: str

    @property
    def tags(self) -> int:
        """All tags together."""
        return self.objectives + self.strategies + self.actions


def coverage(plan: Plan) -> dict[str, ComponentRow]:
    """Return the coverage row of each of the ten components, in order. Source: method 2.C6 (coverage matrix).

    Retired objectives and cancelled actions do not count. `icem` is that of `icem_by_component`; `left_out`
    the reason recorded for leaving the component out.
    """
    objectives, strategies, actions = live_objectives(plan), plan.all(Strategy), live_actions(plan)
    functions = icem_by_component(plan)
    return {
        component.value: ComponentRow(
            sum(component.value in each.wscc for each in objectives),
            sum(component.value in each.wscc for each in strategies),
            sum(component.value in each.wscc for each in actions),
            functions[component.value],
            (plan.charter.wscc_left_out.get(component.value) or "").strip(),
        )
        for component in v.WSCC
    }


def icem_by_component(plan: Plan) -> dict[str, dict[str, int]]:
    """Return, for each component, how many strategies and actions carry both it and each coalition
    function.
    """
    found = {component.value: {each.value: 0 for each in v.ICEM} for component in v.WSCC}
    rows: tuple[Strategy | Action, ...] = (*plan.all(Strategy), *live_actions(plan))
    for row in rows:
        for component in row.wscc:
            for function in row.icem:
                if component in found and function in found[component]:
                    found[component][function] += 1
    return found


def icem(plan: Plan) -> dict[str, int]:
    """Return how many actions carry each coalition function. Source: method 4, check 415."""
    actions = live_actions(plan)
    return {each.value: sum(each.value in action.icem for action in actions) for each in v.ICEM}


def tenets(plan: Plan) -> dict[str, int]:
    """Return how many objectives serve each tenet. Source: method 4, check 310."""
    objectives = live_objectives(plan)
    return {each.value: sum(each.value in objective.tenets for objective in objectives) for each in v.TENETS}


def live_objectives(plan: Plan) -> tuple[Objective, ...]:
    """Return the objectives that are not retired."""
    return tuple(each for each in plan.all(Objective) if each.status != "retired")


def live_actions(plan: Plan) -> tuple[Action, ...]:
    """Return the actions that are not cancelled."""
    return tuple(each for each in plan.all(Action) if each.status != "cancelled")


def missing_voices(plan: Plan) -> tuple[str, ...]:
    """Return which of the five required voices no stakeholder group carries. Source: method 4, check 103."""
    carried = {each for group in plan.all(StakeholderGroup) for each in group.categories}
    return tuple(voice for voice, categories in VOICES.items() if carried.isdisjoint(categories))


@dataclass(frozen=True)
class Commitment:
    """Whether a Roadmap commitment is met, and why or why not in words (translated)."""

    met: bool
    why: str


def commitments(plan: Plan) -> dict[str, Commitment]:
    """Return the automatic test of each of the six Roadmap commitments, R1 to R6. Source: method 8.4 (S2)."""
    return {
        "R1": _all_round(plan),
        "R2": _voices(plan),
        "R3": _evidence(plan),
        "R4": _educators(plan),
        "R5": _flexible(plan),
        "R6": _speech(plan),
    }


def _verdict(missing: list[str], met: str) -> Commitment:
    return Commitment(not missing, "; ".join(missing) if missing else met)


def _all_round(plan: Plan) -> Commitment:
    objectives = live_objectives(plan)
    served = {each for objective in objectives for each in objective.beneficiaries}
    focused = {each.goal_id for each in objectives if each.equity_focus.strip()}
    without = [goal.code for goal in plan.all(Goal) if goal.id not in focused]
    tagged = sum(row.tags > 0 for row in coverage(plan).values())
    missing = []
    if "students" not in served:
        missing.append(_("no objective benefits students"))
    if "staff" not in served:
        missing.append(_("no objective benefits staff"))
    if without:
        missing.append(_("goals without an equity focus: {items}").format(items=", ".join(without)))
    if not plan.all(Goal):
        missing.append(_("there is no goal"))
    if tagged < 5:
        missing.append(_("only {n} of 10 whole-child components are tagged").format(n=tagged))
    met = _("students and staff benefit, every goal has an equity focus, {n} of 10 components are tagged")
    return _verdict(missing, met.format(n=tagged))


def _voices(plan: Plan) -> Commitment:
    heard = {
        category
        for voice in plan.all(VoiceInput)
        if (group := plan.get(StakeholderGroup, voice.group_id)) is not None
        for category in group.categories
    }
    unheard = [_(VOICE_LABELS[voice]) for voice, categories in VOICES.items() if heard.isdisjoint(categories)]
    missing = [_("no voice input from: {items}").format(items=", ".join(unheard))] if unheard else []
    return _verdict(missing, _("all five voices were heard"))


def _evidence(plan: Plan) -> Commitment:
    links = plan.all(TocLink)
    reasoned = sum(len(each.rationale.strip()) >= SHORTEST_REASON for each in links)
    bare = [
        each.code
        for each in plan.all(Strategy)
        if not each.evidence_tier and not each.evidence_citation.strip()
    ]
    missing = []
    percent = 100 * reasoned / len(links) if links else 0.0
    if not links:
        missing.append(_("the theory has no links"))
    elif 100 * reasoned < 80 * len(links):
        missing.append(_("only {pct}% of links carry a reason").format(pct=int(percent)))
    if not plan.all(Strategy):
        missing.append(_("there is no strategy"))
    if bare:
        missing.append(_("strategies without evidence: {items}").format(items=", ".join(bare)))
    met = _("{pct}% of links carry a reason and every strategy states its evidence")
    return _verdict(missing, met.format(pct=int(percent)))


def _educators(plan: Plan) -> Commitment:
    for action in live_actions(plan):
        if (
            action.educator_support
            and action.start_date is not None
            and action.end_date is not None
            and any(
                each.role == "A" and each.person_id for each in plan.where(RaciEntry, action_id=action.id)
            )
            and any((line.amount_usd or 0) > 0 for line in plan.where(BudgetLine, action_id=action.id))
        ):
            return Commitment(
                True, _("{code} supports educators and has owner, dates and money").format(code=action.code)
            )
    return Commitment(False, _("no action that supports educators has an owner, dates and a budget line"))


def _flexible(plan: Plan) -> Commitment:
    choice = any(each.site_scope == "school_choice" for each in live_actions(plan))
    missing = []
    if not choice and not plan.all(PdsaCycle):
        missing.append(_("no small test and no school-choice action is planned"))
    if not plan.one(MonitoringPlan).id or not plan.one(MonitoringPlan).cadence:
        missing.append(_("no review cadence is set"))
    return _verdict(missing, _("small tests or school choice are planned and a review cadence is set"))


def _speech(plan: Plan) -> Commitment:
    spoken = any(
        (each.audience or "").strip() and (each.key_message or "").strip() for each in live_actions(plan)
    )
    missing = []
    if not spoken:
        missing.append(_("no action names an audience and a key message"))
    if not plan.one(TocNarrative).text.strip():
        missing.append(_("the narrative is not written"))
    return _verdict(
        missing, _("a communication action has audience and message, and the narrative is written")
    )
