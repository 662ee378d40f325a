"""The appendices of the full plan. Source: method 5.1."""

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import Any

from planner import assets
from planner.domain import records as r
from planner.domain import vocabulary as v
from planner.domain.analysis.budget import goal_of
from planner.domain.analysis.trajectories import SMALLEST_GROUP
from planner.domain.analysis.votes import counts_of, verdict
from planner.domain.checks import Finding
from planner.domain.figures.agenda import session_agenda
from planner.domain.figures.figure import Figure
from planner.domain.plan import Plan
from planner.exports.outline import (
    Block,
    Bullets,
    Cell,
    Column,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Row,
    Section,
    Shade,
    Span,
    Status,
    Tone,
    Words,
    table,
)
from planner.exports.plan_outline import heard
from planner.exports.plan_outline import phrases as p
from planner.exports.plan_outline.goals import measured
from planner.exports.plan_outline.pictures import beside, captioned
from planner.i18n import _, ngettext

_AGENDA = 360.0  # points in which agendas are laid out, two beside each other; a page shows them smaller
_BETWEEN = 30.0
_CAPTION = 13.0

CHECKS = "checks"
"""The anchor of the checks."""


def sections(plan: Plan, as_of: date, found: tuple[Finding, ...]) -> Iterator[Section]:
    """Yield all appendices, A to I."""
    yield _section("A", _("Indicator sheets"), _indicators(plan))
    wide = bool(plan.all(r.Action))
    yield _section("B", _("All actions"), _actions(plan, as_of), landscape=wide)
    voices = (*_head("C", _("What people told us")), *_voices(plan), *heard.details(plan))
    decisions = (*_head("D", _("Decisions"), opens=False), *_decisions(plan))
    parked = (*_head("E", _("Parking lot"), opens=False), *_parked(plan))
    checks = (*_head("F", _("Checks and waivers"), opens=False, anchor=CHECKS), *_checks(plan, found))
    yield Section((*voices, *decisions, *parked, *checks), name=_("Appendices"), runs_on=True)
    sources = (*_head("H", _("Sources"), opens=False), *_sources(plan))
    yield Section((*_head("G", _("Glossary")), *_glossary(), *sources), name=_("Appendices"), runs_on=True)
    if plan.all(r.Session):
        yield _section("I", _("Agendas of the sessions"), _agendas(plan))


def _head(letter: str, title: str, *, opens: bool = True, anchor: str = "") -> tuple[Block, ...]:
    over = _("Appendix {letter}").format(letter=letter)
    if opens:
        return (Heading(2, title, over=over, tone="prepare", opens=True, anchor=anchor),)
    return (Heading(2, title, over=over, tone="prepare", anchor=anchor),)


def _section(letter: str, title: str, blocks: Iterator[Block], *, landscape: bool = False) -> Section:
    name = _("Appendix {letter} · {title}").format(letter=letter, title=title)
    return Section((*_head(letter, title), *blocks), name=name, landscape=landscape, runs_on=letter != "A")


def _agendas(plan: Plan) -> Iterator[Block]:
    """Yield the sessions two beside each other, each below its name."""
    drawn = [_agenda(plan, each) for each in plan.all(r.Session)]
    for at in range(0, len(drawn), 2):
        figure = beside(drawn[at : at + 2], _AGENDA, _BETWEEN, _("Agendas of the sessions"))
        yield Picture(figure, figure.description)


def _agenda(plan: Plan, session: r.Session) -> Figure:
    """Draw the agenda of a session below its name."""
    figure = session_agenda(plan, session, _AGENDA).figure
    name = p.listed(filter(None, (session.code, session.name)))
    return captioned(figure, name, _CAPTION)


def _indicators(plan: Plan) -> Iterator[Block]:
    indicators = plan.all(r.Indicator)
    if not indicators:
        yield p.undecided(_("No indicator has been chosen yet."))
    for each in indicators:
        yield Heading(3, f"{each.code}  {each.name}", listed=False)
        yield Facts(tuple(_sheet(plan, each)), columns=2)


def _sheet(plan: Plan, each: r.Indicator) -> Iterator[tuple[str, Words]]:
    unit = each.unit
    shows = p.listed(f"{plan.code(one)} {plan.title(one)}" for one in each.toc_node_ids)
    yield _("Shows"), p.said(shows)
    yield (
        _("Of whom"),
        _("{population}; {unit}; should {direction}").format(
            population=p.said(each.population),
            unit=p.choice(each, "unit").lower(),
            direction=p.choice(each, "direction").lower(),
        ),
    )
    baseline = p.value(each.baseline_value, unit)
    if each.baseline_date:
        baseline = _("{value} on {date}").format(value=baseline, date=p.day(each.baseline_date))
    elif each.baseline_due:
        baseline = _("due by {date}").format(date=p.day(each.baseline_due))
    steps = [f"{p.value(number, unit)} ({p.month(when)})" for when, number in each.milestones]
    target = f"{p.value(each.target_value, unit)} ({p.month(each.target_date)})"
    course = " → ".join([baseline, *steps, target])
    if each.threshold_value is not None:
        course = _("{course}; good enough at {value}").format(
            course=course, value=p.value(each.threshold_value, unit)
        )
    yield _("From and to"), course
    yield (
        _("How we know"),
        "; ".join(filter(None, (each.source, p.choice(each, "method"), p.choice(each, "frequency").lower()))),
    )
    yield _("Owner"), p.named(plan, each.owner_id)
    taken = plan.where(r.Measurement, indicator_id=each.id)
    if taken:
        yield _("Measured"), "\n".join(_measurement(one, each) for one in taken)
    groups = p.listed(each.disaggregate_by)
    kept = _("{access}; groups below {number} are not shown").format(
        access=p.choice(each, "sensitivity"), number=each.min_cell or SMALLEST_GROUP
    )
    yield _("Also look by"), f"{groups}. {kept}" if groups else kept


def _measurement(one: r.Measurement, indicator: r.Indicator) -> str:
    words = f"{p.day(one.as_of)}: {measured(one, indicator)}"
    group = one.student_group if one.student_group.lower() not in ("", "all", "all students") else ""
    told = p.listed(filter(None, (group, one.source_note)))
    return f"{words} ({told})" if told else words


def _actions(plan: Plan, as_of: date) -> Iterator[Block]:
    actions = plan.all(r.Action)
    if not actions:
        yield p.undecided(_("No action has been planned yet."))
        return
    rows: list[tuple[Cell, ...]] = []
    for each in actions:
        hours = sum(one.hours or 0 for one in plan.where(r.RaciEntry, action_id=each.id))
        money = sum(one.amount_usd or 0 for one in plan.where(r.BudgetLine, action_id=each.id))
        belongs = plan.code(each.strategy_id) or plan.code(goal_of(plan, each))
        rows.append(
            (
                each.code,
                p.said(belongs),
                each.name,
                p.accountable(plan, each),
                f"{p.month(each.start_date)} – {p.month(each.end_date)}",
                _tags(each),
                p.whole(hours),
                p.money(money) if money else p.MISSING,
                p.action_status(each, as_of),
            )
        )
    functions = p.listed(f"{_letter(_(option.label))} {_(option.label).lower()}" for option in v.ICEM)
    components = p.listed(f"{option.value} {_(option.label).lower()}" for option in v.WSCC)
    yield table(
        (
            Column("", kind="code"),
            Column(_("For"), kind="code"),
            Column(_("Action"), 1.72),
            Column(_("Accountable"), 1.28),
            Column(_("When"), kind="day"),
            Column(_("Tags"), kind="code"),
            Column(_("Hours"), kind="number"),
            Column(_("Money"), kind="money"),
            Column(_("Status"), kind="status"),
        ),
        rows,
        note=_("Tags: WSCC components ({components}), then functions ({functions}).").format(
            functions=functions, components=components
        ),
        dense=True,
    )


def _tags(action: r.Action) -> str:
    """Return the components an action serves, and the first letters of its functions."""
    functions = [_letter(_(option.label)) for option in v.ICEM if option.value in action.icem]
    return " · ".join(filter(None, (p.listed(action.wscc), p.listed(functions)))) or p.MISSING


def _letter(word: str) -> str:
    """Return the first letter of a word, to stand for it in a narrow column."""
    return word[:1].upper()


def _voices(plan: Plan) -> Iterator[Block]:
    """Yield what every group said, and beside it how that shaped the plan; silent groups stand there too."""
    if not plan.all(r.VoiceInput):
        yield p.undecided(_("No voice has been recorded yet."))
        return
    rows: list[Row] = []
    known = plan.all(r.StakeholderGroup)
    for group in known:
        rows.append(Row((group.name or _("A group without a name"),), "group"))
        inputs = plan.where(r.VoiceInput, group_id=group.id)
        rows += [_voice(each) for each in inputs]
        if not inputs:
            rows.append(Row(("", Span(_("Nobody has asked them yet."), "quiet"), "")))
    loose = [each for each in plan.all(r.VoiceInput) if plan.get(r.StakeholderGroup, each.group_id) is None]
    if loose:
        rows += [Row((_("No group yet"),), "group"), *map(_voice, loose)]
    yield table(
        (Column("", kind="code"), Column(_("What they said"), 1.2), Column(_("How it shaped the plan"), 1.0)),
        rows,
        dense=True,
    )


def _voice(voice: r.VoiceInput) -> Row:
    how = [p.choice(voice, "method"), p.day(voice.date)]
    count = voice.people_count
    if count:
        how.insert(1, ngettext("{count} person", "{count} people", count).format(count=p.whole(count)))
    said = (_("“{text}”").format(text=voice.key_messages), Span(f"\n{' · '.join(how)}", "quiet"))
    shaped = voice.how_it_shaped_plan.strip()
    answer = Shade(shaped, "good") if shaped else Shade(_("Not answered yet"), "look")
    return Row((voice.code, said, answer))


def _decisions(plan: Plan) -> Iterator[Block]:
    decisions = plan.all(r.Decision)
    if not decisions:
        yield p.undecided(_("No decision has been recorded yet."))
        return
    rows = []
    for each in decisions:
        follow = p.named(plan, each.owner_id)
        if each.follow_up_due:
            follow = _("{name}, by {date}").format(name=follow, date=p.day(each.follow_up_due))
        rows.append(
            (
                each.code,
                p.day(each.date),
                _told(each),
                p.said(vote_words(plan, each)),
                follow,
                p.open_status(each),
            )
        )
    yield table(
        (
            Column("", kind="code"),
            Column(_("Date"), kind="day"),
            Column(_("Decision, and why"), 1.8),
            Column(_("Vote"), 1.0),
            Column(_("Owner"), 0.9),
            Column("", kind="status"),
        ),
        rows,
        dense=True,
    )


def _told(decision: r.Decision) -> str:
    return f"{decision.text}\n{decision.rationale}" if decision.rationale else decision.text


def vote_words(plan: Plan, decision: r.Decision) -> str:
    """Return the support a decision had, in words."""
    _method, counts = counts_of(plan, decision)
    found = verdict(plan, decision)
    if found is None or found.support_pct is None:
        return ""
    words = _("{percent}% support, {votes} votes").format(
        percent=p.number_text(found.support_pct, 1), votes=sum(counts)
    )
    return words if found.passed else _("{words}; below the decision rule").format(words=words)


def _parked(plan: Plan) -> Iterator[Block]:
    items = plan.all(r.ParkingLotItem)
    if not items:
        yield p.undecided(_("Nothing is parked."))
        return
    yield table(
        (
            Column("", kind="code"),
            Column(_("Thought"), 1.6),
            Column(_("From"), 0.9),
            Column(_("Owner"), 0.9),
            Column(_("Due"), kind="day"),
            Column(_("What became of it"), 1.1),
            Column("", kind="status"),
        ),
        (
            (
                each.code,
                each.text,
                p.named(plan, each.raised_by_group_id),
                p.named(plan, each.owner_id),
                p.day(each.due),
                p.said(each.resolution),
                p.open_status(each),
            )
            for each in items
        ),
        dense=True,
    )


def _checks(plan: Plan, found: tuple[Finding, ...]) -> Iterator[Block]:
    if not found:
        yield Paragraph(_("The plan was held against every check of the method; nothing was found."))
        return
    words: dict[str, tuple[str, Tone]] = {
        "B": (_("Blocks sign-off"), "stop"),
        "W": (_("Warning"), "look"),
        "A": (_("Advice"), ""),
    }
    rows: list[tuple[Cell, ...]] = []
    for each in found:
        word, tone = words.get(each.severity, (each.severity, ""))
        state = Status(_("Accepted"), "dot", "good") if each.waived else Status(word, "triangle", tone)
        if each.waived:
            answer = _waived(plan, each)
        else:
            answer = each.fix
        rows.append((each.check, each.step, each.message, answer, state))
    yield table(
        (
            Column(_("Check"), kind="code"),
            Column(_("Step"), kind="code"),
            Column(_("What was found"), 1.4),
            Column(_("What to do, or why it is accepted"), 1.5),
            Column("", kind="status"),
        ),
        rows,
        dense=True,
    )


def _waived(plan: Plan, finding: Finding) -> str:
    for each in plan.where(r.CheckWaiver, check_id=finding.check):
        if (each.entity_id or "") == finding.entity_id and each.by:
            return _("{reason} ({name}, {date})").format(
                reason=finding.reason, name=plan.title(each.by), date=p.day(each.date)
            )
    return finding.reason


def _glossary() -> Iterator[Block]:
    entries: Any = assets.method("glossary")  # a list of terms
    cells = [(Span(_(each["term"]), "strong"), f"  {_(each['definition'])}") for each in entries]
    yield table(
        (Column(""), Column("")),
        zip_longest(cells[::2], cells[1::2], fillvalue=""),
        dense=True,
    )


def _sources(plan: Plan) -> Iterator[Block]:
    facts = plan.charter.facts_from_source
    cited: dict[str, list[str]] = {}
    for strategy in plan.all(r.Strategy):
        cited.setdefault(strategy.evidence_citation, []).append(strategy.code)
    for link in plan.all(r.TocLink):
        cited.setdefault(link.evidence_citation, []).append(link.code)
    cited.pop("", None)
    data = dict.fromkeys(
        [each.source for each in plan.all(r.Indicator) if each.source]
        + [each.source for each in plan.all(r.DataPoint) if each.source]
    )
    if not (facts or cited or data):
        yield p.undecided(_("No source has been named yet."))
    if facts:
        yield Heading(3, _("Facts this plan starts from"), listed=False)
        yield Bullets(facts)
    if cited:
        yield Heading(3, _("Evidence that is cited"), listed=False)
        yield Facts(tuple((p.listed(codes), citation) for citation, codes in cited.items()), columns=2)
    if data:
        yield Heading(3, _("Where the numbers come from"), listed=False)
        yield Paragraph(f"{'; '.join(data)}.")
