"""What to read before a session: a page for each of its steps. Source: method 5.4."""

import re
from collections.abc import Iterator, Sequence
from math import ceil
from typing import cast

from planner import assets
from planner.domain import records as r
from planner.domain.fields import Kind
from planner.domain.figures.figure import Figure
from planner.domain.figures.heat_map import groups_rated, heat_map
from planner.domain.figures.stakeholder_grid import stakeholder_map
from planner.domain.figures.whole_child import components_radar
from planner.domain.plan import Plan
from planner.domain.record import is_blank
from planner.domain.steps import Sheet, Step
from planner.domain.wording import shortened
from planner.exports.outline import (
    Block,
    Bullets,
    Facts,
    Heading,
    Lead,
    Paragraph,
    Picture,
    Section,
    Span,
    Tone,
    Words,
    WritingLines,
)
from planner.exports.plan_outline import phrases as p
from planner.i18n import _, ngettext

MOST_PAGES = 5
"""Pages of pre-reading. With two pages before it and one after it the core has eight."""

_MOST_NAMED = 4  # records that are named, of each kind
_NAME = 70  # characters of a name
_ASKED = {1: 6, 2: 4}  # questions of each step by steps on a page; of more steps two
_MOST_LINES = 9
_SOURCES = re.compile(r"\s*\([SE]\d+(?:, [SE]\d+)*\)|(?<=\()[SE]\d+: ")
_SENTENCES = re.compile(r"(?<=[.!?]) +(?=\w)")
_ASIDES = re.compile(r"\s*\([^()]*\)")
_RATED = ("A3", "A4")  # steps whose ratings say nothing but in a picture, or in its words
_OF_THE_ROOM = (r.Person, r.Session, r.AgendaItem)  # told elsewhere in the packet, or nobody's business
_WIDE = 760.0


def prereading(plan: Plan, steps: Sequence[tuple[Step, int]], *, large: bool) -> Iterator[Section]:
    """Yield a page for each step with its minutes; where there are more than five, several share a page."""
    each = max(1, ceil(len(steps) / MOST_PAGES))
    for at in range(0, len(steps), each):
        blocks: list[Block] = []
        for number, (step, minutes) in enumerate(steps[at : at + each]):
            if each == 1:
                blocks += _page(plan, step, minutes, large=large)
            else:
                blocks += _part(plan, step, minutes, number, each)
        name = p.listed(_(step.title) for step, _minutes in steps[at : at + each])
        yield Section(tuple(blocks), name=_("Read before: {steps}").format(steps=name))


def _heading(step: Step, minutes: int, *, opens: bool) -> Iterator[Block]:
    told = ngettext("{minutes} minute", "{minutes} minutes", minutes).format(minutes=minutes)
    over = _("Read before · {code} · {minutes}").format(code=step.code, minutes=told)
    yield Heading(2, _(step.title), over=over, tone=cast(Tone, step.phase.color), opens=opens)
    yield Lead(_(step.question))


def _page(plan: Plan, step: Step, minutes: int, *, large: bool) -> Iterator[Block]:
    yield from _heading(step, minutes, opens=True)
    figure = _figure(plan, step.code)
    if figure is None or large:
        yield Paragraph(_readable(_(step.purpose)))
    yield Heading(3, _("Think about this before you come"), listed=False)
    yield Bullets(tuple(_(each) for each in step.ask[: _ASKED[1]]))
    yield Heading(3, _("What stands so far"), listed=False)
    if figure is not None and not large:
        yield Picture(figure, figure.description)
        technique = _readable(_(step.technique))
        yield Paragraph((Span(_("How we will work:"), "strong"), " ", technique))
        return
    if figure is not None and step.code in _RATED:
        yield Bullets(tuple(_SENTENCES.split(figure.description)))
    yield from so_far(plan, step)
    yield Heading(3, _("How we will work"), listed=False)
    yield Facts(tuple(_techniques(step)))
    yield WritingLines(_("Your notes"), _MOST_LINES, spare=True)


def _part(plan: Plan, step: Step, minutes: int, number: int, sharing: int) -> Iterator[Block]:
    """Yield a step that shares its page: its question, some of what to think about, what stands."""
    yield from _heading(step, minutes, opens=number == 0)
    yield Bullets(tuple(_(each) for each in step.ask[: _ASKED.get(sharing, 2)]))
    yield from so_far(plan, step)


def _techniques(step: Step) -> Iterator[tuple[str, Words]]:
    known = {each["key"]: each for each in assets.method("library")["techniques"]}
    found = [known[key] for key in step.technique_keys if key in known]
    for each in found:
        yield _(each["name"]), _(each["how"])
    if not found:
        yield _("Way of working"), _readable(_(step.technique))
    yield _("In the end"), _ASIDES.sub("", _(step.outputs))


def _readable(text: str) -> str:
    """Return a text of the method without the marks of its sources, such as (S1, S3) and S2:."""
    return _SOURCES.sub("", text)


def so_far(plan: Plan, step: Step) -> Iterator[Block]:
    """Yield what the plan holds for a step: how much of each kind, and what the first entries are called."""
    rows = tuple(row for sheet in step.sheets if not sheet.lent for row in _held(plan, sheet))
    yield Facts(rows) if rows else p.undecided(_("Nothing has been written down for this step yet."))


def _held(plan: Plan, sheet: Sheet) -> Iterator[tuple[str, Words]]:
    """Yield what is entered in a sheet: how much, and what the first entries are called."""
    about, rows = sheet.kind.about, sheet.rows(plan)
    if not rows or not sheet.started(plan) or sheet.kind in _OF_THE_ROOM:
        return
    if about.single:
        for name in sheet.fields or tuple(field.name for field in sheet.kind.fields() if not field.hidden):
            value = getattr(rows[0], name)
            if sheet.kind.describe(name).kind in (Kind.TEXT, Kind.NOTE) and not is_blank(value):
                yield p.label(sheet.kind, name), shortened(value, 3 * _NAME)
        return
    named = [shortened(each.title, _NAME) for each in rows if each.title != each.code]
    if not about.coded or not named:
        if sheet.prompts:
            entries = ngettext("{number} entry", "{number} entries", len(rows))
            yield _(sheet.name), entries.format(number=p.whole(len(rows)))
        return
    label, named = f"{_(sheet.name)} ({len(rows)})", named[:_MOST_NAMED]
    more = len(rows) - len(named)
    words = "; ".join(named)
    if more:
        words = ngettext("{named}; and {number} more", "{named}; and {number} more", more).format(
            named=words, number=more
        )
    yield label, words


def _figure(plan: Plan, code: str) -> Figure | None:
    """Return the picture of what stands so far in a step, where a picture says more than its names."""
    if code == "A2" and plan.all(r.StakeholderGroup):
        return stakeholder_map(plan, _WIDE).drawn.figure
    if code == "A3" and groups_rated(plan):
        return heat_map(plan, _WIDE).figure
    if code == "A4" and any(each.rating is not None for each in plan.all(r.WsccRating)):
        return components_radar(plan, _WIDE).figure
    return None
