"""How near the group is to collective impact: five conditions, what it needs first, and the backbone (A5)."""

from collections.abc import Iterator

from planner.domain import vocabulary as v
from planner.domain.analysis.collective_impact import backbone, condition_means
from planner.domain.figures.figure import Box, Figure, Item, Rect, Text, line, moved
from planner.domain.figures.places import Drawn, Place, mark, told
from planner.domain.figures.radar import Axis, Ring, radar
from planner.domain.figures.text import fit, wrap
from planner.domain.plan import Plan
from planner.domain.records import BackboneFunction, CiPreconditions
from planner.i18n import _

WIDE = 840.0
"""The width of the drawing in points, unless told; where it is narrow, its halves stand below another."""

_BESIDE = 720.0
_TOP = 14.0
_SMALL = 11.0
_PRECONDITIONS = ("champion", "resources", "urgency")


def collective_impact(plan: Plan, wide: float = WIDE) -> Drawn:
    """Draw the radar of the five conditions (means, 0 to 3), the preconditions and the six functions.

    The places are `condition/common_agenda`, `precondition/champion`, `function/public_will` and so on.
    """
    beside = wide >= _BESIDE
    items: list[Item] = []
    half = (wide - 24) / 2 if beside else wide
    places = list(_conditions(items, plan, half))
    high = max(item.y for item in items if isinstance(item, Text)) + 12
    left, top = (wide - half, 0.0) if beside else (0.0, high + 12)
    functions = list(_functions(items, plan, left, top, half))
    below = functions[-1].box.bottom
    needs = list(_needs(items, plan, 0.0, high + 12 if beside else below + 18, half))
    bottom = max(below, needs[-1].box.bottom) + 8
    figure = Figure(wide, bottom, tuple(items), _("Collective impact"), description(plan))
    return Drawn(figure, (*places, *functions, *needs))


def description(plan: Plan) -> str:
    """Return what the drawing shows, in words."""
    said = [_condition_words(plan, option.value, _(option.label)) for option in v.CI_CONDITIONS]
    said += [_function_words(plan, option.value, _(option.label)) for option in v.BACKBONE_FUNCTIONS]
    said += [_need_words(plan, name) for name in _PRECONDITIONS]
    return f"{told(said)}."


def _conditions(items: list[Item], plan: Plan, wide: float) -> Iterator[Place]:
    """Draw the radar of the conditions, with what the numbers mean below it."""
    means = condition_means(plan)
    axes = [
        Axis(option.value, _(option.label), mean, "–" if mean is None else f"{mean:.1f}")
        for option in v.CI_CONDITIONS
        for mean in (means[option.value],)
    ]
    web = radar(axes, 3, [Ring(number, str(number)) for number in (1, 2, 3)], _("Five conditions"), wide)
    items += moved(web.figure.items, 0, _TOP)
    for axis in axes:
        box = web.labels[axis.key]
        around = Box(box.x - 4, box.y + _TOP - 3, box.w + 8, box.h + 6)
        yield Place(f"condition/{axis.key}", around, _condition_words(plan, axis.key, axis.name))
    caption = _("0 not yet, 1 beginning, 2 partly, 3 firmly")
    y = web.figure.height + _TOP + 20
    items.append(Text(wide / 2, y, caption, _SMALL, "regular", "ink_second", "middle", wide))


def _condition_words(plan: Plan, condition: str, label: str) -> str:
    mean = condition_means(plan)[condition]
    if mean is None:
        return _("{condition}: not rated yet").format(condition=label)
    return _("{condition}: {mean} of 3").format(condition=label, mean=f"{mean:.1f}")


def _functions(items: list[Item], plan: Plan, left: float, top: float, wide: float) -> Iterator[Place]:
    items.append(Text(left + 10, top + 18, _("Backbone functions"), 13, "semibold"))
    items.append(Text(left + wide - 10, top + 18, _("Maturity"), _SMALL, "regular", "ink_second", "end"))
    items.append(line(left, top + 28, left + wide, top + 28, "line"))
    y = top + 29
    for option in v.BACKBONE_FUNCTIONS:
        found = backbone(plan)[option.value]
        lead = plan.title(found.lead_id) if found is not None and found.lead_id else ""
        items.append(Text(left + 10, y + 19, fit(_(option.label), 12, wide - 140, "medium"), 12, "medium"))
        items.append(
            mark("dot" if lead else "triangle", left + 14, y + 31, "ink_second" if lead else "stop", 3.2)
        )
        said, ink = (lead, "ink_second") if lead else (_("no lead yet"), "stop")
        items.append(Text(left + 24, y + 35, fit(said, _SMALL, wide - 154), _SMALL, "regular", ink))
        items += _steps(found, left + wide - 10, y + 23)
        items.append(line(left, y + 43, left + wide, y + 43, "line_faint"))
        box = Box(left + 2, y + 2, wide - 4, 39)
        yield Place(f"function/{option.value}", box, _function_words(plan, option.value, _(option.label)))
        y += 43


def _steps(found: BackboneFunction | None, right: float, middle: float) -> Iterator[Item]:
    """Draw the maturity: a number, and as many bars of three as it says."""
    maturity = found.maturity if found is not None else None
    words = "–" if maturity is None else str(maturity)
    yield Text(right - 72, middle + 5, words, 14, "semibold", "ink", "end")
    for bar in range(3):
        full = maturity is not None and bar < maturity
        x = right - 64 + bar * 22
        yield Rect(x, middle - 4, 20, 8, "theory" if full else "", "" if full else "border", 2, 0.9)


def _function_words(plan: Plan, function: str, label: str) -> str:
    found = backbone(plan)[function]
    lead = plan.title(found.lead_id) if found is not None and found.lead_id else _("no lead yet")
    if found is None or found.maturity is None:
        return _("{function}: {lead}, maturity not rated").format(function=label, lead=lead)
    words = _("{function}: {lead}, maturity {maturity} of 3")
    return words.format(function=label, lead=lead, maturity=found.maturity)


def _needs(items: list[Item], plan: Plan, left: float, top: float, wide: float) -> Iterator[Place]:
    items.append(Text(left + 10, top + 14, _("Needed before it can start"), 13, "semibold"))
    y = top + 22
    held = plan.one(CiPreconditions)
    for name in _PRECONDITIONS:
        text = getattr(held, name)
        label = _(CiPreconditions.describe(name).label)
        words = wrap(text or _("not written yet"), _SMALL, wide - 44, "regular", 2)
        items.append(
            mark("dot" if text else "ring", left + 14, y + 13, "good" if text else "ink_second", 3.6)
        )
        items.append(Text(left + 26, y + 17, label, 12, "medium"))
        for number, each in enumerate(words):
            y_line = y + 33 + number * 15
            items.append(Text(left + 26, y_line, each, _SMALL, "regular", "ink_second"))
        tall = 26 + 15 * len(words)
        yield Place(f"precondition/{name}", Box(left + 2, y, wide - 4, tall), _need_words(plan, name))
        y += tall + 4


def _need_words(plan: Plan, name: str) -> str:
    held = getattr(plan.one(CiPreconditions), name) or _("not written yet")
    return f"{_(CiPreconditions.describe(name).label)}: {held}"
