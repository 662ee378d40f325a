"""Chapter 8: the investment scenario. Source: method 5.1."""

from collections.abc import Iterator

from planner.domain import records as r
from planner.domain import steps
from planner.domain.analysis.investment import Evaluation, benefit_points, evaluate, rule_key
from planner.domain.plan import Plan
from planner.exports.outline import Block, Callout, Cell, Column, Heading, Paragraph, Row, Status, table
from planner.exports.plan_outline import phrases as p
from planner.i18n import _

_CHOSEN = "●"


def blocks(plan: Plan) -> Iterator[Block]:
    """Yield the options, the scenarios, the rules and their price, the regions, what was left out."""
    options, scenarios = plan.all(r.InvestmentOption), plan.all(r.Scenario)
    if not options:
        said = steps.state(plan, "D1")
        reason = said.skipped_reason if said and said.status == "skipped" else ""
        yield p.undecided(reason or _("No investment option has been listed yet."))
        return
    results = {each.id: evaluate(plan, each) for each in scenarios}
    selected = next((each for each in scenarios if each.selected), None)
    if selected is None:
        yield p.undecided(_("The group has not chosen a scenario yet."))
    else:
        yield Callout(_chosen_words(selected, results[selected.id]), "implementation")
    yield Heading(2, _("The options"))
    yield _options(plan, options, scenarios)
    if not scenarios:
        return
    yield Heading(2, _("The scenarios side by side"))
    yield _scenarios(scenarios, results)
    if selected is not None:
        yield Heading(2, _("The rules, and what they cost"))
        yield from _rules(plan, selected, results[selected.id])
        yield Heading(2, _("Where the money goes"))
        yield _regions(plan, selected)
        yield Heading(2, _("What was left out"))
        yield from _left_out(plan, options, selected)


def _chosen_words(scenario: r.Scenario, result: Evaluation) -> str:
    words = _("The group chose {name} ({code}): {number} options for {cost}.").format(
        name=scenario.name,
        code=scenario.code,
        number=len(scenario.chosen_option_ids),
        cost=p.short_money(result.total_cost),
    )
    return f"{words} {scenario.note}".strip()


def _options(plan: Plan, options: tuple[r.InvestmentOption, ...], scenarios: tuple[r.Scenario, ...]) -> Block:
    rows: list[tuple[Cell, ...]] = []
    for each in options:
        size = (each.size_tenths or 0) / 10
        marks = (_CHOSEN if each.id in one.chosen_option_ids else "" for one in scenarios)
        cost, benefit = p.money(each.cost_usd), p.decimal(benefit_points(plan, each))
        rows.append((each.code, each.name, p.choice(each, "kind"), cost, p.decimal(size), benefit, *marks))
    return table(
        (
            Column("", kind="code"),
            Column(_("Option"), 2.4),
            Column(_("Kind"), 0.8),
            Column(_("Cost"), kind="money"),
            Column(_("Size"), kind="number"),
            Column(_("Benefit"), kind="number"),
            *(Column(each.code, kind="mark") for each in scenarios),
        ),
        rows,
        note=_(
            "Size: thousands of students served a year. Benefit: weighted score times size. "
            "A dot marks what a scenario contains."
        ),
        dense=True,
    )


def _scenarios(scenarios: tuple[r.Scenario, ...], results: dict[str, Evaluation]) -> Block:
    years = sorted({year for result in results.values() for year in result.cost_by_fy})
    rows: list[Row] = []
    for each in scenarios:
        result = results[each.id]
        broken = (
            Status(p.listed(result.violations), "triangle", "stop")
            if result.violations
            else Status(_("None"), "dot", "good")
        )
        name = _("{name} (chosen)").format(name=each.name) if each.selected else each.name
        costs = (p.money(result.cost_by_fy.get(year, 0)) for year in years)
        rows.append(
            Row(
                (
                    each.code,
                    name,
                    p.money(result.total_cost),
                    *costs,
                    p.decimal(result.benefit_points),
                    broken,
                )
            )
        )
    return table(
        (
            Column("", kind="code"),
            Column(_("Scenario"), 1.0),
            Column(_("Cost"), kind="money"),
            *(Column(p.school_year(year), kind="money") for year in years),
            Column(_("Benefit"), kind="number"),
            Column(_("Broken rules"), kind="status"),
        ),
        rows,
        dense=True,
    )


def _rules(plan: Plan, scenario: r.Scenario, result: Evaluation) -> Iterator[Block]:
    rules = plan.where(r.ScenarioConstraint, scenario_id=scenario.id)
    if not rules:
        yield p.undecided(_("The scenario has no rules."))
        return
    rows: list[tuple[Cell, ...]] = []
    for rule in rules:
        slack = result.slack.get(rule_key(rule), 0.0)
        state = Status(_("Kept"), "dot", "good")
        if rule_key(rule) in result.violations:
            state = Status(_("Broken"), "triangle", "stop")
        elif slack == 0 and _room(rule, slack) != p.MISSING:
            state = Status(_("Just kept"), "half")
        rows.append((rule_key(rule), rule.label, _room(rule, slack), state))
    yield table(
        (
            Column("", kind="code"),
            Column(_("Rule"), 2.0),
            Column(_("Left before it breaks"), kind="number"),
            Column("", kind="status"),
        ),
        rows,
        dense=True,
        note=_("A rule that is just kept decides what else can be chosen: that is its price."),
    )
    others = [each for each in plan.all(r.Scenario) if each.id != scenario.id and each.note]
    for other in others:
        yield Paragraph(_("{name}: {note}").format(name=other.name, note=other.note))


def _room(rule: r.ScenarioConstraint, slack: float) -> str:
    if rule.type in ("budget_total", "budget_fy", "running_cost_cap"):
        return p.money(slack)
    if rule.type in ("min_spend_share", "max_spend_share"):
        return _("{number} points").format(number=p.number_text(slack, 2))
    if rule.type in ("min_count", "max_count", "wscc_cover"):
        return p.number_text(slack)
    return p.MISSING


def _regions(plan: Plan, scenario: r.Scenario) -> Block:
    chosen = plan.some(r.InvestmentOption, scenario.chosen_option_ids)
    total = sum(each.cost_usd for each in chosen)
    rows: list[Row] = []
    for region in plan.all(r.Region):
        here = [each for each in chosen if each.region_id == region.id]
        cost = sum(each.cost_usd for each in here)
        need = Status(_("High need"), "diamond", "look") if region.high_need else ""
        share = p.percent(100 * cost / total if total else None)
        rows.append(
            Row(
                (
                    region.name,
                    need,
                    p.whole(len(here)),
                    p.money(cost),
                    share,
                    p.listed(each.code for each in here) or p.MISSING,
                )
            )
        )
    nowhere = sum(each.cost_usd for each in chosen if plan.get(r.Region, each.region_id) is None)
    if nowhere:
        rows.append(Row((_("No region"), "", "", p.money(nowhere), p.percent(100 * nowhere / total), "")))
    rows.append(Row((_("Total"), "", p.whole(len(chosen)), p.money(total), "", ""), "total"))
    return table(
        (
            Column(_("Region"), 1.0),
            Column("", kind="status"),
            Column(_("Options"), kind="number"),
            Column(_("Cost"), kind="money"),
            Column(_("Share"), kind="number"),
            Column(_("Which"), 1.5),
        ),
        rows,
        dense=True,
    )


def _left_out(plan: Plan, options: tuple[r.InvestmentOption, ...], scenario: r.Scenario) -> Iterator[Block]:
    out = [each for each in options if each.id not in scenario.chosen_option_ids]
    if not out:
        yield Paragraph(_("Nothing: every option is in the chosen scenario."))
        return
    yield table(
        (
            Column("", kind="code"),
            Column(_("Option"), 1.3),
            Column(_("Region"), 0.8),
            Column(_("Cost"), kind="money"),
            Column(_("Benefit"), kind="number"),
        ),
        (
            (
                each.code,
                each.name,
                p.named(plan, each.region_id),
                p.money(each.cost_usd),
                p.decimal(benefit_points(plan, each)),
            )
            for each in out
        ),
        dense=True,
    )
