"""What the groups told us and how it shaped the plan, side by side. Source: method, A2 (voice inputs)."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.domain.analysis.voice import STRONGLY
from planner.domain.figures.figure import Box, Figure, Item, Path, Rect, Text, line
from planner.domain.figures.places import Drawn, Place, mark, told
from planner.domain.figures.stakeholder_grid import heard_words
from planner.domain.figures.text import fit, wrap
from planner.domain.plan import Plan
from planner.domain.records import StakeholderGroup, VoiceInput
from planner.domain.wording import day_text, number_text
from planner.i18n import _, ngettext

_SIZE, _LINE = 12.5, 16.0
_SMALL = 11.0
_HEAD, _PAD, _GAP = 30.0, 8.0, 8.0
_ARROW = 38.0
_MOST_LINES = 6


@dataclass(frozen=True)
class _Columns:
    """The two columns: what they said at the left, how it shaped the plan at the right of the arrow."""

    left: float
    right: float
    wide: float


def voices_drawn(plan: Plan, room: float) -> Drawn:
    """Draw every voice input under its group; groups that must be heard and were not stand there too."""
    wide = (room - _ARROW) / 2
    columns = _Columns(0.0, wide + _ARROW, wide)
    items: list[Item] = [
        Text(0, 15, _("What they said"), _SMALL, "semibold", "ink_second", max_width=wide),
        Text(
            columns.right, 15, _("How it shaped the plan"), _SMALL, "semibold", "ink_second", max_width=wide
        ),
    ]
    places: list[Place] = []
    y = 24.0
    for group in (*plan.all(StakeholderGroup), None):
        inputs = [each for each in plan.all(VoiceInput) if _speaks(plan, each) == (group.id if group else "")]
        if group is None and not inputs:
            continue
        items += _group(plan, group, room, y)
        if group is not None:
            places.append(Place(group.id, Box(0, y, room, _HEAD), _group_said(plan, group)))
        y += _HEAD
        for voice in inputs:
            high = _height(voice, columns)
            items += _voice(voice, columns, y, high)
            places.append(Place(voice.id, Box(0, y, room, high), voice_words(plan, voice)))
            y += high + _GAP
        if not inputs:
            items += _silence(group, room, y)
            y += 30 + _GAP
        y += 4
    return Drawn(Figure(room, y, tuple(items), _("What they told us"), describe(plan)), tuple(places))


def describe(plan: Plan) -> str:
    """Say how many inputs there are and how many are still to be answered."""
    inputs = plan.all(VoiceInput)
    if not inputs:
        return _("No voice has been recorded yet.")
    said = ngettext("{count} voice input", "{count} voice inputs", len(inputs)).format(count=len(inputs))
    return _("{inputs}, {open} not answered yet.").format(inputs=said, open=len(unanswered(plan)))


def unanswered(plan: Plan) -> tuple[VoiceInput, ...]:
    """Return the voice inputs that do not say yet how they shaped the plan."""
    return tuple(each for each in plan.all(VoiceInput) if not each.how_it_shaped_plan.strip())


def voice_words(plan: Plan, voice: VoiceInput) -> str:
    """Say who said what, and how it shaped the plan."""
    group = plan.title(voice.group_id) or _("No group yet")
    shaped = voice.how_it_shaped_plan.strip()
    answer = _("It shaped the plan: {text}").format(text=shaped) if shaped else _("Not answered yet")
    return told((_("{group}: {facts}").format(group=group, facts=_facts(voice)), voice.key_messages, answer))


def _speaks(plan: Plan, voice: VoiceInput) -> str:
    group = plan.get(StakeholderGroup, voice.group_id)
    return group.id if group is not None else ""


def _facts(voice: VoiceInput) -> str:
    parts = [_(VoiceInput.describe("method").option_label(voice.method))] if voice.method else []
    if voice.people_count:
        count = voice.people_count
        parts.append(ngettext("{count} person", "{count} people", count).format(count=number_text(count)))
    if voice.date:
        parts.append(day_text(voice.date, short=True))
    return " · ".join(parts) or _("No date yet")


def _group_said(plan: Plan, group: StakeholderGroup) -> str:
    return _("{group}: {heard}").format(group=group.name, heard=heard_words(plan, group))


def _group(plan: Plan, group: StakeholderGroup | None, room: float, y: float) -> Iterator[Item]:
    name = (group.name or _("A group without a name")) if group else _("No group yet")
    yield line(0, y + 2.5, room, y + 2.5, "line_faint")
    yield Text(0, y + 21, fit(name, 14, room - 130, "semibold"), 14, "semibold", "ink", max_width=room - 130)
    if group is not None:
        yield Text(room, y + 21, heard_words(plan, group), _SMALL, "regular", "ink_second", "end", 126)


def _height(voice: VoiceInput, columns: _Columns) -> float:
    lines = max(len(_said(voice, columns)), len(_shaped(voice, columns)))
    return lines * _LINE + 16 + 2 * _PAD


def _said(voice: VoiceInput, columns: _Columns) -> tuple[str, ...]:
    text = voice.key_messages.strip()
    said = _("“{text}”").format(text=text) if text else _("Nothing written yet")
    return wrap(said, _SIZE, columns.wide - 26, "regular", _MOST_LINES)


def _shaped(voice: VoiceInput, columns: _Columns) -> tuple[str, ...]:
    text = voice.how_it_shaped_plan.strip() or _("Not answered yet: what did we do with it?")
    return wrap(text, _SIZE, columns.wide - 40, "regular", _MOST_LINES)


def _voice(voice: VoiceInput, columns: _Columns, y: float, high: float) -> Iterator[Item]:
    answered = bool(voice.how_it_shaped_plan.strip())
    yield Rect(columns.left + 0.5, y, columns.wide - 1, high, "panel", "line", 8)
    baseline = y + _PAD + 12
    for words in _said(voice, columns):
        yield Text(12, baseline, words, _SIZE, "regular", "ink", max_width=columns.wide - 24)
        baseline += _LINE
    facts = fit(_facts(voice), _SMALL, columns.wide - 24)
    yield Text(12, y + high - 9, facts, _SMALL, "regular", "ink_second", max_width=columns.wide - 24)
    middle = y + high / 2
    tone = "good" if answered else "look_mark"
    dash = () if answered else (4.0, 3.0)
    start, end = columns.wide + 5, columns.right - 5
    yield Path(((start, middle), (end, middle)), tone, 1.8, dash, arrow=True)
    ground = "good_background" if answered else "look_background"
    yield Rect(columns.right + 0.5, y, columns.wide - 1, high, ground, tone, 8, 1.0, dash)
    yield mark("dot" if answered else "triangle", columns.right + 15, y + _PAD + 8, tone, 3.8)
    baseline = y + _PAD + 12
    for words in _shaped(voice, columns):
        yield Text(columns.right + 27, baseline, words, _SIZE, "regular", "ink", max_width=columns.wide - 36)
        baseline += _LINE


def _silence(group: StakeholderGroup | None, room: float, y: float) -> Iterator[Item]:
    strongly = group is not None and (group.affected or 0) >= STRONGLY
    said = _("Nobody has asked them yet, and the plan changes much for them.") if strongly else ""
    words = fit(said or _("Nobody has asked them yet."), _SIZE, room - 40)
    tone, ground = ("stop", "stop_background") if strongly else ("border", "card")
    yield Rect(0.5, y, room - 1, 30, ground, tone, 8, 1.0, (4.0, 3.0))
    yield mark("triangle" if strongly else "ring", 16, y + 15, tone, 3.8)
    yield Text(28, y + 19.5, words, _SIZE, "regular", "ink", max_width=room - 40)
