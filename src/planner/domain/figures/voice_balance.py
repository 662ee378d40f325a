"""Whose ideas and votes the plan holds: shares by group beside an even share, and each session's balance.

Source: method 3.5 (voice balance index) and check 106.
"""

from collections.abc import Iterator

from planner.domain.analysis.voice import (
    LARGEST_SHARE,
    LEAST,
    LEAST_BALANCE,
    Voices,
    plan_voices,
    session_voices,
)
from planner.domain.figures.figure import Box, Figure, Item, Rect, Text, diamond, line
from planner.domain.figures.places import Drawn, Place, mark, told
from planner.domain.figures.text import fit, width, wrap
from planner.domain.plan import Plan
from planner.domain.records import Session
from planner.domain.wording import number_text
from planner.i18n import _

_SIZE, _SMALL = 12.5, 11.0
_ROW, _HEAD = 26.0, 42.0
_NAMES = 0.34  # share of the width for the names
_NUMBER = 46.0
_FULL = 0.5  # the share that fills a bar, unless a group has more


def balance_drawn(plan: Plan, room: float) -> Drawn:
    """Draw the shares of ideas, then of votes, then a row for each session with ideas or votes."""
    given = plan_voices(plan)
    items: list[Item] = []
    places: list[Place] = []
    y = 0.0
    for key, title, voices in (
        ("ideas", _("Ideas, by group"), given.ideas),
        ("votes", _("Votes, by group"), given.votes),
    ):
        if voices.total:
            y = _shares(plan, key, title, voices, room, y, items, places)
    held = [(each, session_voices(plan, each)) for each in plan.all(Session)]
    sessions = [(each, both) for each, both in held if both.ideas.total or both.votes.total]
    if sessions:
        y = _header(_("Balance, session by session"), _balance_note(), room, y, items)
    for session, both in sessions:
        for key, what, one in (("ideas", _("Ideas"), both.ideas), ("votes", _("Votes"), both.votes)):
            if one.total:
                name = _("{what}: {session}").format(session=session.name or session.code, what=what)
                items += _session(name, one, room, y)
                said = told((name, balance_words(plan, one)))
                places.append(Place(f"{session.id} {key}", Box(0, y, room, _ROW), said))
                y += _ROW
    if not places:
        y = _nothing(room, items)
    figure = Figure(room, y + 6, tuple(items), _("Balance of voices"), describe(plan))
    return Drawn(figure, tuple(places))


def describe(plan: Plan) -> str:
    """Tell in words how evenly ideas and votes come from the groups."""
    given = plan_voices(plan)
    parts = [
        _("{what}: {said}").format(what=what, said=balance_words(plan, voices))
        for what, voices in ((_("Ideas"), given.ideas), (_("Votes"), given.votes))
        if voices.total
    ]
    return " ".join(parts) or _("No idea and no vote carries a group yet.")


def balance_words(plan: Plan, voices: Voices) -> str:
    """Say how even a count is, who gave most, and whether that is one voice too loud."""
    loudest, share = voices.loudest
    said = _("balance {index}, {group} gave {percent} % of {total}").format(
        index=f"{voices.index:.2f}",
        group=plan.title(loudest),
        percent=number_text(100 * share),
        total=voices.total,
    )
    return f"{said}. {_verdict(voices)[1]}."


def _verdict(voices: Voices) -> tuple[str, str, str]:
    """Return shape, words and color of the judgment."""
    if voices.total < LEAST:
        return "ring", _("Too few to judge"), "ink_second"
    if voices.dominated:
        return "triangle", _("One voice is loud"), "look_mark"
    return "dot", _("Even enough"), "good"


def _nothing(room: float, items: list[Item]) -> float:
    """Say how this picture comes about; return where it ends."""
    said = _("Nothing to compare yet. Say with each idea and each vote which group it comes from.")
    for number, words in enumerate(wrap(said, _SIZE, room)):
        items.append(Text(0, 16 + 17 * number, words, _SIZE, "regular", "ink", max_width=room))
    return 60.0


def _balance_note() -> str:
    return _(
        "1.00 is even. Look again below {least}, or when one group gives over {most} % of {few} or more."
    ).format(least=f"{LEAST_BALANCE:.2f}", most=number_text(100 * LARGEST_SHARE), few=LEAST)


def _header(title: str, note: str, room: float, y: float, items: list[Item]) -> float:
    top = y + (10 if y else 0)
    items.append(Text(0, top + 16, title, 14, "semibold", "ink", max_width=room))
    items.append(Text(0, top + 33, fit(note, _SMALL, room), _SMALL, "regular", "ink_second", max_width=room))
    return top + _HEAD


def _shares(
    plan: Plan,
    key: str,
    title: str,
    voices: Voices,
    room: float,
    y: float,
    items: list[Item],
    places: list[Place],
) -> float:
    """Draw one bar for each group with a line at the even share; return where the next part begins."""
    shape, words, color = _verdict(voices)
    even = 1 / len(voices.counts)
    y = _header(title, _even_note(voices, even), room, y, items)
    said = _("Balance {index}").format(index=f"{voices.index:.2f}")
    long = width(words, _SMALL, "medium")
    items.append(mark(shape, room - long - 9, y - _HEAD + 12, color, 3.8))
    items.append(Text(room, y - _HEAD + 16, words, _SMALL, "medium", "ink", "end"))
    items.append(Text(room - long - 20, y - _HEAD + 16, said, _SMALL, "semibold", "ink", "end"))
    left, full = room * _NAMES, room * (1 - _NAMES) - _NUMBER
    scale = full / max(_FULL, max(voices.counts.values()) / voices.total, even)
    top = y
    for group, count in voices.counts.items():
        share = count / voices.total
        name = plan.title(group) or _("A group without a name")
        items.append(Text(0, y + 17, fit(name, _SIZE, left - 12), _SIZE, max_width=left - 10))
        items.append(Rect(left, y + 6, full, 14, "line_faint", radius=3))
        if count:
            loud = voices.total >= LEAST and share > LARGEST_SHARE
            items.append(
                Rect(left, y + 6, max(3.0, share * scale), 14, "look_mark" if loud else "prepare", radius=3)
            )
        items.append(
            Text(room, y + 17, f"{number_text(100 * share)} %", _SIZE, "semibold", "ink", "end", _NUMBER)
        )
        percent = number_text(100 * share)
        spoken = _("{group}: {percent} %, {count} of {total}").format(
            group=name, percent=percent, count=count, total=voices.total
        )
        places.append(Place(f"{key} {group}", Box(0, y, room, _ROW), told((title, spoken))))
        y += _ROW
    x = left + even * scale
    items.append(line(x, top, x, y, "card", 3.0))
    items.append(line(x, top, x, y, "ink", 1.2, (4.0, 3.0)))
    return y


def _even_note(voices: Voices, even: float) -> str:
    return _(
        "{total} in all. The dashed line is an even share: {percent} % for each group in the room."
    ).format(total=voices.total, percent=number_text(100 * even, 1))


def _session(name: str, voices: Voices, room: float, y: float) -> Iterator[Item]:
    """Draw the balance on a line from 0 to 1 with the least one marked, and its judgment in words."""
    shape, words, color = _verdict(voices)
    left, end = room * _NAMES, room - 150.0
    yield Text(0, y + 17, fit(name, _SIZE, left - 12), _SIZE, max_width=left - 10)
    yield line(left, y + 13, end, y + 13, "border", 2.0)
    least = left + LEAST_BALANCE * (end - left)
    yield line(least, y + 6, least, y + 20, "ink", 1.2)
    yield diamond(left + voices.index * (end - left), y + 13, 6, color, "card")
    yield Text(end + 12, y + 17, f"{voices.index:.2f}", _SIZE, "semibold")
    yield mark(shape, end + 50, y + 13, color, 3.6)
    yield Text(end + 60, y + 17, fit(words, _SMALL, room - end - 60), _SMALL, max_width=room - end - 60)
