"""What stands between the theory and its signature: ratings, the vote, what blocks. Source: method 2.B6."""

from datetime import date

from planner.domain.analysis import votes
from planner.domain.checks import Finding, blockers
from planner.domain.figures.figure import Box, Figure, Item, Rect, Text
from planner.domain.figures.places import Drawn, Place, told
from planner.domain.figures.text import fit, wrap
from planner.domain.plan import Plan
from planner.domain.records import Charter, Decision, TocQuality
from planner.domain.wording import day_text, number_text
from planner.i18n import _, ngettext

TESTS = ("plausible", "feasible", "testable", "meaningful", "complete")
"""The fields of the five ratings."""
SIGN_OFF = ("content", "adoption")
"""The kinds of decisions that sign a theory."""

FINDING = "finding "
"""Begins the key of what blocks; its place in `blockers` follows."""
QUALITY, VOTE = "quality", "vote"

_ENOUGH = 3  # a rating below needs a comment
_SIZE, _LINE = 13.0, 17.0
_PAD, _GAP = 12.0, 12.0


def signed(plan: Plan) -> Decision | None:
    """Return the last decision that signs, None where there is none."""
    made = [each for each in plan.all(Decision) if each.kind in SIGN_OFF]
    return max(made, key=lambda each: (each.date or date.min, each.position), default=None)


def low_without_comment(plan: Plan) -> tuple[str, ...]:
    """Return the fields of ratings that are missing, or below 3 while there is no comment."""
    quality = plan.one(TocQuality)
    said = bool(quality.comments.strip())
    scores = {name: getattr(quality, name) for name in TESTS}
    return tuple(name for name, score in scores.items() if score is None or (score < _ENOUGH and not said))


def gate_drawn(plan: Plan, as_of: date, room: float) -> Drawn:
    """Draw the ratings, the last decision with its vote, and everything that blocks, `room` points wide."""
    items: list[Item] = []
    places: list[Place] = []
    found = blockers(plan, "B6", as_of)
    y = _headline(items, plan, found, room)
    y = _ratings(items, places, plan, y, room)
    y = _decision(items, places, plan, y, room)
    if found:
        head = ngettext("{count} thing blocks", "{count} things block", len(found)).format(count=len(found))
        items.append(Text(0, y + 16, head, 14.0, "semibold"))
        y += 26
    for number, each in enumerate(found):
        rows = [*wrap(each.message, _SIZE, room - 2 * _PAD, "medium"), *wrap(each.fix, 12.0, room - 2 * _PAD)]
        box = Box(0, y, room, len(rows) * _LINE + 2 * _PAD - 4)
        items.append(Rect(0, y, room, box.h, fill="look_background", radius=6.0))
        split = len(wrap(each.message, _SIZE, room - 2 * _PAD, "medium"))
        for at, row in enumerate(rows):
            spot, fix = y + _PAD + 11 + at * _LINE, at >= split
            items.append(
                Text(_PAD, spot, row, 12.0 if fix else _SIZE, "regular" if fix else "medium", "look")
            )
        places.append(Place(f"{FINDING}{number}", box, told([each.message, each.fix])))
        y = box.bottom + 8
    return Drawn(Figure(room, y, tuple(items), _("Before we sign"), describe(plan, as_of)), tuple(places))


def describe(plan: Plan, as_of: date) -> str:
    """Say what is rated, decided and in the way."""
    found = blockers(plan, "B6", as_of)
    quality = plan.one(TocQuality)
    rated = [
        f"{_(TocQuality.describe(name).label)}: {getattr(quality, name) or _('not rated')}" for name in TESTS
    ]
    said = _state(plan, found)
    return told([said, ", ".join(rated), _decided(plan), *(each.message for each in found)])


def _state(plan: Plan, found: tuple[Finding, ...]) -> str:
    if found:
        return _("Not yet: something blocks.")
    if low_without_comment(plan):
        return _("Not yet: rate the theory; a rating below 3 needs a comment.")
    if signed(plan) is None:
        return _("Ready to sign.")
    return _("Nothing is in the way.")


def _headline(items: list[Item], plan: Plan, found: tuple[Finding, ...], room: float) -> float:
    ready = not found and not low_without_comment(plan)
    fill, ink = ("good_background", "good") if ready else ("look_background", "look")
    items.append(Rect(0, 0, room, 40, fill=fill, radius=8.0))
    items.append(
        Text(
            _PAD,
            26,
            f"{'✓' if ready else '!'}  {_state(plan, found)}",
            16.0,
            "semibold",
            ink,
            max_width=room - 24,
        )
    )
    return 40 + _GAP


def _ratings(items: list[Item], places: list[Place], plan: Plan, y: float, room: float) -> float:
    """Draw five boxes, each with five steps of which as many are filled as it was rated."""
    quality = plan.one(TocQuality)
    weak = low_without_comment(plan)
    wide = (room - 4 * 8) / 5
    told_all = []
    for number, name in enumerate(TESTS):
        score, x = getattr(quality, name), number * (wide + 8)
        label = _(TocQuality.describe(name).label)
        said = _("{score} of 5").format(score=score) if score else _("not rated")
        told_all.append(f"{label}: {said}")
        stroke = "look_mark" if name in weak else "line"
        items.append(Rect(x, y, wide, 66, fill="card", stroke=stroke, radius=6.0))
        items.append(Text(x + 10, y + 20, label, _SIZE, "semibold", max_width=wide - 16))
        items.append(Text(x + 10, y + 37, fit(said, 11.0, wide - 16), 11.0, "regular", "ink_second"))
        step = (wide - 20 - 4 * 3) / 5
        for at in range(5):
            fill = "theory" if score and at < score else "line_faint"
            items.append(Rect(x + 10 + at * (step + 3), y + 46, step, 9, fill=fill, radius=2.0))
    places.append(Place(QUALITY, Box(0, y, room, 66), told([_("Quality review"), *told_all])))
    return y + 66 + _GAP


def _decision(items: list[Item], places: list[Place], plan: Plan, y: float, room: float) -> float:
    said = _decided(plan)
    rows = wrap(said, _SIZE, room - 2 * _PAD)
    box = Box(0, y, room, len(rows) * _LINE + _LINE + 2 * _PAD - 2)
    items.append(Rect(0, y, room, box.h, fill="card", stroke="line", radius=6.0))
    items.append(Text(_PAD, y + _PAD + 11, _("Sign-off"), _SIZE, "semibold"))
    for at, row in enumerate(rows, 1):
        items.append(Text(_PAD, y + _PAD + 11 + at * _LINE, row, _SIZE))
    places.append(Place(VOTE, box, told([_("Sign-off"), said])))
    return box.bottom + _GAP


def _decided(plan: Plan) -> str:
    """Say what was decided, when, and whether the vote satisfies the rule of the charter."""
    decision = signed(plan)
    if decision is None:
        return _("Nobody has signed yet. Read it aloud, rate it, vote, and write the decision down.")
    said = [decision.text.rstrip(".")]
    if decision.date:
        said.append(day_text(decision.date))
    verdict = votes.verdict(plan, decision)
    rule = _(Charter.describe("decision_rule").option_label(plan.charter.decision_rule))
    if verdict is None:
        said.append(_("no vote was written down; the rule is: {rule}").format(rule=rule))
    else:
        support = number_text(verdict.support_pct or 0, 1)
        words = _("{pct}% support, which satisfies the rule: {rule}")
        if not verdict.passed:
            words = _("{pct}% support, which does not satisfy the rule: {rule}")
        said.append(words.format(pct=support, rule=rule))
    return " · ".join(said)
