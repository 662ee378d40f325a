"""What the plan costs, what goes on costing, and what the rules for spending cost."""

from collections.abc import Iterator

from planner.domain import records as r
from planner.domain.analysis.budget import by_source_year, by_year, cliffs, running_by_year, total
from planner.domain.analysis.fiscal_years import fiscal_years
from planner.domain.analysis.investment import evaluate, high_need_percent, rule_key
from planner.domain.plan import Plan
from planner.domain.wording import shortened
from planner.exports.board_brief.lengths import REASON, STATEMENT
from planner.exports.outline import Block, Bullets, Callout, Cell, Column, Paragraph, Row, Span, Status, table
from planner.exports.plan_outline import phrases as p
from planner.exports.plan_outline.goals import shown_years
from planner.exports.plan_outline.money import years_picture
from planner.i18n import _, ngettext

_MOST_SOURCES = 6
_MOST_CLIFFS = 4
_MOST_SCENARIOS = 4
_MOST_FIRST = 5


def costs(plan: Plan) -> Iterator[Block]:
    """Yield money by year and source, what comes back every year, and what ends without a successor."""
    if not plan.all(r.BudgetLine):
        yield p.undecided(_("No money has been planned yet."))
        return
    yield Paragraph(
        _("The plan costs {total} in {number} fiscal years.").format(
            total=p.money(total(plan)), number=len(by_year(plan))
        )
    )
    yield years_picture(plan)
    yield _by_source(plan)
    yield from _cliffs(plan)


def _by_source(plan: Plan) -> Block:
    """Return the largest sources by year, the whole, and the part of it that comes back every year."""
    known = [year.label for year in shown_years(plan)]
    labels = known or list(by_year(plan))[:3]
    sums = [
        (
            shortened(plan.title(source) or _("No source yet"), REASON // 2),
            {year: balance.planned for year, balance in row.items()},
        )
        for source, row in by_source_year(plan).items()
    ]
    sums = sorted((each for each in sums if any(each[1].values())), key=lambda each: -sum(each[1].values()))
    rows = [_row(name, amounts, labels) for name, amounts in sums[:_MOST_SOURCES]]
    others = sums[_MOST_SOURCES:]
    if others:
        rest = {year: sum(amounts.get(year, 0) for _name, amounts in others) for year in by_year(plan)}
        name = ngettext("{number} other source", "{number} other sources", len(others))
        rows.append(_row(name.format(number=len(others)), rest, labels))
    planned = {year: each.planned for year, each in by_year(plan).items()}
    rows.append(Row(_row(_("Total"), planned, labels).cells, "total"))
    rows.append(_row(_("of which comes back every year"), running_by_year(plan), labels))
    return table(
        (
            Column(_("Source"), 1.6),
            *(Column(p.school_year(each), kind="money") for each in labels),
            Column(_("Total"), kind="money"),
        ),
        rows,
        dense=True,
    )


def _row(name: str, amounts: dict[str, int], labels: list[str]) -> Row:
    return Row((name, *(p.money(amounts.get(year, 0)) for year in labels), p.money(sum(amounts.values()))))


def _cliffs(plan: Plan) -> Iterator[Block]:
    """Yield the costs that outlive their money, with what the group says about them."""
    found = sorted(cliffs(plan), key=lambda each: -each.amount_usd)
    followed = sum(bool(each.successor_source_id) for each in plan.all(r.Action))
    years = fiscal_years(plan)
    if not found:
        yield Paragraph(_("No cost that goes on is left without a lasting source."))
    else:
        words = _("After {year}, {amount} a year goes on without a lasting source:").format(
            year=p.school_year(years[-1].label), amount=p.money(sum(each.amount_usd for each in found))
        )
        yield Paragraph((Span(_("Cliff."), "strong"), f" {words}"))
        items = [
            (
                f"{shortened(plan.title(each.action_id), REASON // 2)}, {p.money(each.amount_usd)}. ",
                Span(_reply(plan, each.action_id), "quiet"),
            )
            for each in found[:_MOST_CLIFFS]
        ]
        left = len(found) - _MOST_CLIFFS
        more = ngettext("and {number} more in the full plan", "and {number} more in the full plan", left)
        yield Bullets((*items, *([Span(more.format(number=left), "quiet")] if left > 0 else [])))
    if followed:
        words = ngettext(
            "The cost of {number} action is taken over by a named source.",
            "The cost of {number} actions is taken over by a named source.",
            followed,
        )
        yield Paragraph(words.format(number=followed))


def _reply(plan: Plan, action_id: str) -> str:
    """Return why the group accepts a cliff. Source: method 4, check 408."""
    for waiver in plan.where(r.CheckWaiver, check_id="CHK-408"):
        if waiver.entity_id == action_id:
            return _("Reply: {reason}").format(reason=shortened(waiver.reason, REASON))
    return _("Reply: none yet.")


def equity(plan: Plan) -> Iterator[Block]:
    """Yield the commitment, who is served first, and what each set of rules buys and costs."""
    for each in plan.where(r.Statement, kind="equity_commitment")[:1]:
        yield Callout(shortened(each.text, STATEMENT * 2), "theory")
    first = dict.fromkeys(each.equity_focus for each in plan.all(r.Objective) if each.equity_focus)
    if first:
        yield Paragraph(_("First for:"))
        yield Bullets(tuple(shortened(each, REASON) for each in list(first)[:_MOST_FIRST]))
    else:
        yield p.undecided(_("No objective says yet whom it serves first."))
    scenarios = plan.all(r.Scenario)
    if scenarios:
        yield from _scenarios(plan, scenarios)


def _scenarios(plan: Plan, scenarios: tuple[r.Scenario, ...]) -> Iterator[Block]:
    results = {each.id: evaluate(plan, each) for each in scenarios}
    chosen = next((each for each in scenarios if each.selected), None)
    rows: list[tuple[Cell, ...]] = []
    for each in sorted(scenarios, key=lambda one: not one.selected)[:_MOST_SCENARIOS]:
        result = results[each.id]
        name = shortened(each.name, REASON // 2)
        broken = Status(_("None"), "dot", "good")
        if result.violations:
            broken = Status(shortened(p.listed(result.violations), REASON // 3), "triangle", "stop")
        rows.append(
            (
                _("{name} (chosen)").format(name=name) if each.selected else name,
                p.money(result.total_cost),
                p.percent(high_need_percent(plan, each)),
                p.decimal(result.benefit_points),
                broken,
            )
        )
    yield table(
        (
            Column(_("Scenario"), 1.2),
            Column(_("Cost"), kind="money"),
            Column(_("High-need share"), kind="number"),
            Column(_("Benefit"), kind="number"),
            Column(_("Broken rules"), kind="status"),
        ),
        rows,
        dense=True,
        note=_("Benefit: weighted scores times thousands of students served a year."),
    )
    if chosen is not None:
        yield from _price(plan, chosen, results[chosen.id].slack)


def _price(plan: Plan, chosen: r.Scenario, slack: object) -> Iterator[Block]:
    """Say which rules decide what else could be chosen."""
    tight = [
        each.label
        for each in plan.where(r.ScenarioConstraint, scenario_id=chosen.id)
        if isinstance(slack, dict) and slack.get(rule_key(each)) == 0
    ]
    if tight:
        words = _("Just kept, so that they decide what else could be chosen: {rules}.")
        yield Paragraph(words.format(rules=shortened("; ".join(tight), STATEMENT * 2)))
    if chosen.note:
        yield Paragraph(shortened(chosen.note, STATEMENT * 2))
