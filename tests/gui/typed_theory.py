"""Phase B of the sample, key by key: B1 to B6."""

from tests.gui.typist import Typist

from planner.domain import records as r

_TOLD = ("TL-01", "TL-06", "TL-13")
"""Links that are typed with their reason, evidence and necessity."""


def long_term_outcome(at: Typist) -> None:
    """B1: the change we answer for, and the hope above the ceiling."""
    outcome = at.sample.where(r.TocNode, kind="long_term_outcome")[0]
    hope = at.sample.where(r.TocNode, kind="impact")[0]
    at.press("Return")
    at.write(outcome.statement, "Return", "Escape", "H")
    at.write(hope.statement, "Return", "Escape")
    at.reach(_typed(at, outcome))
    at.press("Return")
    at.form(outcome, "wscc")
    at.press("Escape")


def outcome_map(at: Typist) -> None:
    """B2: every outcome, written backwards from the long-term one, and every link between them."""
    plan = at.sample
    outcomes = [each.id for each in plan.all(r.TocNode) if each.kind != "intervention"]
    links = [each for each in plan.all(r.TocLink) if each.from_id in outcomes]
    at.press("Home")
    for link in links:
        first, then = plan.get(r.TocNode, link.from_id), plan.get(r.TocNode, link.to_id)
        assert first is not None
        assert then is not None
        if _known(at, first):
            at.reach(_typed(at, first))
            at.press("L")
            at.aim(_typed(at, then))
            at.press("Return")
        else:
            at.reach(_typed(at, then))
            at.press("N")
            at.write(first.statement, "Return", "Escape")
            at.reach(_typed(at, first))
            if at.plan.where(r.TocNode, id=_typed(at, first))[0].kind != first.kind:
                at.press("Return")
                at.form(first, "kind")
                at.press("Escape")
            at.press("Shift+Right")
        if link.code in _TOLD:
            at.press("Return")
            at.form(link, "rationale", "evidence_level", "necessity")
            at.press("Escape")
    for link in plan.all(r.TocLink):
        then = plan.get(r.TocNode, link.to_id)
        if link.from_id not in outcomes and then is not None and then.kind != "early_outcome":
            at.reach(_typed(at, then))
            at.press("I")
            at.write(plan.title(link.from_id), "Return", "Escape")


def assumptions(at: Typist) -> None:
    """B3: six assumptions with their ratings; one with all its fields, one with its test."""
    for each in at.sample.all(r.Assumption)[:6]:
        at.press("N")
        at.write(each.statement, "Return", "Escape")
        at.write(f"{each.confidence}{each.consequence}")
        if each.code == "AS-03":
            at.press("Return")
            at.form(each, "category", "link_ids", "node_ids", "test_method", "test_by", "owner_id", "status")
            at.press("Escape")
        elif each.code == "AS-04":
            at.press("T")
            at.write(each.test_method, "Return")
            at.form(each, "test_by", "owner_id")
            at.press("Escape")


def interventions(at: Typist) -> None:
    """B4: what we do, each for the early outcomes it brings about."""
    plan = at.sample
    for node in plan.where(r.TocNode, kind="intervention"):
        outcomes = [plan.get(r.TocNode, each.to_id) for each in plan.where(r.TocLink, from_id=node.id)]
        early = [each for each in outcomes if each is not None and each.kind == "early_outcome"]
        for outcome in early:
            at.reach(_typed(at, outcome))
            if _known(at, node):
                at.press("L")
                at.pick(node.statement)
            else:
                at.press("N")
                at.write(node.statement, "Return", "Escape")


def indicators(at: Typist) -> None:
    """B5: an indicator with all its fields."""
    first = at.sample.all(r.Indicator)[0]
    at.press("Return")
    at.form(first, "name", "toc_node_ids", "population", "unit", "direction")
    at.form(first, "baseline_value", "baseline_date", "target_value", "target_date", "threshold_value")
    at.form(first, "milestones", "source", "method", "frequency", "owner_id", "disaggregate_by")


def narrative(at: Typist) -> None:
    """B6: the narrative, the five tests, and the decision to recommend the plan with its vote."""
    plan = at.sample
    decision = plan.where(r.Decision, kind="adoption")[0]
    at.press("Ctrl+Tab")
    at.form(plan.one(r.TocNarrative), "text", "status")
    at.press("Ctrl+Tab")
    at.form(plan.one(r.TocQuality), "plausible", "feasible", "testable", "meaningful", "complete", "comments")
    at.press("Ctrl+Tab", "Return")
    at.form(decision, "text", "kind", "date", "rationale")
    at.form(decision, "owner_id", "follow_up_due", "status")
    at.tab_to("decision_more_button")
    at.press("Return", "Shift+Tab")
    at.form(decision, "vote_method", "vote_counts")


def _known(at: Typist, node: r.TocNode) -> bool:
    return any(each.statement == node.statement for each in at.plan.all(r.TocNode))


def _typed(at: Typist, node: r.TocNode) -> str:
    """Return the id that a card of the sample has in the plan that is typed."""
    return next(each.id for each in at.plan.all(r.TocNode) if each.statement == node.statement)
