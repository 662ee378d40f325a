"""The cards of the outcome map: what stands on them, how tall they are, how they are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.figures import text
from planner.domain.figures.figure import Box, Item, Rect, Text, Weight, left_bar
from planner.domain.figures.links import card_sign, sign_items, sign_width
from planner.domain.plan import Plan
from planner.domain.records import Indicator, Strategy, TocNode
from planner.i18n import _, ngettext

CARD_WIDTH = 160.0
BAR = 6.0
SIZE = 13.0
LINE = 17.0
NOTE_SIZE = 11.0
PAD = 9.0
_LEFT = 15.0
_RIGHT = 9.0
_ROOM = CARD_WIDTH - _LEFT - _RIGHT
_MOST_LINES = 14
_NOTE_ROW = 17.0
_TAG_SIZE, _TAG_HIGH, _TAG_PAD, _TAG_GAP = 11.0, 14.0, 3.5, 3.0
_WEAK_ROW, _WEAK_HIGH = 22.0, 18.0


@dataclass(frozen=True)
class Card:
    """What stands on the card of a node; `height` in points.

    `tags` are whole-child components, `weak` what is weak about it, `sign` tells of assumptions under it.
    """

    lines: tuple[str, ...]
    note: str
    tags: tuple[str, ...]
    weak: str
    sign: str
    weight: Weight
    height: float

    @property
    def tags_below(self) -> bool:
        """Whether the tags need a row of their own, because the note leaves them no room."""
        return bool(self.tags and self.note) and _note_width(self.note) + 8.0 + _tags_width(self.tags) > _ROOM


def card(plan: Plan, node: TocNode, weak: Sequence[str] = ()) -> Card:
    """Return what stands on the card of a node; `weak` are words for its weak spots, most telling first."""
    weight: Weight = "semibold" if node.kind == "long_term_outcome" else "regular"
    lines = text.wrap(node.statement or _("No words yet"), SIZE, _ROOM, weight, _MOST_LINES)
    note = text.fit(" · ".join(_notes(plan, node)), NOTE_SIZE, _ROOM)
    said = weak[0] if weak else ""
    if len(weak) > 1:
        said = _("{first} +{count}").format(first=said, count=len(weak) - 1)
    made = Card(
        lines,
        note,
        _shown_tags(node.wscc),
        text.fit(said, NOTE_SIZE, _ROOM - 10.0, "medium"),
        card_sign(plan, node.id),
        weight,
        0.0,
    )
    rows = (1 if made.note or made.tags else 0) + (1 if made.tags_below else 0)
    height = 2 * PAD + LINE * len(lines) + _NOTE_ROW * rows + (_WEAK_ROW - 2.0 if made.weak else 0.0)
    return Card(made.lines, made.note, made.tags, made.weak, made.sign, made.weight, height)


def _notes(plan: Plan, node: TocNode) -> list[str]:
    notes = []
    if node.external:
        notes.append(_("By others"))
    strategies = len(plan.where(Strategy, toc_intervention_ids=node.id))
    indicators = len(plan.where(Indicator, toc_node_ids=node.id))
    if strategies:
        notes.append(ngettext("{count} strategy", "{count} strategies", strategies).format(count=strategies))
    if indicators:
        notes.append(ngettext("{count} indicator", "{count} indicators", indicators).format(count=indicators))
    return notes


def _shown_tags(tags: Sequence[str]) -> tuple[str, ...]:
    """Return the tags that fit in one row, with how many more there are."""
    shown = list(tags)
    while shown and _tags_width(shown) > _ROOM:
        shown = [*shown[:-2], f"+{len(tags) - len(shown) + 2}"]
    return tuple(shown)


def _note_width(note: str) -> float:
    return text.width(note, NOTE_SIZE)


def _tags_width(tags: Sequence[str]) -> float:
    return sum(_tag_width(tag) for tag in tags) + _TAG_GAP * max(0, len(tags) - 1)


def _tag_width(tag: str) -> float:
    return text.width(tag, _TAG_SIZE, "semibold") + 2 * _TAG_PAD


def color(node: TocNode) -> str:
    """Return the color role of a card's edge: what we do, what becomes true, what we hope for."""
    if node.kind == "intervention":
        return "implementation"
    return "prepare" if node.above_ceiling or node.kind == "impact" else "theory"


def card_items(node: TocNode, made: Card, box: Box) -> tuple[Item, ...]:
    """Return the drawing of a card at its place."""
    role = color(node)
    dash = (4.0, 3.0) if node.external or role == "prepare" else ()
    items: list[Item] = [
        Rect(box.x, box.y, box.w, box.h, fill="card", radius=BAR),
        left_bar(box.x, box.y, BAR, box.h, role),
        Rect(box.x, box.y, box.w, box.h, stroke="border", radius=BAR, dash=dash),
    ]
    x, y = box.x + _LEFT, box.y + PAD + 13.0
    for each in made.lines:
        items.append(Text(x, y, each, SIZE, made.weight, "ink", max_width=_ROOM))
        y += LINE
    if made.note:
        items.append(Text(x, y, made.note, NOTE_SIZE, "regular", "ink_second", max_width=_ROOM))
    if made.tags:
        y += _NOTE_ROW if made.tags_below else 0.0
        alone = made.tags_below or not made.note
        items += tag_items(made.tags, x if alone else box.right - _RIGHT - _tags_width(made.tags), y - 11.0)
    if made.weak:
        items += weak_items(made.weak, box.x + BAR + 4.0, box.bottom - _WEAK_HIGH - 5.0)
    if made.sign:
        items += sign_items(made.sign, (box.right - sign_width(made.sign) / 2 - 6.0, box.y))
    return tuple(items)


def tag_items(tags: Sequence[str], x: float, y: float) -> tuple[Item, ...]:
    """Return the drawing of tags in a row from the left upper corner."""
    items: list[Item] = []
    for tag in tags:
        wide = _tag_width(tag)
        items.append(Rect(x, y, wide, _TAG_HIGH, fill="prepare_tint", radius=4.0))
        items.append(Text(x + wide / 2, y + 10.8, tag, _TAG_SIZE, "semibold", "ink_second", "middle"))
        x += wide + _TAG_GAP
    return tuple(items)


def weak_items(said: str, x: float, y: float, wide: float = CARD_WIDTH - BAR - 8.0) -> tuple[Item, ...]:
    """Return the strip that says what is weak, from its left upper corner."""
    return (
        Rect(x, y, wide, _WEAK_HIGH, fill="look_background", stroke="look_mark", radius=4.0, width=0.75),
        Text(x + 5.0, y + 13.0, "!", NOTE_SIZE, "bold", "look"),
        Text(x + 13.0, y + 13.0, said, NOTE_SIZE, "medium", "look", max_width=wide - 17.0),
    )
