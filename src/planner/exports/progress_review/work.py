"""Parts 3 and 4 of the progress review: actions, milestones and what drives them."""

from collections.abc import Iterator, Sequence
from datetime import date

from planner.domain import records as r
from planner.domain.analysis.action_progress import AHEAD_DAYS, action_progress, next_day
from planner.domain.analysis.coming import coming_milestones
from planner.domain.analysis.schedule import driving_chain, slack
from planner.domain.plan import Plan
from planner.exports.outline import Block, Cell, Column, Heading, Numbers, Paragraph, Span, Words, table
from planner.exports.plan_outline import phrases as p
from planner.exports.plan_outline.implementation import milestone_table
from planner.i18n import _, ngettext

_MOST = 16
"""Actions of one list, so that the report keeps its ten pages; the full plan has them all."""

_MOST_STONES = 16


def actions(plan: Plan, as_of: date) -> Iterator[Block]:
    """Yield how many actions are done, due, late and blocked, which need a look, and what comes next."""
    found = action_progress(plan, as_of)
    if not found.counted:
        yield p.undecided(_("No action has been planned yet."))
        return
    numbers = (
        (len(found.counted), ngettext("action", "actions", len(found.counted))),
        (len(found.done), _("done")),
        (len(found.due), _("due by now")),
        (len(found.late), _("late")),
        (len(found.blocked), _("blocked")),
        (len(found.coming), _("start or end in {days} days").format(days=AHEAD_DAYS)),
    )
    yield Numbers(tuple((p.whole(number), words) for number, words in numbers))
    stuck = tuple(dict.fromkeys((*found.late, *found.blocked)))
    yield Heading(3, _("Late or blocked"), listed=False)
    if stuck:
        yield from _listed(plan, stuck, as_of)
    else:
        yield p.undecided(_("No action is late or blocked."))
    yield Heading(3, _("The next {days} days").format(days=AHEAD_DAYS), listed=False)
    if found.coming:
        yield from _coming(plan, found.coming, as_of)
    else:
        yield p.undecided(_("No action starts or ends in this time."))
    yield Heading(3, _("Done"), listed=False)
    if found.done:
        yield from _listed(plan, found.done, as_of)
    else:
        yield p.undecided(_("No action is done yet."))


def _named(action: r.Action) -> Words:
    return (Span(f"{action.code}  ", "quiet"), action.name)


def _listed(plan: Plan, rows: Sequence[r.Action], as_of: date) -> Iterator[Block]:
    yield table(
        (
            Column(_("Action"), 2.0),
            Column(_("Accountable"), 1.2),
            Column(_("Ends"), kind="day"),
            Column(_("Status"), kind="status"),
        ),
        (
            (
                _named(each),
                p.accountable(plan, each),
                p.day(each.actual_end or each.end_date),
                p.action_status(each, as_of),
            )
            for each in rows[:_MOST]
        ),
        dense=True,
    )
    yield from _more(len(rows) - _MOST)


def _coming(plan: Plan, rows: Sequence[r.Action], as_of: date) -> Iterator[Block]:
    made: list[tuple[Cell, ...]] = []
    for each in rows[:_MOST]:
        day = next_day(each, as_of)
        what = _("ends") if day == each.end_date else _("starts")
        made.append((p.day(day), what, _named(each), p.accountable(plan, each), p.action_status(each, as_of)))
    yield table(
        (
            Column(_("Day"), kind="day"),
            Column("", kind="day"),
            Column(_("Action"), 2.0),
            Column(_("Accountable"), 1.2),
            Column(_("Status"), kind="status"),
        ),
        made,
        dense=True,
    )
    yield from _more(len(rows) - _MOST)


def _more(number: int) -> Iterator[Block]:
    if number > 0:
        yield Paragraph(
            ngettext(
                "One more is in the list of actions of the full plan.",
                "{number} more are in the list of actions of the full plan.",
                number,
            ).format(number=number),
            "quiet",
        )


def milestones(plan: Plan, as_of: date) -> Iterator[Block]:
    """Yield the milestones, and the chain of actions that drives the next one and the last one."""
    stones = sorted(plan.all(r.Milestone), key=lambda each: (each.date or date.max, each.code))
    if not stones:
        yield p.undecided(_("No milestone has been set yet."))
        return
    yield milestone_table(plan, stones[:_MOST_STONES], as_of)
    if len(stones) > _MOST_STONES:
        more = len(stones) - _MOST_STONES
        words = ngettext("One later milestone is in the full plan.", "{number} later ones are.", more)
        yield Paragraph(words.format(number=more), "quiet")
    yield from _chains(plan, as_of)


def _chains(plan: Plan, as_of: date) -> Iterator[Block]:
    coming = [each for each in coming_milestones(plan, as_of) if plan.get(r.Action, each.action_id)]
    shown: set[str] = set()
    for stone in coming[:1] + coming[-1:]:
        chain = driving_chain(plan, stone.action_id or "")
        if stone.id in shown or len(chain) < 2:
            continue
        shown.add(stone.id)
        yield Heading(3, _("What drives “{milestone}”").format(milestone=stone.name), listed=False)
        yield table(
            (
                Column(_("First to last"), 2.0),
                Column(_("Ends"), kind="day"),
                Column(_("Days to spare"), kind="number"),
                Column(_("Status"), kind="status"),
            ),
            (
                (_named(each), p.day(each.end_date), _spare(plan, chain, at), p.action_status(each, as_of))
                for at, each in enumerate(chain)
            ),
            dense=True,
        )


def _spare(plan: Plan, chain: Sequence[r.Action], at: int) -> str:
    """Return the days between an action and the next of its chain; less than 0 is a conflict of dates."""
    if at + 1 == len(chain):
        return p.MISSING
    days = [
        slack(plan, each)
        for each in plan.where(r.ActionDependency, successor_id=chain[at + 1].id)
        if each.predecessor_id == chain[at].id
    ]
    known = [each for each in days if each is not None]
    return p.whole(min(known)) if known else p.MISSING
