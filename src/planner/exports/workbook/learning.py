"""Sheets of findings and changes."""

from planner.domain import records as r
from planner.domain.checks import findings
from planner.exports.workbook.contents import CHANGES, CHECKS
from planner.exports.workbook.sheet import Column, Grid, Sheet, Tones
from planner.exports.workbook.source import Source, choices
from planner.i18n import N_, _

SEVERITIES = {"B": N_("stops sign-off"), "W": N_("look at this"), "A": N_("advice")}


def checks(source: Source) -> Sheet:
    """What the checks found at the plan's date, with waivers and their reasons."""
    rows = [
        [
            each.check,
            _(SEVERITIES[each.severity]),
            each.step,
            source.link(each.entity_id) or each.entity,
            each.message,
            each.fix,
            source.yes(each.waived),
            each.reason,
        ]
        for each in findings(source.plan, source.as_of)
    ]
    tones: Tones = ((_(SEVERITIES["B"]), "stop"), (_(SEVERITIES["W"]), "look"), (_(SEVERITIES["A"]), "quiet"))
    columns = (
        Column(_("Check"), "code", 11),
        Column(_("Weight"), width=16, tones=tones),
        Column(_("Step"), "code"),
        Column(_("About"), "code"),
        Column(_("What we noticed"), "long"),
        Column(_("What to do"), "long"),
        Column(_("Accepted"), "code"),
        Column(_("Why"), "long"),
    )
    return Sheet(CHECKS, _("Things to look at"), (Grid(_("Checks"), columns, rows),))


def changes(source: Source) -> Sheet:
    """What changed after adoption and why, and the versions."""
    plan = source.plan
    rows = [
        [
            each.version,
            each.date,
            source.words(each, "kind"),
            source.codes(each.entity_ids),
            each.field,
            each.old,
            each.new,
            each.reason,
            each.evidence,
            source.code(each.decided_by),
        ]
        for each in plan.all(r.ChangeLogEntry)
    ]
    columns = (
        Column(_("Version"), "code"),
        Column(_("Date"), "date"),
        Column(_("Kind"), width=12, choices=choices(r.ChangeLogEntry, "kind")),
        Column(_("Touches"), width=16),
        Column(_("Field"), width=18),
        Column(_("Before"), width=26),
        Column(_("After"), width=26),
        Column(_("Why"), "long"),
        Column(_("Evidence"), width=26),
        Column(_("Decided by"), width=12),
    )
    versions = [
        [each.label, each.date, source.words(each, "status"), each.note] for each in plan.all(r.PlanVersion)
    ]
    version_columns = (
        Column(_("Version"), "code"),
        Column(_("Date"), "date"),
        Column(_("Status"), width=12),
        Column(_("Note"), width=16),
    )
    return Sheet(
        CHANGES,
        _("What changed and why"),
        (Grid(_("Changes"), columns, rows), Grid(_("Versions"), version_columns, versions)),
    )
