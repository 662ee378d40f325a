"""The six lessons as the groups see them: lessons × groups as a heat map, mean and spread. Source: A3."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.domain import vocabulary as v
from planner.domain.analysis.scan import LessonScore, lesson_scores
from planner.domain.figures.figure import Box, Figure, Item, Rect, Text, diamond, line
from planner.domain.figures.text import fit, width, wrap
from planner.domain.plan import Plan
from planner.domain.records import LessonRating, StakeholderGroup, StartingPointAdoption
from planner.domain.wording import number_text
from planner.i18n import _, ngettext

_SIZE, _SMALL = 13.0, 11.0
_LINE, _SMALL_LINE = 16.0, 13.5
_GAP = 3.0
_IN = 8.0  # from the left edge to the words
_ROW = 44.0  # height of a row with a name of two lines
_MEAN, _SPREAD = 52.0, 118.0
_NARROWEST, _WIDEST = 64.0, 104.0  # columns of groups
_FEW, _MOST = 120.0, 260.0  # column of the lessons' names
_SCALE = 62.0  # length of the line that shows the spread
_FOOT = 26.0

_SHADES = ("theory/6", "theory/18", "theory/40", "theory")
"""From not yet to firmly. On the first three the theme's ink reads well, on the last the color of cards."""


@dataclass(frozen=True)
class HeatMap:
    """The drawing, and where on it the lessons' names and the cells (lesson, group id) are."""

    figure: Figure
    rows: Mapping[str, Box]
    cells: Mapping[tuple[str, str], Box]


@dataclass(frozen=True)
class _Columns:
    """Where columns begin and how wide they are, in points."""

    name: float
    group: float
    mean: float
    spread: float
    whole: float

    def at(self, number: int) -> float:
        """The left edge of a group's column."""
        return self.name + number * self.group


def groups_rated(plan: Plan) -> tuple[StakeholderGroup, ...]:
    """Return the groups that rated a lesson, in order."""
    rated = {each.group_id for each in plan.all(LessonRating) if each.rating is not None}
    return tuple(each for each in plan.all(StakeholderGroup) if each.id in rated)


def lesson_name(lesson: str) -> str:
    """Return the words of a lesson's key (L1)."""
    return _(LessonRating.describe("lesson").option_label(lesson))


def heat_map(plan: Plan, room: float) -> HeatMap:
    """Draw the means of the lessons by group for `room` points of width; it is wider for very many groups."""
    scores = lesson_scores(plan)
    groups = groups_rated(plan)
    columns = _columns(room, len(groups))
    heads = [wrap(each.title, _SMALL, columns.group - 6, "regular", 4) for each in groups]
    top = max([1, *map(len, heads)]) * _SMALL_LINE + 8
    items: list[Item] = list(_heads(heads, columns, top))
    rows: dict[str, Box] = {}
    cells: dict[tuple[str, str], Box] = {}
    y = top
    for option in v.LESSONS:
        names = wrap(_(option.label), _SIZE, columns.name - _IN - 10, "semibold", 4)
        high = max(_ROW, len(names) * _LINE + 12)
        rows[option.value] = Box(0, y, columns.name - _GAP, high - _GAP)
        items += _name(names, y, high)
        for number, group in enumerate(groups):
            box = Box(columns.at(number), y, columns.group - _GAP, high - _GAP)
            cells[option.value, group.id] = box
            items += _cell(box, scores[option.value].by_group.get(group.id))
        items += _sums(scores[option.value], starting_points(plan, option.value), columns, y, high)
        y += high
    items += _legend(y + 6, columns.whole)
    told = describe(plan, scores, groups)
    return HeatMap(
        Figure(columns.whole, y + _FOOT, tuple(items), _("Six lessons by group"), told), rows, cells
    )


def starting_points(plan: Plan, lesson: str) -> int:
    """Return how many starting points of a lesson are adopted."""
    return sum(each.starting_point_id.startswith(lesson) for each in plan.all(StartingPointAdoption))


def describe(plan: Plan, scores: Mapping[str, LessonScore], groups: Sequence[StakeholderGroup]) -> str:
    """Tell the heat map in words, lesson by lesson."""
    if not groups:
        return _("The six lessons have not been rated yet.")
    said = [lesson_said(plan, lesson, score, groups) for lesson, score in scores.items()]
    return " ".join([_("Ratings go from 0, not yet, to 3, firmly."), *said])


def lesson_said(plan: Plan, lesson: str, score: LessonScore, groups: Sequence[StakeholderGroup]) -> str:
    """Tell one row of the heat map in a sentence."""
    if score.mean is None or score.spread is None:
        return _("{lesson}: not rated.").format(lesson=lesson_name(lesson))
    by_group = ", ".join(
        f"{each.title} {one_digit(score.by_group[each.id])}" for each in groups if each.id in score.by_group
    )
    words = [_("mean {mean}").format(mean=one_digit(score.mean))]
    if score.low:
        words[0] += f" ({_('low')})"
    if len(score.by_group) > 1:
        words.append(_("groups {spread} apart").format(spread=one_digit(score.spread)))
        if score.apart:
            words[-1] += f" ({_('talk about it')})"
    adopted = starting_points(plan, lesson)
    if adopted:
        words.append(
            ngettext("{count} starting point", "{count} starting points", adopted).format(count=adopted)
        )
    return _("{lesson}: {groups}; {words}.").format(
        lesson=lesson_name(lesson), groups=by_group, words=", ".join(words)
    )


def level_of(mean: float) -> int:
    """Return the level a mean is nearest to, 0 to 3."""
    return min(3, max(0, int(mean + 0.5)))


def one_digit(value: float) -> str:
    """Write a mean or spread with one decimal."""
    return f"{value:.1f}"


def _columns(room: float, groups: int) -> _Columns:
    least = _FEW + groups * _NARROWEST + _MEAN + _SPREAD
    whole = max(room, least)
    for_groups = min(groups * _WIDEST, max(groups * _NARROWEST, whole - _MEAN - _SPREAD - _MOST))
    name = whole - for_groups - _MEAN - _SPREAD
    group = for_groups / groups if groups else _WIDEST
    return _Columns(name, group, whole - _MEAN - _SPREAD, whole - _SPREAD, whole)


def _heads(heads: Sequence[Sequence[str]], columns: _Columns, top: float) -> Iterator[Item]:
    for number, lines in enumerate(heads):
        x = columns.at(number) + (columns.group - _GAP) / 2
        for row, words in enumerate(reversed(lines)):
            yield Text(x, top - 8 - row * _SMALL_LINE, words, _SMALL, "regular", "ink_second", "middle")
    yield Text(columns.mean + _MEAN / 2, top - 8, _("Mean"), _SMALL, "semibold", "ink", "middle", _MEAN)
    yield Text(columns.spread + 10, top - 8, _("Spread"), _SMALL, "semibold", "ink", "start", _SPREAD - 10)


def _name(lines: Sequence[str], y: float, high: float) -> Iterator[Item]:
    first = y + (high - _GAP) / 2 - (len(lines) - 1) * _LINE / 2 + 4.5
    for number, words in enumerate(lines):
        yield Text(_IN, first + number * _LINE, words, _SIZE, "semibold")


def _cell(box: Box, mean: float | None) -> Iterator[Item]:
    x, y = box.middle
    if mean is None:
        yield Rect(box.x, box.y, box.w, box.h, "", "line", 4, 1, (3.0, 3.0))
        yield Text(x, y + 4.5, "–", _SIZE, "regular", "ink_second", "middle")
        return
    level = level_of(mean)
    yield Rect(box.x, box.y, box.w, box.h, _SHADES[level], "line" if level == 0 else "", 4)
    yield Text(x, y + 4.5, one_digit(mean), _SIZE, "semibold", "card" if level == 3 else "ink", "middle")


def _sums(score: LessonScore, adopted: int, columns: _Columns, y: float, high: float) -> Iterator[Item]:
    if score.mean is None or score.spread is None:
        return
    middle = y + (high - _GAP) / 2
    said = _spread_words(score, adopted)
    at = middle - 6 if said else middle
    x = columns.mean + _MEAN / 2
    low = score.low
    yield Text(x, middle + (-1 if low else 5), one_digit(score.mean), 16, "bold", "ink", "middle")
    if low:
        yield Text(x, middle + 13, _("low"), _SMALL, "semibold", "look_mark", "middle", _MEAN)
    left = columns.spread + 10
    first, last = min(score.by_group.values()), max(score.by_group.values())
    yield line(left, at, left + _SCALE, at, "line", 2)
    strong = "look_mark" if score.apart else "theory"
    if len(score.by_group) > 1:
        place = left + _SCALE * first / 3, left + _SCALE * last / 3
        yield line(place[0], at, place[1], at, strong, 3)
        yield Text(left + _SCALE + 10, at + 4.5, one_digit(score.spread), _SIZE, "semibold")
    for mean in score.by_group.values():
        x = left + _SCALE * mean / 3
        yield (diamond(x, at, 4, strong) if score.apart else Rect(x - 3, at - 3, 6, 6, strong, "", 3))
    if said:
        color = "look_mark" if score.apart or (low and not adopted) else "ink_second"
        yield Text(left, middle + 13, fit(said, _SMALL, _SPREAD - 10), _SMALL, "regular", color)


def _spread_words(score: LessonScore, adopted: int) -> str:
    """Return what to do about a row: talk, begin, or nothing."""
    if score.apart:
        return _("views differ")
    if score.low and not adopted:
        return _("no first move yet")
    if adopted:
        return ngettext("{count} first move", "{count} first moves", adopted).format(
            count=number_text(adopted)
        )
    return ""


def _legend(y: float, room: float) -> Iterator[Item]:
    x = _IN
    for shade, option in zip(_SHADES, v.LESSON_LEVELS, strict=True):
        words = f"{option.value} {_(option.label)}"
        if x + 18 + width(words, _SMALL) > room:
            return
        yield Rect(x, y + 6, 12, 12, shade, "line" if shade == _SHADES[0] else "", 2)
        yield Text(x + 17, y + 16, words, _SMALL, "regular", "ink_second")
        x += 17 + width(words, _SMALL) + 18
