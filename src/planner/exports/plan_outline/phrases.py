"""How dates, money, values, names and states of a plan are written in its documents."""

from collections.abc import Iterable
from datetime import date

from planner.domain import records as r
from planner.domain.analysis.schedule import late_days
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.wording import day_text, listed, month_name, month_text, number_text, value_text
from planner.exports.outline import Block, Paragraph, Span, Status
from planner.i18n import N_, _, ngettext

__all__ = ["day_text", "listed", "number_text"]

MISSING = "–"
"""Stands in a table where there is nothing."""


def version_words(plan: Plan) -> str:
    """Return what the version of the plan is called: Version 1.1, or Draft 0.3 before adoption."""
    charter = plan.charter
    if charter.status == "adopted":
        return _("Version {version}").format(version=charter.version)
    return _("Draft {version}").format(version=charter.version)


def draft_mark(plan: Plan) -> str:
    """Return the word that lies under every page before adoption; nothing afterwards."""
    return "" if plan.charter.status == "adopted" else _("Draft")


def footer_words(plan: Plan, as_of: date) -> str:
    """Return what stands at the foot of every page: the version, and the day it is told of."""
    return _("{version} · as of {date}").format(version=version_words(plan), date=day_text(as_of))


def adoption_words(plan: Plan) -> str:
    """Say which version this is, who adopted it and when, or that nobody did yet."""
    charter, version = plan.charter, version_words(plan)
    if charter.status == "adopted" and charter.adopted_on:
        by = charter.adopting_body or _("the adopting body")
        return _("{version}, adopted by the {body} on {date}").format(
            version=version, body=by, date=day_text(charter.adopted_on)
        )
    return _("{version}, not adopted yet").format(version=version)


def day(when: date | None) -> str:
    """Write a date in a table: Jun 30, 2029."""
    return MISSING if when is None else day_text(when, short=True)


def month(when: date | None) -> str:
    """Write the month of a date in a table: Jun 2029."""
    return MISSING if when is None else month_text(when.year, when.month, short=True)


def short_month(when: date) -> str:
    """Write a month where there is little room: Jul, and Jan 2027 when a year begins."""
    january = when.month == 1
    return month_text(when.year, 1, short=True) if january else month_name(when.month, short=True)


def money(amount: int | float | None) -> str:
    """Write whole US dollars: $49,100,000."""
    if amount is None:
        return MISSING
    return f"-${-amount:,.0f}" if amount < 0 else f"${amount:,.0f}"


def short_money(amount: int | float) -> str:
    """Write US dollars in a sentence: $49.1 million."""
    if abs(amount) < 1_000_000:
        return money(amount)
    return _("${millions} million").format(millions=number_text(amount / 1_000_000, 1))


def value(number: float | None, unit: str) -> str:
    """Write the value of an indicator in its unit: 54%, 61,000, $1,200, 12 days."""
    return MISSING if number is None else value_text(number, unit)


def percent(number: float | None) -> str:
    """Write a percentage without decimals."""
    return MISSING if number is None else f"{number:.0f}%"


def decimal(number: float | None, digits: int = 1) -> str:
    """Write a mean or an index with a fixed number of decimals, so that a column lines up."""
    return MISSING if number is None else f"{number:,.{digits}f}"


def whole(number: int | None) -> str:
    """Write a count."""
    return MISSING if number is None else f"{number:,}"


def school_year(label: str) -> str:
    """Write a fiscal year above a column: 2026–27."""
    return label.removeprefix("FY").replace("-", "–")


def label(kind: type[Record], name: str) -> str:
    """Return the words for a field of a record."""
    return _(kind.describe(name).label)


def choice(record: Record, name: str) -> str:
    """Return the words for the value of a choice."""
    held = getattr(record, name)
    return _(record.describe(name).option_label(held)) if held else MISSING


def choices(record: Record, name: str) -> str:
    """Return the words for the values of several choices."""
    field = record.describe(name)
    return listed(_(field.option_label(held)) for held in getattr(record, name)) or MISSING


def named(plan: Plan, record_id: str | None) -> str:
    """Return the words that name a record, or a dash."""
    return plan.title(record_id) or MISSING


def names(plan: Plan, ids: Iterable[str]) -> str:
    """Return the words that name several records."""
    return listed(filter(None, (plan.title(each) for each in ids))) or MISSING


def codes(plan: Plan, ids: Iterable[str]) -> str:
    """Return the codes of several records."""
    return listed(filter(None, (plan.code(each) for each in ids))) or MISSING


def said(text: str) -> str:
    """Return a text, or a dash where nothing was written."""
    return text if text.strip() else MISSING


def undecided(sentence: str) -> Block:
    """Say in one sentence what is not decided yet."""
    return Paragraph(Span(sentence, "quiet"))


_TRACKS = {
    "on_track": Status(N_("On track"), "dot", "good"),
    "at_risk": Status(N_("At risk"), "triangle", "look"),
    "off_track": Status(N_("Off track"), "diamond", "stop"),
    "too_early": Status(N_("Too early"), "ring"),
    "no_data": Status(N_("No data yet"), "ring"),
    "met": Status(N_("Met"), "dot", "good"),
    "retired": Status(N_("Retired"), "cross"),
}


def track(status: str) -> Status:
    """Return the state of an indicator or objective."""
    return _translated(_TRACKS.get(status, Status(status)))


_ACTIONS = {
    "not_started": Status(N_("Not started"), "ring"),
    "in_progress": Status(N_("In progress"), "half", "implementation"),
    "done": Status(N_("Done"), "dot", "good"),
    "delayed": Status(N_("Delayed"), "triangle", "look"),
    "blocked": Status(N_("Blocked"), "diamond", "stop"),
    "cancelled": Status(N_("Cancelled"), "cross"),
}


def action_status(action: r.Action, as_of: date) -> Status:
    """Return the state of an action; one that is late says by how many days."""
    late = late_days(action, as_of)
    if late:
        return Status(
            ngettext("{days} day late", "{days} days late", late).format(days=late), "triangle", "stop"
        )
    return _translated(_ACTIONS.get(action.status, Status(action.status or MISSING)))


def milestone_status(milestone: r.Milestone, as_of: date) -> Status:
    """Return the state of a milestone."""
    if milestone.status == "met":
        return Status(_("Met"), "dot", "good")
    overdue = milestone.date is not None and milestone.date < as_of
    if milestone.status == "missed" or overdue:
        return Status(_("Missed") if milestone.status == "missed" else _("Overdue"), "triangle", "stop")
    return Status(_("Planned"), "ring")


def open_status(record: r.Decision | r.ParkingLotItem) -> Status:
    """Return whether a decision or a parked thought is open or closed."""
    return Status(choice(record, "status"), "dot" if record.status == "closed" else "ring")


def _translated(status: Status) -> Status:
    return Status(_(status.word), status.shape, status.tone)


def accountable(plan: Plan, action: r.Action) -> str:
    """Return who answers for an action: its A, or a dash."""
    found = raci(plan, action, "A")
    return found or MISSING


def raci(plan: Plan, action: r.Action, role: str) -> str:
    """Return who has one of the four roles in an action."""
    entries = plan.where(r.RaciEntry, action_id=action.id)
    holders = (each.person_id or each.group_id or each.partner_id for each in entries if each.role == role)
    return listed(filter(None, (plan.title(each) for each in holders)))
