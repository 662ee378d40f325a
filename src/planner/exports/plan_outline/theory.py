"""Chapter 4: the theory of change. Source: method 5.1."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from planner.domain import records as r
from planner.domain.analysis.graph import levels
from planner.domain.figures.assumption_board import grid_figure
from planner.domain.figures.assumption_tests import strip_of_tests
from planner.domain.figures.ceiling import ceiling
from planner.domain.figures.gate import TESTS, gate_drawn
from planner.domain.figures.logic_model import columns, logic_model
from planner.domain.figures.map_parts import LEAST, MapPart, letters_on, map_parts
from planner.domain.figures.match_cards import match_cards
from planner.domain.figures.read_aloud import chains, path_drawn
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
from planner.i18n import _, ngettext

MAP = "outcome-map"
"""The anchor of the outcome map, for links from other chapters."""

# Points in which pictures are laid out; a page shows them smaller.
_LOGIC = (960.0, 1_100.0, 1_250.0)  # the best of them is taken
_MATCH = 900.0
_GRID = 900.0
_PATH = 1_150.0
_READ = 3  # outcomes in the path that is shown as it is read aloud

# Width and height in points that a page has for a part of the map.
_UPRIGHT = (504.0, 640.0)
_ACROSS = (708.0, 470.0)
_WORTH_A_PAGE = 500.0


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


def map_sections(plan: Plan) -> Iterator[Section]:
    """Yield the pages with the map, or a sentence where there is nothing to draw."""
    heading = Heading(2, _("Outcome map"), anchor=MAP, tone="theory", opens=True)
    if not plan.all(r.TocNode):
        yield Section((heading, p.undecided(_("The outcome map is empty so far."))))
        return
    parts = map_parts(plan, _UPRIGHT, _ACROSS)
    hint = _("Read from left to right. What lines and signs mean is said below the map.")
    if len(parts) > 1:
        hint = _(
            "Read from left to right and from page to page: where one part ends, the next begins. What lines "
            "and signs mean is said below the first."
        )
    head: tuple[Block, ...] = (heading, Paragraph(hint, "small"))
    for landscape, held in groupby(parts, key=lambda part: part.landscape):
        yield Section((*head, *(block for part in held for block in _map_part(part))), landscape=landscape)
        head = ()


def _map_part(part: MapPart) -> Iterator[Block]:
    if part.title:
        yield Heading(3, part.title, listed=False)
    large = part.figure.height > _WORTH_A_PAGE or part.landscape
    yield Picture(part.figure, part.figure.description, fill=large)


def logic_sections(plan: Plan) -> Iterator[Section]:
    """Yield the logic model where there is a theory: drawn, or as lists where that is too small."""
    if not plan.all(r.TocNode):
        return
    heading = Heading(2, _("Logic model"), tone="theory", opens=True)
    figures = (logic_model(plan, wide).figure for wide in _LOGIC)
    best = max(figures, key=lambda figure: letters_on(figure, _ACROSS))
    if letters_on(best, _ACROSS) >= LEAST:
        yield Section((heading, Picture(best, best.description, fill=True)), landscape=True)
        return
    blocks: list[Block] = [heading]
    for column in columns(plan):
        blocks += [Heading(3, column.name, listed=False), Paragraph(column.asks, "quiet")]
        words = tuple(said for _record, said in column.entries)
        blocks.append(Bullets(words) if words else p.undecided(_("Nothing yet")))
    yield Section(tuple(blocks), name=_("Logic model"))


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
    yield from _quality(plan, as_of)


def _quality(plan: Plan, as_of: date) -> Iterator[Block]:
    """Yield the ratings with the sign-off, and one path of the theory as it is read aloud."""
    quality = plan.one(r.TocQuality)
    if all(getattr(quality, name) is None for name in TESTS):
        yield p.undecided(_("The theory has not been reviewed yet."))
    else:
        gate = gate_drawn(plan, as_of, _GRID).figure
        yield Picture(gate, gate.description)
        if quality.comments:
            yield Paragraph(quality.comments)
    paths = chains(plan)
    if paths:
        chosen = min(paths, key=lambda chain: abs(len(chain) - _READ))
        yield Heading(3, _("Read aloud"), listed=False)
        said = ngettext(
            "The theory has {count} path from what we do to what it leads to.",
            "The theory has {count} paths from what we do to what it leads to. This is one of them.",
            len(paths),
        )
        yield Paragraph(said.format(count=len(paths)))
        path = path_drawn(plan, chosen, _("One path of the theory, read aloud"), _PATH).figure
        yield Picture(path, path.description)


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
    if any(each.test_by for each in plan.all(r.Assumption)):
        strip = strip_of_tests(plan, as_of, _GRID)
        yield Picture(strip, strip.description)
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
