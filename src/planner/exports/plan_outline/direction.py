"""Chapter 5: the direction. Source: method 5.1."""

from collections.abc import Iterator

from planner.domain import records as r
from planner.domain.analysis.priorities import ranks, weighted_score
from planner.domain.analysis.votes import Tally, tally
from planner.domain.plan import Plan
from planner.exports.outline import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Heading,
    Paragraph,
    Row,
    Span,
    Status,
    Tone,
    table,
)
from planner.exports.plan_outline import phrases as p
from planner.i18n import _


def blocks(plan: Plan) -> Iterator[Block]:
    """Yield the statements, the situation scan, and the priorities with how they were chosen."""
    yield from _statements(plan)
    yield Heading(2, _("The situation we plan in"))
    yield from _situation(plan)
    yield Heading(2, _("Priorities, and how we chose them"))
    yield from _priorities(plan)


def _statements(plan: Plan) -> Iterator[Block]:
    heads: tuple[tuple[str, str, str, Tone], ...] = (
        ("vision", _("Vision"), _("The vision has not been written yet."), "strategy"),
        ("mission", _("Mission"), _("The mission has not been written yet."), "strategy"),
        ("value", _("Values"), _("The values have not been written yet."), ""),
        (
            "equity_commitment",
            _("Equity commitment"),
            _("The equity commitment has not been written yet."),
            "theory",
        ),
        ("aspiration", _("Aspirations"), "", ""),
    )
    for kind, title, missing, tone in heads:
        texts = [_drafted(each) for each in plan.where(r.Statement, kind=kind) if each.text]
        if not texts and not missing:
            continue
        if not texts:
            yield p.undecided(missing)
        elif tone:
            lead = Span(f"{title}.", "strong")
            yield from (Callout((lead, f" {text}"), tone) for text in texts)
        else:
            yield Heading(3, title, listed=False)
            yield Bullets(tuple(texts))


def _drafted(statement: r.Statement) -> str:
    if statement.status == "final":
        return statement.text
    return _("{text} (draft)").format(text=statement.text)


def _situation(plan: Plan) -> Iterator[Block]:
    items = plan.all(r.ScanItem)
    if not items:
        yield p.undecided(_("The situation has not been scanned yet."))
        return
    field = r.ScanItem.describe("category")
    rows: list[tuple[Cell, ...]] = []
    for option in field.options:
        found = plan.where(r.ScanItem, category=option.value)
        if not found:
            continue
        words: list[str | Span] = []
        for number, each in enumerate(found):
            words.append(f"\n{each.text}" if number else each.text)
            if each.toc_node_ids:
                words.append(Span(f"  {p.codes(plan, each.toc_node_ids)}", "quiet"))
        rows.append((_(option.label), tuple(words)))
    yield table(
        (Column(_("Field"), kind="day"), Column(_("What we see, and which outcomes it touches"))),
        rows,
        dense=True,
    )


def _priorities(plan: Plan) -> Iterator[Block]:
    priorities = plan.all(r.Priority)
    criteria = plan.all(r.Criterion)
    if not priorities:
        yield p.undecided(_("No priority has been chosen yet."))
        return
    if criteria:
        yield Paragraph(
            _("Each candidate was scored from 0 to 10 on {criteria}; the weights sum to 100.").format(
                criteria="; ".join(f"{each.name} ({each.weight or 0})" for each in criteria)
            )
        )
    place = ranks(plan)
    votes = _vote(plan, priorities)
    rows = []
    for each in sorted(priorities, key=lambda one: place[one.id]):
        cells: list[Cell] = [each.code, each.name, *(p.whole(each.scores.get(one.key)) for one in criteria)]
        cells += [p.decimal(weighted_score(plan, each), 2), p.whole(each.dots)]
        if votes:
            cells.append(p.percent(100 * votes.group_equal.get(each.id, 0.0)))
        cells.append(Status(_("Chosen"), "dot", "good") if each.selected else Status(_("Not now"), "ring"))
        rows.append(Row(tuple(cells)))
    columns = [
        Column("", kind="code"),
        Column(_("Candidate"), 1.0),
        *(Column(each.key.capitalize(), kind="number") for each in criteria),
        Column(_("Score"), kind="number"),
        Column(_("Dots"), kind="number"),
        *([Column(_("Equal share"), kind="number")] if votes else []),
        Column("", kind="status"),
    ]
    note = _(
        "Score: weighted, 0 to 10. Dots: every person counts the same. "
        "Equal share: every group counts the same."
    )
    yield table(columns, rows, note=note, dense=True)
    for decision in plan.where(r.Decision, kind="priority"):
        yield Callout(_decided(decision), "strategy")
    left_out = [each for each in priorities if not each.selected]
    if left_out:
        yield Heading(2, _("What we said no to, for now"), listed=False)
        yield Bullets(
            tuple(
                _("{name} (score {score}, {dots} dots)").format(
                    name=each.name, score=p.decimal(weighted_score(plan, each), 2), dots=p.whole(each.dots)
                )
                for each in left_out
            )
        )


def _decided(decision: r.Decision) -> str:
    words = " ".join(filter(None, (decision.text, decision.rationale)))
    if decision.date is None:
        return words
    return _("{date}: {decision}").format(date=p.day_text(decision.date), decision=words)


def _rounds(plan: Plan, priorities: tuple[r.Priority, ...]) -> list[r.VoteRound]:
    ids = {each.id for each in priorities}
    return [
        each for each in plan.all(r.VoteRound) if each.method == "dot_vote" and ids.intersection(each.options)
    ]


def _vote(plan: Plan, priorities: tuple[r.Priority, ...]) -> Tally | None:
    rounds = _rounds(plan, priorities)
    return tally(plan, rounds[-1]) if rounds else None
