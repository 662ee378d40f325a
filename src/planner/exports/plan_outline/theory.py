"""Chapter 4: the theory of change. Source: method 5.1."""

from collections.abc import Iterator
from datetime import date

from planner.domain import records as r
from planner.domain.analysis.graph import levels
from planner.domain.figures.assumption_board import grid_figure
from planner.domain.figures.ceiling import ceiling
from planner.domain.figures.logic_model import logic_model
from planner.domain.figures.match_cards import match_cards
from planner.domain.figures.outcome_map import map_figure
from planner.domain.plan import Plan
from planner.exports.outline import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Heading,
    Paragraph,
    Picture,
    Row,
    Section,
    Span,
    Status,
    table,
)
from planner.exports.plan_outline import phrases as p
from planner.i18n import _

MAP = "outcome-map"
"""The anchor of the outcome map, for links from other chapters."""

# Points in which pictures are laid out; a page shows them smaller.
_LOGIC = 960.0
_MATCH = 780.0
_GRID = 760.0


def words(plan: Plan) -> Iterator[Block]:
    """Yield the narrative, the ceiling and what will stop."""
    narrative = plan.one(r.TocNarrative)
    if narrative.text:
        yield from (Paragraph(part) for part in narrative.text.split("\n\n") if part.strip())
    else:
        yield p.undecided(_("The theory has not been told in words yet."))
    outcomes = [each for each in plan.all(r.TocNode) if each.kind == "long_term_outcome"]
    for outcome in outcomes:
        lead = Span(_("The outcome we answer for."), "strong")
        map_page = Span(_("Outcome map, page "), "quiet", anchor=MAP, page=True)
        yield Callout((lead, f" {_ended(outcome.statement)} ", map_page), "theory")
    above = [each for each in plan.all(r.TocNode) if each.above_ceiling]
    yield Heading(2, _("The ceiling of accountability"))
    if outcomes or above:
        figure = ceiling(plan, _GRID).drawn.figure
        yield Picture(figure, figure.description)
    if above:
        yield Paragraph(
            _("What lies above the ceiling we hope for and contribute to; it is not how we measure success.")
        )
        yield Bullets(tuple(each.statement for each in above))
    else:
        yield p.undecided(_("It has not been decided yet what lies above the ceiling."))
    if narrative.stop_doing:
        yield Heading(2, _("What we will stop"))
        yield Bullets(narrative.stop_doing)


def map_section(plan: Plan) -> Section:
    """Return the page with the map, or a sentence where there is nothing to draw."""
    heading = Heading(2, _("Outcome map"), anchor=MAP, tone="theory", opens=True)
    if not plan.all(r.TocNode):
        return Section((heading, p.undecided(_("The outcome map is empty so far."))))
    figure = map_figure(plan)
    hint = Paragraph(_("Read from left to right. What lines and signs mean is said below the map."), "small")
    return Section((heading, hint, Picture(figure, figure.description, fill=True)), landscape=True)


def logic_sections(plan: Plan) -> Iterator[Section]:
    """Yield the page with the logic model, where there is a theory."""
    if plan.all(r.TocNode):
        figure = logic_model(plan, _LOGIC).figure
        heading = Heading(2, _("Logic model"), tone="theory", opens=True)
        yield Section((heading, Picture(figure, figure.description, fill=True)), landscape=True)


def details(plan: Plan, as_of: date) -> Iterator[Block]:
    """Yield what acts on the early outcomes, the pathways, the assumptions and the quality review."""
    if plan.where(r.TocNode, kind="intervention"):
        yield Heading(2, _("What we do for each early outcome"))
        cards = match_cards(plan, _MATCH, stopping=False).figure
        yield Picture(cards, cards.description)
    yield Heading(2, _("Pathways, and why we believe in them"))
    yield from _pathways(plan)
    yield Heading(2, _("Assumptions and how we test them"))
    yield from _assumptions(plan, as_of)
    yield Heading(2, _("Quality review"))
    quality = plan.one(r.TocQuality)
    tests = ("plausible", "feasible", "testable", "meaningful", "complete")
    rated = [(name, getattr(quality, name)) for name in tests]
    if all(score is None for _name, score in rated):
        yield p.undecided(_("The theory has not been reviewed yet."))
        return
    rows = [(p.label(r.TocQuality, name), _hint(name), _score(score)) for name, score in rated]
    columns = (Column(_("Test"), 0.7), Column(_("Question"), 1.6), Column(_("Rating"), kind="number"))
    yield table(columns, rows, dense=True)
    if quality.comments:
        yield Paragraph(quality.comments)


def _hint(name: str) -> str:
    return _(r.TocQuality.describe(name).hint)


def _score(score: int | None) -> str:
    return p.MISSING if score is None else _("{score} of 5").format(score=score)


def _ended(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?")) else f"{text.rstrip()}."


def _pathways(plan: Plan) -> Iterator[Block]:
    links = plan.all(r.TocLink)
    if not links:
        yield p.undecided(_("No link between outcomes has been drawn yet."))
        return
    level = levels(plan)
    targets = sorted(
        (node for node in plan.all(r.TocNode) if plan.where(r.TocLink, to_id=node.id)),
        key=lambda node: level.get(node.id, 99),
    )
    rows: list[Row] = []
    for node in targets:
        rows.append(Row((f"{node.code}  {node.statement}",), "group"))
        for link in plan.where(r.TocLink, to_id=node.id):
            source = plan.get(r.TocNode, link.from_id)
            why = link.rationale or _("No reason given yet")
            if link.evidence_citation:
                why = f"{why} ({link.evidence_citation})"
            basis = f"{p.choice(link, 'evidence_level')},\n{p.choice(link, 'necessity').lower()}"
            cause = (Span(source.code, "quiet"), f" {source.statement}") if source else p.MISSING
            rows.append(Row((cause, why, basis)))
    yield table(
        (
            Column(_("This helps bring it about"), 1.2),
            Column(_("Because"), 1.6),
            Column(_("Evidence"), kind="day"),
        ),
        rows,
        dense=True,
    )


def _assumptions(plan: Plan, as_of: date) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = []
    for each in plan.all(r.Assumption):
        test = each.test_method or _("No test yet")
        if each.test_by:
            test = _("{test}, by {date}").format(test=test, date=p.day(each.test_by))
        shown = p.choice(each, "status")
        state = {
            "holding": Status(shown, "dot", "good"),
            "weakening": Status(shown, "triangle", "look"),
            "false": Status(shown, "cross", "stop"),
        }.get(each.status, Status(shown, "ring"))
        risk: Cell = f"{p.whole(each.confidence)} / {p.whole(each.consequence)}"
        if each.critical:
            risk = Status(str(risk), "diamond", "stop")
        rows.append((each.code, each.statement, risk, test, p.named(plan, each.owner_id), state))
    if not rows:
        yield p.undecided(_("No assumption has been written down yet."))
        return
    grid = grid_figure(plan, as_of, _GRID)
    yield Picture(grid, grid.description)
    yield table(
        (
            Column("", kind="code"),
            Column(_("We assume that"), 1.4),
            Column(_("Sure / harm"), kind="status"),
            Column(_("How we test it"), 1.3),
            Column(_("Owner"), 0.9),
            Column(_("State"), kind="status"),
        ),
        rows,
        dense=True,
        note=_(
            "Sure: how sure we are, 1 to 5. Harm: how much harm if it is false, 1 to 5. A diamond marks "
            "critical ones: sure 2 or less, harm 4 or more."
        ),
    )
