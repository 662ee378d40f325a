"""Fields that stand elsewhere in the file than under their own key, found before a record is read."""

from typing import Any

from planner.domain import records as r
from planner.i18n import _
from planner.services.exchange.report import Report
from planner.services.exchange.rows import Row
from planner.services.exchange.values import shown
from planner.services.exchange.writer import VOTE_KEYS

Moved = dict[str, tuple[str, Any]]
"""By field name: the place people read, and the JSON value."""


def unfold(row: Row, document: dict[str, Any], report: Report) -> Moved:
    """Return the moved fields of a record, and say what is wrong with the shapes they stand in."""
    if row.kind is r.Charter:
        return _charter(document)
    if row.kind is r.Decision:
        return _decision(row, report)
    if row.kind is r.MonitoringPlan:
        return _monitoring(row, report)
    if row.kind is r.ScenarioConstraint:
        return {"key": (f"{row.place} · id", row.source["id"])} if "id" in row.source else {}
    if row.kind is r.AgendaItem:
        position = row.source.get("position")
        if position is not None and (
            isinstance(position, bool) or not isinstance(position, int) or position < 1
        ):
            report.say(
                f"{row.place} · position",
                _("must be a whole number from 1 upwards, not {value}").format(value=shown(position)),
            )
    return {}


def _charter(document: dict[str, Any]) -> Moved:
    moved: Moved = {}
    if "as_of_date" in document:
        moved["as_of_date"] = ("as_of_date", document["as_of_date"])
    notice = document.get("notice")
    if isinstance(notice, dict):
        for key, name in (("fiction", "fiction_notice"), ("facts_from_source", "facts_from_source")):
            if key in notice:
                moved[name] = (f"notice · {key}", notice[key])
    return moved


def _decision(row: Row, report: Report) -> Moved:
    vote = row.source.get("vote")
    place = f"{row.place} · vote"
    if vote is None:
        return {}
    if not isinstance(vote, dict):
        report.say(place, _("must be an object, not {value}").format(value=shown(vote)))
        return {}
    moved: Moved = {}
    method = vote.get("method")
    counts_key = VOTE_KEYS.get(method, "counts") if isinstance(method, str) else "counts"
    for key, value in vote.items():
        if key == "method":
            moved["vote_method"] = (f"{place} · method", value)
        elif key == counts_key:
            moved["vote_counts"] = (f"{place} · {key}", _counts(value, f"{place} · {key}", report))
        else:
            report.say(f"{place} · {key}", _("is not known here"))
    return moved


def _counts(value: Any, place: str, report: Report) -> Any:
    """Return counts as the texts a record holds; what is not a list is left for the field to refuse."""
    if not isinstance(value, list):
        return value
    texts: list[Any] = []
    for index, each in enumerate(value):
        if isinstance(each, int) and not isinstance(each, bool) and each >= 0:
            texts.append(str(each))
        elif isinstance(each, str):
            texts.append(each)
        else:
            report.say(
                f"{place}[{index}]",
                _("must be a whole number from 0 upwards, not {value}").format(value=shown(each)),
            )
    return texts


def _monitoring(row: Row, report: Report) -> Moved:
    rules = row.source.get("rules")
    place = f"{row.place} · rules"
    if rules is None:
        return {}
    if not isinstance(rules, dict):
        report.say(place, _("must be an object, not {value}").format(value=shown(rules)))
        return {}
    moved: Moved = {}
    for key, value in rules.items():
        if key in ("on_track_ratio", "at_risk_ratio", "too_early_fraction"):
            moved[key] = (f"{place} · {key}", value)
        else:
            report.say(f"{place} · {key}", _("is not known here"))
    return moved
