"""Chapter 3: where the district stands. Source: method 5.1."""

from collections.abc import Iterator
from datetime import date

from planner import assets
from planner.domain import records as r
from planner.domain import vocabulary as v
from planner.domain.analysis.scan import (
    LOW_LESSON,
    SPREAD_TO_TALK,
    lesson_scores,
    policy_scores,
    scan_percent,
)
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
    Span,
    Status,
    table,
)
from planner.exports.plan_outline import phrases as p
from planner.exports.plan_outline.pictures import bars_figure
from planner.i18n import _

SMALLEST_GROUP = 10
"""Values of smaller groups are never shown. Source: method 3.1, data points."""


def blocks(plan: Plan, as_of: date) -> Iterator[Block]:
    """Yield the scan, the data, partnerships, collective impact and the six lessons."""
    yield Heading(2, _("The ten whole-child components"))
    yield from _scan(plan)
    yield Heading(2, _("What the numbers say"))
    yield from _data(plan)
    yield Heading(2, _("Partnerships"))
    yield from _partners(plan, as_of)
    yield Heading(2, _("Collective impact"))
    yield from _collective_impact(plan)
    yield Heading(2, _("Six lessons"))
    yield from _lessons(plan)


def _scan(plan: Plan) -> Iterator[Block]:
    rated = [(option, scan_percent(plan, option.value)) for option in v.WSCC]
    if all(level is None for _option, level in rated):
        yield p.undecided(_("The components have not been rated yet."))
        return
    yield Paragraph(
        _("How much of good practice is in place in each component, as rated by the group: 100% is all.")
    )
    bars = [(_(option.label), level, p.percent(level)) for option, level in rated]
    told = "; ".join(f"{name}: {words}" for name, _level, words in bars)
    yield Picture(bars_figure(bars, 100, _("Practice in place")), told)
    yield from _policy(plan)


def _policy(plan: Plan) -> Iterator[Block]:
    """Yield what written policy says about each component, with strengths and weaknesses."""
    whole = policy_scores(plan)
    notes = {each.component: each for each in plan.all(r.ComponentNote) if each.strengths or each.weaknesses}
    if whole.comprehensiveness is None and not notes:
        return
    rows: list[tuple[Cell, ...]] = []
    for option in v.WSCC:
        policy = policy_scores(plan, option.value)
        note = notes.get(option.value, r.ComponentNote())
        words = [*(f"+ {each}" for each in note.strengths), *(f"– {each}" for each in note.weaknesses)]
        scores = (p.percent(policy.comprehensiveness), p.percent(policy.strength))
        rows.append((_(option.label), *scores, "\n".join(words))[: 4 if notes else 3])
    columns = (
        Column(_("Component"), 1.0),
        Column(_("Mentioned in policy"), kind="number"),
        Column(_("Strong in policy"), kind="number"),
        Column(_("Strengths (+) and weaknesses (–)"), 1.4),
    )
    told = _("Written policy as a whole: {mentioned} of the prompts are mentioned, {strong} strongly.")
    note_words = told.format(mentioned=p.percent(whole.comprehensiveness), strong=p.percent(whole.strength))
    yield table(columns[: 4 if notes else 3], rows, note=note_words, dense=True)


def _data(plan: Plan) -> Iterator[Block]:
    points = plan.all(r.DataPoint)
    if not points:
        yield p.undecided(_("No numbers have been collected yet."))
        return
    yield table(
        (
            Column(p.label(r.DataPoint, "measure"), 1.5),
            Column(p.label(r.DataPoint, "student_group"), 1.4),
            Column(p.label(r.DataPoint, "period"), kind="day"),
            Column(p.label(r.DataPoint, "value"), kind="number"),
            Column(p.label(r.DataPoint, "source"), 0.9),
        ),
        (
            (
                each.measure,
                each.student_group,
                p.said(each.period),
                _("too small to show") if each.suppressed else p.value(each.value, each.unit),
                p.said(each.source),
            )
            for each in points
        ),
        note=_("Values of groups smaller than {number} are never shown.").format(number=SMALLEST_GROUP),
    )


def _partners(plan: Plan, as_of: date) -> Iterator[Block]:
    partners = plan.all(r.Partner)
    if not partners:
        yield p.undecided(_("No partner has been named yet."))
    else:
        rows = []
        for each in partners:
            ended = each.agreement_end is not None and each.agreement_end < as_of
            agreement = p.choice(each, "agreement_type")
            if each.agreement_end:
                words = _("{kind}, ended {date}") if ended else _("{kind}, until {date}")
                agreement = words.format(kind=agreement, date=p.day(each.agreement_end))
            data = p.MISSING
            if each.shares_student_data:
                data = _("Signed") if each.data_agreement else _("Missing")
            score = f"{each.criteria_total}" if each.criteria else p.MISSING
            rows.append(
                (each.name, p.choice(each, "sector"), p.said(p.listed(each.services)), agreement, data, score)
            )
        yield table(
            (
                Column(_("Partner"), 1.1),
                Column(_("Sector"), 0.7),
                Column(_("Services"), 1.4),
                Column(_("Agreement"), 1.1),
                Column(_("Data agreement"), 0.7),
                Column(_("Score"), kind="number"),
            ),
            rows,
            note=_(
                "Score: sum of six criteria, 0 to 18; 14 or more: keep and grow, 8 to 13: improve, below 8: "
                "decide. Data agreement: where student-level data are shared."
            ),
            dense=True,
        )
    gaps = plan.all(r.PartnershipGap)
    if gaps:
        yield table(
            (
                Column(_("Gap or overlap"), kind="day"),
                Column(_("Service")),
                Column(_("Region"), 0.7),
                Column(_("Partners"), 1.1),
                Column(_("What we do about it"), 1.3),
            ),
            (
                (
                    p.choice(each, "kind"),
                    each.service,
                    p.named(plan, each.region_id),
                    p.names(plan, each.partner_ids),
                    p.said(each.response),
                )
                for each in gaps
            ),
            label=_("Gaps and overlaps"),
            dense=True,
        )
    answers = {each.question_id: each for each in plan.all(r.DistrictPartnershipAnswer) if each.answer}
    if answers:
        questions = assets.method("library")["partnership_questions"]
        yield table(
            (
                Column(_("Question"), 1.3),
                Column(_("Answer"), 1.5),
                Column(_("How far are we"), 0.6),
                Column(_("Leads to"), 0.6),
            ),
            (
                (_(each["text"]), found.answer, _level(found.rating), p.choice(found, "follow_up"))
                for each in questions
                if (found := answers.get(each["id"]))
            ),
            label=_("Twelve questions about our partnerships"),
            dense=True,
        )


def _level(rating: int | None) -> str:
    """Return the words for a rating of 0 to 3."""
    if rating is None:
        return p.MISSING
    return f"{rating} {_(v.LESSON_LEVELS[rating].label)}"


def _collective_impact(plan: Plan) -> Iterator[Block]:
    ready = plan.one(r.CiPreconditions)
    facts = [
        (p.label(r.CiPreconditions, name), getattr(ready, name))
        for name in ("champion", "resources", "urgency")
        if getattr(ready, name)
    ]
    if facts:
        yield Facts(tuple(facts))
    ratings = plan.all(r.CiRating)
    if not ratings:
        yield p.undecided(_("The conditions of collective impact have not been rated yet."))
    else:
        yield table(
            (
                Column(_("Condition"), 0.8),
                Column(_("Mean"), kind="number"),
                Column(_("What holds least"), 1.6),
            ),
            (_condition(plan, option.value, _(option.label)) for option in v.CI_CONDITIONS),
            note=_("0 not yet, 1 beginning, 2 partly, 3 firmly; three statements for each condition."),
        )
    functions = plan.all(r.BackboneFunction)
    if functions:
        yield table(
            (Column(_("Backbone function"), 1.2), Column(_("Lead"), 1.3), Column(_("Maturity"), 0.6)),
            (
                (p.choice(each, "function"), plan.title(each.lead_id) or _("Vacant"), _level(each.maturity))
                for each in functions
            ),
        )


def _condition(plan: Plan, key: str, name: str) -> tuple[Cell, ...]:
    """Return a condition with its mean and the statement that is rated lowest."""
    ratings = [each for each in plan.where(r.CiRating, condition=key) if each.rating is not None]
    if not ratings:
        return name, p.MISSING, _("Not rated yet")
    lowest = min(ratings, key=lambda each: each.rating or 0)
    texts = next(
        each["statements"] for each in assets.method("library")["ci_conditions"] if each["key"] == key
    )
    number = (lowest.statement_no or 1) - 1
    words = _(texts[number]) if number < len(texts) else ""
    mean = sum(each.rating or 0 for each in ratings) / len(ratings)
    return name, p.decimal(mean), f"{words} ({_level(lowest.rating)})"


def _lessons(plan: Plan) -> Iterator[Block]:
    scores = lesson_scores(plan)
    groups = [
        each
        for each in plan.all(r.StakeholderGroup)
        if any(each.id in row.by_group for row in scores.values())
    ]
    if not groups:
        yield p.undecided(_("The six lessons have not been rated yet."))
    else:
        rows: list[list[Cell]] = []
        for option in v.LESSONS:
            score = scores[option.value]
            wide = score.spread is not None and score.spread >= SPREAD_TO_TALK
            look: Cell = ""
            if score.low:
                look = Status(_("Low"), "triangle", "look")
            elif wide:
                look = Status(_("Views differ"), "diamond", "look")
            row: list[Cell] = [_(option.label), *(p.decimal(score.by_group.get(each.id)) for each in groups)]
            rows.append([*row, p.decimal(score.mean), p.decimal(score.spread), look])
        yield table(
            (
                Column(_("Lesson"), 1.2),
                *(Column(each.name, kind="mark") for each in groups),
                Column(_("Mean"), kind="number"),
                Column(_("Spread"), kind="number"),
                Column("", kind="status"),
            ),
            rows,
            note=_(
                "0 not yet to 3 firmly. Each group counts the same. Low: below {low}; views differ: the "
                "groups are {spread} or more apart."
            ).format(low=p.decimal(LOW_LESSON), spread=p.decimal(SPREAD_TO_TALK)),
        )
    evidence = [each for each in plan.all(r.LessonNote) if each.evidence]
    if evidence:
        yield Bullets(
            tuple((Span(p.choice(each, "lesson"), "strong"), f": {each.evidence}") for each in evidence)
        )
    yield from _starting_points(plan)


def _starting_points(plan: Plan) -> Iterator[Block]:
    adopted = plan.all(r.StartingPointAdoption)
    if not adopted:
        return
    texts = {
        point["id"]: point["text"]
        for lesson in assets.method("library")["lessons"]
        for point in lesson["starting_points"]
    }
    yield table(
        (
            Column(_("Starting point we chose"), 2),
            Column(_("Owner"), 1.1),
            Column(_("By when"), kind="day"),
            Column(_("Became"), 0.6),
        ),
        (
            (
                _(texts.get(each.starting_point_id, each.starting_point_id)),
                p.named(plan, each.owner_id),
                p.day(each.due),
                p.codes(plan, each.action_ids),
            )
            for each in adopted
        ),
        label=_("Starting points"),
        dense=True,
    )
