"""The seven SMARTIE tests of an objective."""

from planner.domain.plan import Plan
from planner.domain.records import Indicator, Objective, StakeholderGroup, TocNode
from planner.i18n import N_

LETTERS = {
    "S": N_("Specific"),
    "M": N_("Measurable"),
    "A": N_("Achievable"),
    "R": N_("Relevant"),
    "T": N_("Time-bound"),
    "I": N_("Inclusive"),
    "E": N_("Equitable"),
}
"""The letters in order, and the field each looks at. The words are translated where shown. Source: E18."""

FIELDS = {
    "S": "statement",
    "M": "indicator_ids",
    "A": "achievable_rating",
    "R": "toc_node_ids",
    "T": "due_date",
    "I": "involves_group_ids",
    "E": "equity_focus",
}
"""The field of the objective that answers each letter."""


def smartie(plan: Plan, objective: Objective) -> dict[str, bool]:
    """Return, for each letter, whether the objective passes.

    S: statement of 15 to 300 characters and a population; M: an indicator with unit and target; A: achievable
    rating 3 or more and the baseline of an indicator known or due; R: linked to an outcome of the theory; T:
    due inside the horizon; I: at least one involved group; E: an equity focus or a disaggregated indicator.
    Source: method 2.C4.
    """
    indicators = plan.some(Indicator, objective.indicator_ids)
    start, end, due = plan.charter.horizon_start, plan.charter.horizon_end, objective.due_date
    return {
        "S": 15 <= len(objective.statement.strip()) <= 300 and bool(objective.population.strip()),
        "M": any(each.unit and each.target_value is not None for each in indicators),
        "A": (objective.achievable_rating or 0) >= 3
        and any(each.baseline_value is not None or each.baseline_due is not None for each in indicators),
        "R": any(node.kind != "intervention" for node in plan.some(TocNode, objective.toc_node_ids)),
        "T": due is not None and start is not None and end is not None and start <= due <= end,
        "I": bool(plan.some(StakeholderGroup, objective.involves_group_ids)),
        "E": bool(objective.equity_focus.strip()) or any(each.disaggregate_by for each in indicators),
    }
