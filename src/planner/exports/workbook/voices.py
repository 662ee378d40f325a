"""Sheets of who was heard and what was decided."""

from planner.domain import records as r
from planner.domain.analysis.votes import SCORED, tally
from planner.exports.workbook.contents import VOICE, VOTES
from planner.exports.workbook.sheet import Column, Grid, Sheet
from planner.exports.workbook.source import Source, choices
from planner.i18n import _


def voice(source: Source) -> Sheet:
    """Stakeholder groups with what was heard from them, and what it changed."""
    plan = source.plan
    rows = []
    for each in plan.all(r.StakeholderGroup):
        heard = plan.where(r.VoiceInput, group_id=each.id)
        rows.append(
            [
                each.code,
                each.name,
                source.words(each, "categories"),
                each.affected,
                each.influence,
                source.words(each, "participation_level"),
                ", ".join(each.barriers),
                ", ".join(each.supports),
                len(heard),
                sum(one.people_count or 0 for one in heard),
                "; ".join(one.how_it_shaped_plan for one in heard if one.how_it_shaped_plan),
            ]
        )
    columns = (
        Column(_("Code"), "code"),
        Column(_("Group"), width=30),
        Column(_("Speaks for"), width=26),
        Column(_("Affected 1-5"), "whole", 12),
        Column(_("Influence 1-5"), "whole", 12),
        Column(_("Level of say"), width=14, choices=choices(r.StakeholderGroup, "participation_level")),
        Column(_("Barriers"), width=26),
        Column(_("Supports"), width=26),
        Column(_("Inputs"), "whole"),
        Column(_("People heard"), "whole"),
        Column(_("What changed"), "long"),
    )
    inputs = [
        [
            each.code,
            source.title(each.group_id),
            source.words(each, "method"),
            each.people_count,
            each.date,
            each.key_messages,
            each.how_it_shaped_plan,
        ]
        for each in plan.all(r.VoiceInput)
    ]
    input_columns = (
        Column(_("Code"), "code"),
        Column(_("Group"), width=30),
        Column(_("How"), width=26),
        Column(_("People"), "whole", 12),
        Column(_("When"), "date"),
        Column(_("What they said"), "long", 34),
        Column(_("How it shaped the plan"), "long", 40),
    )
    return Sheet(
        VOICE,
        _("Stakeholders and voice"),
        (Grid(_("Groups"), columns, rows), Grid(_("What we heard"), input_columns, inputs)),
        frozen=2,
    )


def votes(source: Source) -> Sheet:
    """Each vote by option and group, counted raw and group-equal, and the decisions."""
    plan = source.plan
    groups = plan.all(r.StakeholderGroup)
    rows = []
    for vote in plan.all(r.VoteRound):
        counted = tally(plan, vote)
        whole = 1 if vote.method in SCORED else 100
        for option, votes_cast in counted.raw.items():
            rows.append(
                [
                    vote.code,
                    vote.question,
                    f"{source.code(option)} {source.title(option)}" if plan.find(option) else option,
                    votes_cast,
                    round(whole * counted.group_equal.get(option, 0.0), 1),
                    *(counted.by_group.get(group.id, {}).get(option) for group in groups),
                ]
            )
    columns = (
        Column(_("Vote"), "code"),
        Column(_("Question"), "long"),
        Column(_("Option"), "long", 40),
        Column(_("Votes or score"), "decimal", 12),
        Column(_("Group-equal, percent or score"), "decimal", 16),
        *(Column(group.name, "decimal", 17) for group in groups),
    )
    decisions = [
        [
            each.code,
            each.text,
            each.rationale,
            each.date,
            source.words(each, "status"),
            source.words(each, "kind"),
            source.code(each.session_id),
            source.title(each.owner_id),
            each.follow_up_due,
            f"{source.words(each, 'vote_method')}: {' '.join(each.vote_counts)}" if each.vote_method else "",
        ]
        for each in plan.all(r.Decision)
    ]
    decision_columns = (
        Column(_("Code"), "code"),
        Column(_("Decision"), "long"),
        Column(_("Why"), "long", 40),
        Column(_("Date"), "date"),
        Column(_("Status"), width=13),
        Column(_("Kind"), width=13),
        Column(_("Session"), "code"),
        Column(_("Owner"), width=17),
        Column(_("Follow up by"), "date"),
        Column(_("Vote"), width=17),
    )
    return Sheet(
        VOTES,
        _("Votes and decisions"),
        (Grid(_("Votes"), columns, rows), Grid(_("Decisions"), decision_columns, decisions)),
    )
