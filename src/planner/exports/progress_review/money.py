"""Part 5 of the progress review: budget lines against what the sources offer."""

from collections.abc import Iterator
from datetime import date

from planner.domain import records as r
from planner.domain.analysis.budget import by_source_year, gaps, years
from planner.domain.analysis.fiscal_years import fiscal_year_of, start_month
from planner.domain.plan import Plan
from planner.exports.outline import Block, Bullets, Column, Heading, Paragraph, Row, Span, table
from planner.exports.plan_outline import money
from planner.exports.plan_outline import phrases as p
from planner.i18n import _


def blocks(plan: Plan, as_of: date) -> Iterator[Block]:
    """Yield what sources offer beside what lines ask, by year and by source, and where more is asked."""
    labels = years(plan)
    if not plan.all(r.BudgetLine) and not plan.all(r.FundingAllocation):
        yield p.undecided(_("No money has been planned yet."))
        return
    balances = by_source_year(plan).values()
    rows: list[Row] = []
    now = fiscal_year_of(as_of, start_month(plan))
    sums = [0, 0]
    for label in labels:
        planned = sum(row[label].planned for row in balances if label in row)
        offered = sum(row[label].allocated for row in balances if label in row)
        sums = [sums[0] + planned, sums[1] + offered]
        year = p.school_year(label)
        name = _("{year} (now)").format(year=year) if label == now else year
        rows.append(Row((name, p.money(offered), p.money(planned), money.left(offered - planned))))
    rows.append(
        Row((_("Together"), p.money(sums[1]), p.money(sums[0]), money.left(sums[1] - sums[0])), "total")
    )
    yield table(
        (
            Column(_("Fiscal year")),
            Column(_("Sources offer"), kind="money"),
            Column(_("Budget lines ask"), kind="money"),
            Column(_("Left"), kind="money"),
        ),
        rows,
    )
    if plan.all(r.BudgetLine):
        yield money.years_picture(plan)
    over = gaps(plan)
    if over:
        yield Heading(3, _("More is asked than offered"), listed=False)
        yield Bullets(
            tuple(
                (
                    Span(plan.title(source), "strong"),
                    _(", {year}: {amount} too much").format(year=p.school_year(year), amount=p.money(amount)),
                )
                for source, year, amount in over
            )
        )
    else:
        yield Paragraph(_("No source is asked for more than it offers in any year."))
    yield from money.by_source(plan, labels)
    yield Paragraph(
        _("These are plans and promises. What was spent is in the district’s books, not in this plan."),
        "small",
    )
