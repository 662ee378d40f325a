"""Chapter 11: readiness and risks. Source: method 5.1."""

from collections.abc import Iterator

from planner.domain import records as r
from planner.domain.analysis.readiness import FACTORS, LOW, latest, readiness
from planner.domain.plan import Plan
from planner.exports.outline import Block, Cell, Column, Heading, Picture, Span, Status, table
from planner.exports.plan_outline import phrases as p
from planner.exports.plan_outline.pictures import risks_figure
from planner.i18n import _

HIGH, MEDIUM = 15, 8
"""Scores from which a risk is high, and medium. Source: method 3.5, risk score."""


def blocks(plan: Plan) -> Iterator[Block]:
    """Yield how ready people are for each strategy, and what could go wrong."""
    yield Heading(2, _("How ready we are"))
    yield from _readiness(plan)
    yield Heading(2, _("What could go wrong"))
    yield from _risks(plan)


def _readiness(plan: Plan) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = []
    for strategy in plan.all(r.Strategy):
        rating = latest(plan, strategy.id)
        if rating is None:
            continue
        found = readiness(rating)
        look: Cell = Status(_("Ready enough"), "dot", "good")
        if found.low and found.lowest:
            look = Status(
                _("Low: {factor}").format(factor=_(FACTORS[found.lowest[0]]).lower()), "triangle", "look"
            )
        means = (p.decimal(mean) for mean in (found.M, found.G, found.I))
        rows.append((strategy.code, strategy.name, *means, p.decimal(found.index, 2), look))
    if not rows:
        yield p.undecided(_("Readiness has not been rated yet."))
        return
    yield table(
        (
            Column("", kind="code"),
            Column(_("Strategy"), 1.4),
            *(Column(_(name), kind="number") for name in FACTORS.values()),
            Column(_("Index"), kind="number"),
            Column("", 1.0),
        ),
        rows,
        note=_(
            "Means of ratings from 1 to 5; index: their product divided by 125. A factor below {low} is low: "
            "one factor near zero sinks the whole."
        ).format(low=p.decimal(LOW)),
        dense=True,
    )


def _risks(plan: Plan) -> Iterator[Block]:
    risks = sorted(plan.all(r.Risk), key=lambda each: -(each.score or 0))
    if not risks:
        yield p.undecided(_("No risk has been written down yet."))
        return
    placed = [
        (each.code, each.probability, each.impact) for each in risks if each.probability and each.impact
    ]
    title = _("Risks by probability and impact")
    told = "; ".join(f"{code}: {probability} × {impact}" for code, probability, impact in placed)
    yield Picture(risks_figure(placed, title), f"{title}. {told}.")
    rows: list[tuple[Cell, ...]] = []
    for each in risks:
        reply: list[str | Span] = [
            Span(p.choice(each, "response"), "strong"),
            f": {each.mitigation or _('No response yet')}",
        ]
        if each.trigger:
            reply += [Span(f"\n{_('First sign')}: ", "quiet"), each.trigger]
        rows.append(
            (
                each.code,
                each.statement,
                score(each.score),
                tuple(reply),
                p.named(plan, each.owner_id),
                score(each.residual_score),
            )
        )
    yield table(
        (
            Column("", kind="code"),
            Column(_("Risk"), 1.3),
            Column(_("Score"), kind="status"),
            Column(_("What we do about it"), 1.9),
            Column(_("Owner"), 0.8),
            Column(_("After"), kind="status"),
        ),
        rows,
        dense=True,
        note=_(
            "Score: probability times impact; high from 15, medium from 8. "
            "After: the score once the response works."
        ),
    )


def score(number: int | None) -> Status:
    """Return a risk score with its band, as word and shape."""
    if number is None:
        return Status(_("not rated"), "ring")
    if number >= HIGH:
        return Status(_("{score} high").format(score=number), "diamond", "stop")
    if number >= MEDIUM:
        return Status(_("{score} medium").format(score=number), "triangle", "look")
    return Status(_("{score} low").format(score=number), "dot", "good")
