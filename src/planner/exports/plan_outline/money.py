"""Chapter 10: the money. Source: method 5.1."""

from collections.abc import Iterator, Mapping

from planner.domain import records as r
from planner.domain.analysis.budget import (
    by_category_year,
    by_goal_year,
    by_region_year,
    by_source_year,
    cliffs,
    total,
    uncertain_percent,
    years,
)
from planner.domain.plan import Plan
from planner.exports.outline import Block, Cell, Column, Heading, Paragraph, Picture, Row, Status, table
from planner.exports.plan_outline import phrases as p
from planner.exports.plan_outline.pictures import years_figure
from planner.i18n import _

_MOST_PARTS = 8  # sources with a color of their own


def blocks(plan: Plan) -> Iterator[Block]:
    """Yield the money by source, what is left, by goal, category and region, and the cliffs."""
    labels = years(plan)
    if not plan.all(r.BudgetLine):
        yield p.undecided(_("No money has been planned yet."))
        if plan.all(r.FundingSource):
            yield from _sources(plan)
        return
    yield Paragraph(
        _("The plan costs {total} in {number} fiscal years.").format(
            total=p.money(total(plan)), number=len(labels)
        )
    )
    yield years_picture(plan)
    yield Heading(2, _("By source"))
    yield from by_source(plan, labels)
    goals = {goal.id: f"{goal.code}  {goal.name}" for goal in plan.all(r.Goal)} | {"": _("No goal yet")}
    yield Heading(2, _("By goal"), listed=False)
    yield _sums(_("Goal"), goals, by_goal_year(plan), labels)
    categories = {
        option.value: _(option.label) for option in r.BudgetLine.describe("object_category").options
    }
    yield Heading(2, _("By category"), listed=False)
    yield _sums(_("Category"), categories | {"": _("No category yet")}, by_category_year(plan), labels)
    regions = {region.id: region.name for region in plan.all(r.Region)}
    if regions:
        yield Heading(2, _("By region"), listed=False)
        yield _sums(_("Region"), regions | {"": _("Not tied to a region")}, by_region_year(plan), labels)
    yield Heading(2, _("When money ends"))
    yield from _cliffs(plan)
    yield Heading(2, _("The sources and their rules"))
    yield from _sources(plan)


def years_picture(plan: Plan) -> Picture:
    """Return a column for each fiscal year, made of what each source is to pay."""
    labels = years(plan)
    balances = by_source_year(plan)
    sums = [
        (
            plan.title(source) or _("No source yet"),
            [row[year].planned if year in row else 0 for year in labels],
        )
        for source, row in balances.items()
    ]
    sums = sorted((each for each in sums if any(each[1])), key=lambda each: -sum(each[1]))
    parts = sums[:_MOST_PARTS]
    if len(sums) > _MOST_PARTS:
        rest = [sum(amounts[at] for _name, amounts in sums[_MOST_PARTS - 1 :]) for at in range(len(labels))]
        parts = [*sums[: _MOST_PARTS - 1], (_("Other sources"), rest)]
    words = [p.short_money(sum(amounts[at] for _name, amounts in parts)) for at in range(len(labels))]
    title = _("Planned money by year and source")
    told = "; ".join(f"{p.school_year(year)}: {each}" for year, each in zip(labels, words, strict=True))
    return Picture(
        years_figure([p.school_year(each) for each in labels], parts, words, title), f"{title}. {told}."
    )


def by_source(plan: Plan, labels: tuple[str, ...]) -> Iterator[Block]:
    """Yield what each source is asked for in each year, and what is left of what it offers."""
    balances = by_source_year(plan)
    rows: list[Row] = []
    for source, row in balances.items():
        planned = [row[year].planned if year in row else 0 for year in labels]
        name = plan.title(source) or _("No source yet")
        rows.append(Row((name, *map(p.money, planned), p.money(sum(planned)))))
    totals = [sum(row[year].planned for row in balances.values() if year in row) for year in labels]
    rows.append(Row((_("Total"), *map(p.money, totals), p.money(sum(totals))), "total"))
    heads = (
        *(Column(p.school_year(year), kind="money") for year in labels),
        Column(_("Total"), kind="money"),
    )
    yield table((Column(_("Planned"), 1.5), *heads), rows, dense=True)
    rest: list[Row] = []
    for source, row in balances.items():
        if not source:
            continue
        amounts = [row[year].gap if year in row else 0 for year in labels]
        sure = dict.fromkeys(_certainty(each.certainty) for each in row.values() if each.certainty)
        rest.append(
            Row((plan.title(source), p.listed(sure) or p.MISSING, *map(left, amounts), left(sum(amounts))))
        )
    yield table(
        (Column(_("Left of what the source offers"), 1.2), Column(_("Certainty"), 0.7), *heads),
        rest,
        dense=True,
    )
    doubtful = {year: share for year, share in uncertain_percent(plan).items() if share > 0}
    if doubtful:
        told = p.listed(f"{p.school_year(year)} {p.percent(share)}" for year, share in doubtful.items())
        yield Paragraph(
            _("Share of each year that rests on money only hoped for: {years}.").format(years=told)
        )


def _certainty(value: str) -> str:
    return _(r.FundingAllocation.describe("certainty").option_label(value))


def left(amount: int) -> str:
    """Write what is left of an amount, or by how much it is over."""
    return _("over by {amount}").format(amount=p.money(-amount)) if amount < 0 else p.money(amount)


def _sums(
    head: str,
    known: Mapping[str, str],
    sums: Mapping[str, Mapping[str, int]],
    labels: tuple[str, ...],
) -> Block:
    rows = [
        Row((name, *(p.money(sums[key].get(year, 0)) for year in labels), p.money(sum(sums[key].values()))))
        for key, name in known.items()
        if key in sums
    ]
    whole = [sum(row.get(year, 0) for row in sums.values()) for year in labels]
    rows.append(Row((_("Total"), *map(p.money, whole), p.money(sum(whole))), "total"))
    return table(
        (
            Column(head, 1.5),
            *(Column(p.school_year(year), kind="money") for year in labels),
            Column(_("Total"), kind="money"),
        ),
        rows,
        dense=True,
    )


def _cliffs(plan: Plan) -> Iterator[Block]:
    found = cliffs(plan)
    if found:
        yield Paragraph(_("These costs go on after the last year, and no lasting source pays them yet."))
        rows: list[tuple[Cell, ...]] = []
        for each in found:
            sources = dict.fromkeys(plan.title(line.source_id) for line in each.lines)
            look = Status(_("No successor yet"), "triangle", "look")
            rows.append(
                (
                    plan.code(each.action_id),
                    plan.title(each.action_id),
                    p.money(each.amount_usd),
                    p.listed(sources),
                    look,
                )
            )
        yield table(
            (
                Column("", kind="code"),
                Column(_("Action"), 1.4),
                Column(_("Dollars a year"), kind="money"),
                Column(_("Paid by"), 1.0),
                Column("", kind="status"),
            ),
            rows,
            dense=True,
        )
    else:
        yield Paragraph(_("No ongoing cost is left without a lasting source."))
    followed = [each for each in plan.all(r.Action) if each.successor_source_id]
    if followed:
        yield table(
            (Column("", kind="code"), Column(_("Action"), 1.4), Column(_("Paid later by"), 1.2)),
            ((each.code, each.name, p.named(plan, each.successor_source_id)) for each in followed),
            label=_("Costs with a successor"),
            dense=True,
        )


def _sources(plan: Plan) -> Iterator[Block]:
    rows = []
    for each in plan.all(r.FundingSource):
        rules = [
            _("capital only") if each.capital_only else "",
            _("one-time") if each.one_time else "",
            _("ends {date}").format(date=p.day(each.ends_on)) if each.ends_on else "",
            _("adds to, does not replace") if each.supplement_not_supplant else "",
            each.restrictions,
        ]
        rows.append(
            (each.code, each.name, p.choice(each, "type"), "; ".join(filter(None, rules)) or p.MISSING)
        )
    yield table(
        (Column("", kind="code"), Column(_("Source"), 1.0), Column(_("Type"), 0.9), Column(_("Rules"), 1.5)),
        rows,
        dense=True,
        note=_("Funding rules are summaries, not legal advice."),
    )
