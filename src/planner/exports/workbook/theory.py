"""Sheets of the theory of change: outcomes, links, assumptions."""

from planner.domain import records as r
from planner.domain.analysis.graph import levels
from planner.exports.workbook.contents import ASSUMPTIONS, LINKS, NODES
from planner.exports.workbook.sheet import Column, Grid, Sheet
from planner.exports.workbook.source import Source, choices
from planner.i18n import _


def nodes(source: Source) -> Sheet:
    """Outcomes and interventions, with their level (longest path to an impact) and indicators."""
    plan = source.plan
    level = levels(plan)
    rows = [
        [
            node.code,
            source.words(node, "kind"),
            node.statement,
            source.words(node, "beneficiary"),
            source.yes(node.above_ceiling),
            level.get(node.id),
            source.words(node, "wscc"),
            source.codes([each.id for each in plan.where(r.Indicator, toc_node_ids=node.id)]),
        ]
        for node in plan.all(r.TocNode)
    ]
    columns = (
        Column(_("Code"), "code"),
        Column(_("Kind"), choices=choices(r.TocNode, "kind")),
        Column(_("Statement"), "long"),
        Column(_("Who changes"), width=14),
        Column(_("Above the ceiling"), "code"),
        Column(_("Level"), "whole"),
        Column(_("Whole-child components")),
        Column(_("Indicators"), width=18),
    )
    return Sheet(NODES, _("Outcomes and interventions"), (Grid(_("Outcomes"), columns, rows),))


def links(source: Source) -> Sheet:
    """Links with both ends in words, and the assumptions under them."""
    plan = source.plan
    rows = [
        [
            link.code,
            source.code(link.from_id),
            source.title(link.from_id),
            source.code(link.to_id),
            source.title(link.to_id),
            link.rationale,
            source.words(link, "evidence_level"),
            link.evidence_citation,
            source.words(link, "necessity"),
            source.codes([each.id for each in plan.where(r.Assumption, link_ids=link.id)]),
        ]
        for link in plan.all(r.TocLink)
    ]
    columns = (
        Column(_("Code"), "code"),
        Column(_("From"), "code"),
        Column(_("From outcome"), "long", 34),
        Column(_("To"), "code"),
        Column(_("To outcome"), "long", 34),
        Column(_("Reason"), "long"),
        Column(_("Evidence"), width=12, choices=choices(r.TocLink, "evidence_level")),
        Column(_("Source"), width=30),
        Column(_("Needed"), width=12, choices=choices(r.TocLink, "necessity")),
        Column(_("Assumptions"), width=14),
    )
    return Sheet(LINKS, _("Links of the theory"), (Grid(_("Links"), columns, rows),))


def assumptions(source: Source) -> Sheet:
    """The register of assumptions with their zone."""
    rows = [
        [
            each.code,
            each.statement,
            source.words(each, "category"),
            each.confidence,
            each.consequence,
            _("critical") if each.critical else _("watch") if (each.consequence or 0) >= 4 else _("ordinary"),
            source.codes((*each.link_ids, *each.node_ids)),
            each.test_method,
            each.test_by,
            source.title(each.owner_id),
            source.words(each, "status"),
        ]
        for each in source.plan.all(r.Assumption)
    ]
    columns = (
        Column(_("Code"), "code"),
        Column(_("We assume that"), "long"),
        Column(_("Kind"), width=12, choices=choices(r.Assumption, "category")),
        Column(_("Confidence 1-5"), "whole", 12),
        Column(_("Consequence 1-5"), "whole", 13),
        Column(_("Risk zone"), width=12, tones=((_("critical"), "stop"), (_("watch"), "look"))),
        Column(_("Under"), width=18),
        Column(_("How we test it"), "long", 36),
        Column(_("Test by"), "date"),
        Column(_("Owner")),
        Column(_("Status"), width=12, choices=choices(r.Assumption, "status")),
    )
    return Sheet(ASSUMPTIONS, _("Assumptions"), (Grid(_("Assumptions"), columns, rows),))
