"""The outcome map as a sheet of its own, with the plan's name above it: for the wall, for other documents."""

from datetime import date

from planner.domain.figures import text
from planner.domain.figures.figure import Figure, Item, Text, moved
from planner.domain.figures.outcome_map import map_figure
from planner.domain.plan import Plan
from planner.domain.wording import day_text
from planner.i18n import _

_HEAD = 56.0
_EDGE = 20.0


def map_sheet(plan: Plan, as_of: date) -> Figure:
    """Return the map with its legend under a heading: which plan, read as of which day."""
    drawn = map_figure(plan)
    room = drawn.width - 2 * _EDGE
    name = plan.name or _("Outcome map")
    under = _("Outcome map as of {day}. Read from left to right.").format(day=day_text(as_of))
    items: list[Item] = [
        Text(_EDGE, 26.0, text.fit(name, 20.0, room, "bold"), 20.0, "bold", "ink", max_width=room),
        Text(_EDGE, 46.0, under, 12.0, "regular", "ink_second", max_width=room),
        *moved(drawn.items, 0.0, _HEAD),
    ]
    return Figure(
        drawn.width, drawn.height + _HEAD, tuple(items), f"{drawn.title}: {name}", drawn.description
    )
