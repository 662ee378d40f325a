"""What the board is asked to decide, and how the group that made the plan voted."""

from collections.abc import Iterator

from planner import assets
from planner.domain import records as r
from planner.domain.analysis.budget import total
from planner.domain.analysis.votes import counts_of, verdict
from planner.domain.figures.labeled_bars import Bar, labeled_bars
from planner.domain.plan import Plan
from planner.domain.wording import shortened
from planner.exports.board_brief.lengths import REASON, STATEMENT
from planner.exports.outline import Block, Bullets, Callout, Paragraph, Picture, Span
from planner.exports.plan_outline import phrases as p
from planner.exports.plan_outline.pictures import WIDE
from planner.i18n import _, ngettext

_MOST_OPEN = 3
_FINGERS = 6
_SUPPORT, _ABSTAIN, _AGAINST = "good", "line", "stop"


def requested(plan: Plan) -> Iterator[Block]:
    """Yield the words for the agenda, and the decisions that are still open. Source: method 5.3."""
    charter = plan.charter
    body = shortened(charter.adopting_body, REASON // 2) or _("board")
    facts = {
        "body": body,
        "title": shortened(charter.title_text or _("A plan without a title yet"), STATEMENT),
        "version": p.version_words(plan),
        "money": p.money(total(plan)),
    }
    if charter.status == "adopted":
        words = _(
            "That the {body} receive the report on “{title}” ({version}) and confirm the changes made since "
            "it was adopted; planned spending is {money}."
        )
    else:
        words = _("That the {body} adopt “{title}” ({version}), with planned spending of {money}.")
    yield Callout((Span(_("For the agenda."), "strong"), f" {words.format(**facts)}"), "strategy")
    waiting = [each for each in plan.all(r.Decision) if each.status == "open"]
    if waiting:
        yield Paragraph(_("Decisions that are still open:"))
        yield Bullets(tuple(shortened(each.text, STATEMENT) for each in waiting[:_MOST_OPEN]))


def vote(plan: Plan) -> Iterator[Block]:
    """Yield the last vote on adoption: its support, how many stood where, and what was said against it."""
    made = [each for each in plan.all(r.Decision) if each.kind == "adoption"]
    if not made:
        yield p.undecided(_("The group has not voted on the plan yet."))
        return
    decision = made[-1]
    method, counts = counts_of(plan, decision)
    told = shortened(decision.text, STATEMENT)
    if decision.date:
        told = _("{date}: {decision}").format(date=p.day_text(decision.date), decision=told)
    yield Paragraph(told)
    found = verdict(plan, decision)
    if found is None or found.support_pct is None:
        yield p.undecided(_("No count of votes was written down."))
    else:
        rule = p.choice(plan.charter, "decision_rule")
        words = _("{percent}% support in {votes} votes, which satisfies the rule: {rule}.")
        if not found.passed:
            words = _("{percent}% support in {votes} votes, which does not satisfy the rule: {rule}.")
        yield Paragraph(
            words.format(percent=p.number_text(found.support_pct, 1), votes=sum(counts), rule=rule)
        )
        figure = labeled_bars(_bars(method, counts), WIDE * 0.8, _("Votes by level"))
        yield Picture(figure, figure.description)
        yield Paragraph(_dissent(method, counts))
    if decision.rationale:
        yield Paragraph(_("Why: {reason}").format(reason=shortened(decision.rationale, STATEMENT * 2)))


def _bars(method: str, counts: tuple[int, ...]) -> list[Bar]:
    return [Bar(name, count, str(count), fill) for name, fill, count in _levels(method, counts)]


def _levels(method: str, counts: tuple[int, ...]) -> Iterator[tuple[str, str, int]]:
    """Yield each level of a show of support: its name, what it counts as, and its votes. Source: method 2."""
    if method == "gradients":
        names = [_(each["name"]) for each in assets.method("templates")["gradients"]]
        for number, (name, count) in enumerate(zip(names, counts, strict=False), 1):
            fill = _SUPPORT if number <= 3 else _ABSTAIN if number == 4 else _AGAINST
            yield f"{number} {name}", fill, count
    elif method == "fist_to_five":
        for number, count in enumerate(counts[:_FINGERS]):
            name = ngettext("{number} finger", "{number} fingers", number).format(number=number)
            yield name, _SUPPORT if number >= 3 else _AGAINST, count
    else:
        yield _("For"), _SUPPORT, sum(counts[:1])
        yield _("Against"), _AGAINST, sum(counts[1:])


def _dissent(method: str, counts: tuple[int, ...]) -> str:
    """Say how many did not support it, and how."""
    apart = [(name, count) for name, fill, count in _levels(method, counts) if fill != _SUPPORT and count]
    if not apart:
        return _("Nobody stood apart.")
    number = sum(count for _name, count in apart)
    words = ngettext("{number} person stood apart: {how}.", "{number} people stood apart: {how}.", number)
    return words.format(number=number, how=p.listed(f"{name} ({count})" for name, count in apart))
