"""Chapter 3, second half: partnerships and collective impact. Source: method 5.1, 2.A5."""

from collections.abc import Iterator
from datetime import date

from planner import assets
from planner.domain import records as r
from planner.domain import vocabulary as v
from planner.domain.analysis.collective_impact import follow_ups
from planner.domain.figures import service_matrix
from planner.domain.figures.collective_impact import collective_impact as impact_figure
from planner.domain.figures.figure import Figure
from planner.domain.figures.partner_inventory import inventory
from planner.domain.plan import Plan
from planner.exports.outline import Block, Cell, Column, Picture, table
from planner.exports.plan_outline import phrases as p
from planner.i18n import _

PICTURE_WIDE = 660.0
"""The width the drawings are built for, in points; they are made smaller to fit the page."""
_IMPACT_WIDE = 760.0


def partners(plan: Plan, as_of: date) -> Iterator[Block]:
    """Draw the inventory and who offers what where; yield gaps, overlaps and the twelve questions."""
    if not plan.all(r.Partner):
        yield p.undecided(_("No partner has been named yet."))
    else:
        yield _picture(inventory(plan, as_of, PICTURE_WIDE).figure)
        for figure in service_matrix.pages(plan, PICTURE_WIDE):
            yield _picture(figure)
    gaps = plan.all(r.PartnershipGap)
    if gaps:
        yield table(
            (
                Column(_("Gap or overlap"), kind="day"),
                Column(_("Service")),
                Column(_("Region"), 0.7),
                Column(_("Partners"), 1.1),
                Column(_("What we do about it"), 1.3),
            ),
            (
                (
                    p.choice(each, "kind"),
                    each.service,
                    p.named(plan, each.region_id),
                    p.names(plan, each.partner_ids),
                    p.said(each.response),
                )
                for each in gaps
            ),
            label=_("Gaps and overlaps"),
            dense=True,
        )
    answers = {each.question_id: each for each in plan.all(r.DistrictPartnershipAnswer) if each.answer}
    if answers:
        questions = assets.method("library")["partnership_questions"]
        yield table(
            (
                Column(_("Question"), 1.5),
                Column(_("Answer"), 1.3),
                Column(_("How far are we"), kind="day"),
                Column(_("Leads to"), 0.5),
            ),
            (
                (_(each["text"]), found.answer, _level(found.rating), _leads_to(plan, found))
                for each in questions
                if (found := answers.get(each["id"]))
            ),
            label=_("Twelve questions about our partnerships"),
            dense=True,
        )


def _level(rating: int | None) -> str:
    """Return the words for a rating of 0 to 3."""
    if rating is None:
        return p.MISSING
    return f"{rating} {_(v.LESSON_LEVELS[rating].label)}"


def _picture(figure: Figure) -> Picture:
    return Picture(figure, figure.description)


def _leads_to(plan: Plan, found: r.DistrictPartnershipAnswer) -> str:
    """Return what an answer leads to, with the codes of the work it became."""
    if found.follow_up not in ("new_effort", "new_capacity"):
        return p.choice(found, "follow_up")
    made = next((each.became for each in follow_ups(plan, found.follow_up) if each.answer.id == found.id), ())
    return p.listed((p.choice(found, "follow_up"), *(each.code for each in made)))


def collective_impact(plan: Plan) -> Iterator[Block]:
    """Yield how near the group is to collective impact, and who does the work of the backbone."""
    ratings = plan.all(r.CiRating)
    if not ratings:
        yield p.undecided(_("The conditions of collective impact have not been rated yet."))
    else:
        yield table(
            (
                Column(_("Condition"), 0.8),
                Column(_("Mean"), kind="number"),
                Column(_("What holds least"), 1.6),
            ),
            (_condition(plan, option.value, _(option.label)) for option in v.CI_CONDITIONS),
            note=_("0 not yet, 1 beginning, 2 partly, 3 firmly; three statements for each condition."),
            dense=True,
        )
    if len(plan.all(r.CiRating)) + len(plan.all(r.BackboneFunction)):
        yield _picture(impact_figure(plan, _IMPACT_WIDE).figure)


def _condition(plan: Plan, key: str, name: str) -> tuple[Cell, ...]:
    """Return a condition with its mean and the statement that is rated lowest."""
    ratings = [each for each in plan.where(r.CiRating, condition=key) if each.rating is not None]
    if not ratings:
        return name, p.MISSING, _("Not rated yet")
    lowest = min(ratings, key=lambda each: each.rating or 0)
    texts = next(
        each["statements"] for each in assets.method("library")["ci_conditions"] if each["key"] == key
    )
    number = (lowest.statement_no or 1) - 1
    words = _(texts[number]) if number < len(texts) else ""
    mean = sum(each.rating or 0 for each in ratings) / len(ratings)
    return name, p.decimal(mean), f"{words} ({_level(lowest.rating)})"
