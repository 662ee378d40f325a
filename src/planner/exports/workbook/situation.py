"""Sheets of where we are: whole-child matrix, lessons, partners, collective impact."""

from typing import Any

from planner import assets
from planner.domain import records as r
from planner.domain import vocabulary as v
from planner.domain.analysis.coverage import icem_by_component
from planner.domain.analysis.scan import lesson_scores, policy_scores, scan_percent, tallies
from planner.domain.prompts import prompts
from planner.exports.workbook.contents import COLLECTIVE, LESSONS, PARTNERS, WSCC
from planner.exports.workbook.sheet import Column, Grid, Sheet
from planner.exports.workbook.source import Source, choices
from planner.i18n import _


def wscc_matrix(source: Source) -> Sheet:
    """Ten components by scan, policy, tags on work and coalition functions."""
    plan = source.plan
    functions = icem_by_component(plan)
    rows = []
    for option in v.WSCC:
        key = option.value
        policy = policy_scores(plan, key)
        tagged = (
            plan.where(r.Objective, wscc=key),
            plan.where(r.Strategy, wscc=key),
            plan.where(r.Action, wscc=key),
        )
        rows.append(
            [
                key,
                _(option.label),
                _share(scan_percent(plan, key)),
                _share(policy.comprehensiveness),
                _share(policy.strength),
                *(source.codes([each.id for each in group]) for group in tagged),
                *(functions[key][function.value] for function in v.ICEM),
                plan.charter.wscc_left_out.get(key, ""),
            ]
        )
    columns = (
        Column(_("Key"), "code"),
        Column(_("Component"), width=34),
        Column(_("In place, percent"), "percent", 12),
        Column(_("Policy covers, percent"), "percent", 12),
        Column(_("Policy strong, percent"), "percent", 12),
        Column(_("Objectives"), width=22),
        Column(_("Strategies"), width=26),
        Column(_("Actions"), "long", 40),
        *(Column(_(function.label), "whole", 11) for function in v.ICEM),
        Column(_("Left out because"), "long", 36),
    )
    return Sheet(WSCC, _("Whole-child components"), (Grid(_("Components"), columns, rows),), frozen=2)


def lessons(source: Source) -> Sheet:
    """Statements by group with mean and spread, and the starting points adopted."""
    plan = source.plan
    scores = lesson_scores(plan)
    rated = {each.group_id for each in plan.all(r.LessonRating)}
    groups = [group for group in plan.all(r.StakeholderGroup) if group.id in rated]
    rows: list[list[Any]] = []
    for prompt in prompts(r.LessonRating):
        lesson, number = prompt.keys["lesson"], prompt.keys["statement_no"]
        mine = {group: each.mean for (no, group), each in tallies(plan, lesson).items() if no == number}
        known = [mean for mean in mine.values() if mean is not None]
        score = scores.get(lesson)
        rows.append(
            [
                lesson,
                _(prompt.section),
                _(prompt.text),
                *(_rounded(mine.get(group.id), 2) for group in groups),
                round(sum(known) / len(known), 2) if known else None,
                _rounded(score.mean, 2) if score else None,
                _rounded(score.spread, 2) if score else None,
            ]
        )
    columns = (
        Column(_("Lesson"), "code"),
        Column(_("Title"), width=30),
        Column(_("Statement"), "long"),
        *(Column(group.name, "decimal", 13) for group in groups),
        Column(_("Mean of statement"), "decimal", 12),
        Column(_("Mean of lesson"), "decimal", 12),
        Column(_("Spread between groups"), "decimal", 13),
    )
    points = {
        point["id"]: point["text"]
        for lesson in assets.method("library")["lessons"]
        for point in lesson["starting_points"]
    }
    adopted = [
        [
            each.starting_point_id,
            source.title(each.owner_id),
            _(points.get(each.starting_point_id, "")),
            each.due,
            source.codes(each.action_ids),
        ]
        for each in plan.all(r.StartingPointAdoption)
    ]
    adopted_columns = (
        Column(_("Point"), "code"),
        Column(_("Owner"), width=30),
        Column(_("Starting point"), "long"),
        Column(_("By when"), "date"),
        Column(_("Became action"), width=14),
    )
    return Sheet(
        LESSONS,
        _("Six lessons, 0 not yet to 3 firmly"),
        (Grid(_("Ratings by group"), columns, rows), Grid(_("Starting points"), adopted_columns, adopted)),
        frozen=2,
    )


def partners(source: Source) -> Sheet:
    """Partners with agreements and six criteria, gaps and overlaps, and the twelve questions."""
    plan = source.plan
    rows = [
        [
            each.code,
            each.name,
            ", ".join(each.services),
            source.words(each, "sector"),
            source.titles(each.region_ids),
            source.words(each, "agreement_type"),
            each.agreement_end,
            source.yes(each.shares_student_data),
            source.yes(each.data_agreement),
            *(each.criteria.get(option.value) for option in v.PARTNER_CRITERIA),
            each.criteria_total,
            "; ".join(
                gap.response for gap in plan.where(r.PartnershipGap, partner_ids=each.id) if gap.response
            ),
        ]
        for each in plan.all(r.Partner)
    ]
    columns = (
        Column(_("Code"), "code"),
        Column(_("Partner"), width=34),
        Column(_("Services"), "long", 50),
        Column(_("Sector"), width=16, choices=choices(r.Partner, "sector")),
        Column(_("Regions"), width=26),
        Column(_("Agreement"), width=14, choices=choices(r.Partner, "agreement_type")),
        Column(_("Ends"), "date"),
        Column(_("Student data"), "code"),
        Column(_("Data agreement"), "code"),
        *(Column(_(option.label), "whole", 13) for option in v.PARTNER_CRITERIA),
        Column(_("Total of 18"), "whole"),
        Column(_("Gaps and overlaps"), "long", 34),
    )
    gaps = [
        [
            each.code,
            each.service,
            each.response,
            source.words(each, "kind"),
            source.titles(each.partner_ids),
            source.title(each.region_id),
        ]
        for each in plan.all(r.PartnershipGap)
    ]
    gap_columns = (
        Column(_("Code"), "code"),
        Column(_("Service"), width=34),
        Column(_("Response"), "long", 50),
        Column(_("Gap or overlap"), width=16),
        Column(_("Partners"), width=26),
        Column(_("Region"), width=14),
    )
    answers = []
    for prompt in prompts(r.DistrictPartnershipAnswer):
        (held, *_more) = plan.where(r.DistrictPartnershipAnswer, question_id=prompt.keys["question_id"]) or (
            None,
        )
        answers.append(
            [
                prompt.keys["question_id"],
                _(prompt.text),
                held.answer if held else "",
                source.words(held, "follow_up") if held else "",
                held.rating if held else None,
            ]
        )
    answer_columns = (
        Column(_("Question"), "code"),
        Column(_("Asked"), width=34),
        Column(_("Answer"), "long", 50),
        Column(_("Leads to"), width=16),
        Column(_("Rating 0-3"), "whole"),
    )
    return Sheet(
        PARTNERS,
        _("Partnerships"),
        (
            Grid(_("Partners"), columns, rows),
            Grid(_("Gaps and overlaps"), gap_columns, gaps),
            Grid(_("Twelve questions"), answer_columns, answers),
        ),
        frozen=2,
    )


def collective_impact(source: Source) -> Sheet:
    """Five conditions by statement with their mean; backbone functions; preconditions."""
    plan = source.plan
    rows = []
    for prompt in prompts(r.CiRating):
        condition = prompt.keys["condition"]
        held = plan.where(r.CiRating, condition=condition)
        known = [each.rating for each in held if each.rating is not None]
        mine = [each.rating for each in held if each.statement_no == prompt.keys["statement_no"]]
        rows.append(
            [
                _(prompt.section),
                _(prompt.text),
                mine[0] if mine else None,
                round(sum(known) / len(known), 2) if known else None,
            ]
        )
    columns = (
        Column(_("Condition"), width=32),
        Column(_("Statement"), "long", 60),
        Column(_("Rating 0-3"), "whole"),
        Column(_("Mean of condition"), "decimal", 12),
    )
    functions = [
        [
            _(option.label),
            source.title(held.lead_id) if held else _("vacant"),
            held.maturity if held else None,
        ]
        for option in v.BACKBONE_FUNCTIONS
        for held in [next(iter(plan.where(r.BackboneFunction, function=option.value)), None)]
    ]
    function_columns = (
        Column(_("Function"), width=32),
        Column(_("Lead"), "long", 60),
        Column(_("Maturity 0-3"), "whole"),
    )
    before = plan.one(r.CiPreconditions)
    needs = [[_(each.label), getattr(before, each.name)] for each in r.CiPreconditions.fields()]
    need_columns = (Column(_("Needed first"), width=32), Column(_("What we have"), "long", 60))
    return Sheet(
        COLLECTIVE,
        _("Collective impact"),
        (
            Grid(_("Five conditions"), columns, rows),
            Grid(_("Backbone functions"), function_columns, functions),
            Grid(_("Preconditions"), need_columns, needs),
        ),
    )


def _rounded(value: float | None, digits: int = 1) -> float | None:
    return None if value is None else round(value, digits)


def _share(percent: float | None) -> float | None:
    return None if percent is None else percent / 100
