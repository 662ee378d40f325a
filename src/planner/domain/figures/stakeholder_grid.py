"""Who is affected and who decides: the stakeholder groups on a grid, and the five required voices as chairs.

Source: method, step A2 (affected-influence grid, empty chair check) and check 103.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.domain.analysis.coverage import VOICE_LABELS
from planner.domain.analysis.voice import STRONGLY, Chair, chairs, heard, only_told
from planner.domain.figures.figure import Box, Figure, Item, Path, Rect, Text, moved
from planner.domain.figures.places import Drawn, Place, mark, told
from planner.domain.figures.rating_grid import Chip, GridLook, RatingGrid, Zone, rating_grid
from planner.domain.figures.text import fit, wrap
from planner.domain.plan import Plan
from planner.domain.records import StakeholderGroup
from planner.domain.wording import listed, number_text
from planner.i18n import N_, _, ngettext

CHAIR = "chair:"
"""Begins the keys of the five chairs; the voice follows (`chair:families`)."""

_CHAIRS_HIGH, _CHAIR_GAP = 66.0, 10.0
_LEAST_CHAIR = 118.0
_NAME, _STATE = 13.0, 11.5
_GAP = 12.0
_STATES = {
    "heard": ("dot", "good", "good_background"),
    "unheard": ("ring", "look", "look_background"),
    "empty": ("triangle", "stop", "card"),
}

_AXES = (N_("More influence on the plan"), N_("The plan changes more of their day"))


@dataclass(frozen=True)
class StakeholderMap:
    """The drawing with its parts, and the grid on it from its own corner at `top`."""

    drawn: Drawn
    grid: RatingGrid
    top: float

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Return (affected, influence) at a place of the drawing."""
        return self.grid.cell_at(x, y - self.top)


def stakeholder_map(plan: Plan, room: float, *, tray: bool = False) -> StakeholderMap:
    """Draw the chairs above the grid, `room` points wide."""
    strip = chair_strip(plan, room)
    groups = plan.all(StakeholderGroup)
    grid = rating_grid(_look(), [_chip(plan, each) for each in groups], room, tray=tray)
    top = strip.figure.height + _GAP
    places = [
        *strip.places,
        *(
            Place(each.id, _down(grid.chips[each.id], top), group_words(plan, each))
            for each in _in_reading_order(groups, grid)
        ),
    ]
    figure = Figure(
        room,
        top + grid.height,
        (*strip.figure.items, *moved(grid.items, 0, top)),
        _("Stakeholders and voice"),
        description(plan),
    )
    return StakeholderMap(Drawn(figure, tuple(places)), grid, top)


def chair_strip(plan: Plan, room: float) -> Drawn:
    """Draw a chair for each of the five required voices, in rows as the room allows."""
    found = chairs(plan)
    across = max(1, min(len(found), int((room + _CHAIR_GAP) / (_LEAST_CHAIR + _CHAIR_GAP))))
    wide = (room - (across - 1) * _CHAIR_GAP) / across
    items: list[Item] = []
    places = []
    for number, chair in enumerate(found):
        x = number % across * (wide + _CHAIR_GAP)
        y = number // across * (_CHAIRS_HIGH + _CHAIR_GAP)
        box = Box(x, y, wide, _CHAIRS_HIGH)
        items += _chair(chair, box)
        places.append(Place(CHAIR + chair.voice, box, chair_words(plan, chair)))
    rows = -(-len(found) // across)
    high = rows * (_CHAIRS_HIGH + _CHAIR_GAP) - _CHAIR_GAP
    title = _("The five voices the plan needs")
    said = " ".join(place.name for place in places)
    return Drawn(Figure(room, high, tuple(items), title, said), tuple(places))


def description(plan: Plan) -> str:
    """Tell in words who sits on the chairs and who stands where on the grid."""
    groups = plan.all(StakeholderGroup)
    if not groups:
        return _("No group has been named yet.")
    seated = [chair_words(plan, each) for each in chairs(plan)]
    return " ".join((*seated, *(f"{group_words(plan, each)}." for each in groups)))


def group_words(plan: Plan, group: StakeholderGroup) -> str:
    """Say who a group is, how strongly it is affected, what it can do, and whether it was heard."""
    parts = [group.name or _("A group without a name")]
    if group.affected is None or group.influence is None:
        parts.append(_("not placed yet"))
    else:
        parts.append(
            _("affected {affected} of 5, influence {influence} of 5").format(
                affected=group.affected, influence=group.influence
            )
        )
    parts.append(heard_words(plan, group))
    if only_told(group):
        parts.append(_told_words(group))
    return ", ".join(parts)


def heard_words(plan: Plan, group: StakeholderGroup) -> str:
    """Say how many people of a group were heard."""
    people = heard(plan, group.id)
    if people is None:
        return _("not heard yet")
    if not people:
        return _("heard")
    return ngettext("{people} heard", "{people} heard", people).format(people=number_text(people))


def chair_words(plan: Plan, chair: Chair) -> str:
    """Say who speaks for a voice and whether it was heard."""
    voice = _(VOICE_LABELS[chair.voice])
    names = listed(each.name for each in plan.some(StakeholderGroup, chair.group_ids))
    if not names:
        return _("Nobody speaks for {voice}.").format(voice=voice)
    said = _("{names} for {voice}").format(names=names, voice=voice)
    return told((said, _chair_state(chair))) + "."


def _look() -> GridLook:
    low, high = (1, 2, 3), (4, 5)
    return GridLook(
        columns=(1, 2, 3, 4, 5),
        rows=(5, 4, 3, 2, 1),
        across=_(_AXES[1]),
        upwards=_(_AXES[0]),
        zones=(
            Zone(low, (5, 4), _("They decide: bring them close"), "panel"),
            Zone(high, (5, 4), _("Work as partners"), "prepare_tint"),
            Zone(low, (3, 2, 1), _("Keep them in the know"), "card"),
            Zone(high, (3, 2, 1), _("Heard least: make room"), "look_background"),
        ),
        tray=_("Not placed yet"),
    )


def _chip(plan: Plan, group: StakeholderGroup) -> Chip:
    strongly = (group.affected or 0) >= STRONGLY
    shape, tone, note = "dot", "good", heard_words(plan, group)
    if heard(plan, group.id) is None:
        shape, tone = ("triangle", "stop") if strongly else ("ring", "prepare")
    elif only_told(group):
        shape, tone, note = "triangle", "look_mark", _told_words(group)
    return Chip(
        key=group.id,
        words=group.name or _("A group without a name"),
        name=group_words(plan, group),
        column=group.affected,
        row=group.influence,
        note=note,
        shape=shape,
        tone=tone,
    )


def _told_words(group: StakeholderGroup) -> str:
    return _("only told") if group.participation_level == "inform" else _("only consulted")


def _in_reading_order(groups: Sequence[StakeholderGroup], grid: RatingGrid) -> list[StakeholderGroup]:
    return sorted(groups, key=lambda each: (round(grid.chips[each.id].y), grid.chips[each.id].x))


def _chair(chair: Chair, box: Box) -> Iterator[Item]:
    shape, color, ground = _STATES[chair.state]
    dash = (4.0, 3.0) if chair.state == "empty" else ()
    yield Rect(box.x + 0.5, box.y + 0.5, box.w - 1, box.h - 1, ground, color, 8, 1.2, dash)
    yield from _seat(box.x + 12, box.y + 14, color, taken=chair.state != "empty")
    x = box.x + 44
    room = box.right - x - 6
    name = _(VOICE_LABELS[chair.voice])
    lines = wrap(name[:1].upper() + name[1:], _NAME, room, "semibold", 2)
    y = box.y + (28.0 if len(lines) == 1 else 21.0)
    for line in lines:
        yield Text(x, y, line, _NAME, "semibold", "ink", max_width=room)
        y += 16
    yield mark(shape, x + 4, y, color, 3.6)
    state = fit(_chair_state(chair), _STATE, room - 13)
    yield Text(x + 13, y + 4, state, _STATE, "regular", "ink", max_width=room - 13)


def _chair_state(chair: Chair) -> str:
    if chair.state == "empty":
        return _("Empty chair")
    if chair.state == "unheard":
        return _("Not heard yet")
    if not chair.people:
        return _("Heard")
    return ngettext("{people} heard", "{people} heard", chair.people).format(people=number_text(chair.people))


def _seat(x: float, y: float, color: str, *, taken: bool) -> Iterator[Item]:
    """Draw a chair seen from the side, somebody sitting on it where it is taken."""
    yield Path(((x, y), (x, y + 24), (x + 17, y + 24)), color, 2.0)
    yield Path(((x, y + 24), (x, y + 38)), color, 2.0)
    yield Path(((x + 17, y + 24), (x + 17, y + 38)), color, 2.0)
    if taken:
        yield mark("dot", x + 9, y + 1, color, 4.4)
        yield Path(((x + 9, y + 8), (x + 9, y + 19), (x + 19, y + 19)), color, 3.6)


def _down(box: Box, by: float) -> Box:
    return Box(box.x, box.y + by, box.w, box.h)
