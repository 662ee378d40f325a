"""Where partners are missing or do the same thing, and how good they are.

A partner without a region, or with one named districtwide, reaches every region. A partner that names nobody
it serves may serve anybody.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from planner.domain import vocabulary as v
from planner.domain.analysis.scan import leaning
from planner.domain.plan import Plan
from planner.domain.records import ComponentNote, Partner, PartnershipGap, Region, WsccRating
from planner.domain.wording import listed, same_words
from planner.i18n import N_, _, ngettext

KEEP, IMPROVE = 14, 8
"""Totals of the six criteria from which a partner is kept and grown, and improved. Source: method 8.3."""

_WHOLE = re.compile(
    r"^(the )?((whole|entire) district|district[ -]?wide|all (regions|schools))\b", re.IGNORECASE
)

SuggestionKind = Literal["gap", "duplication"]


def is_whole(region: Region) -> bool:
    """Return whether a region stands for the whole district; records have no other sign than its name."""
    return bool(_WHOLE.match(region.name.strip()))


def parts(plan: Plan) -> tuple[Region, ...]:
    """Return the regions that are parts of the district, in order."""
    return tuple(each for each in plan.all(Region) if not is_whole(each))


def reach(plan: Plan) -> dict[str, frozenset[str]]:
    """Return, by the id of each partner, the ids of the parts of the district it reaches.

    Where the district has no parts, every partner reaches {""}: all of it.
    """
    every = frozenset(each.id for each in parts(plan)) or frozenset({""})
    found = {}
    for partner in plan.all(Partner):
        named = frozenset(each for each in partner.region_ids if plan.get(Region, each) is not None)
        found[partner.id] = named if named and named <= every else every
    return found


def services(plan: Plan) -> dict[str, tuple[Partner, ...]]:
    """Return the active partners that offer each service, by the service as it was first written."""
    names: dict[str, str] = {}
    found: dict[str, list[Partner]] = {}
    for partner in plan.where(Partner, status="active"):
        for service in dict.fromkeys(each for each in map(same_words, partner.services) if each):
            words = next(each for each in partner.services if same_words(each) == service)
            found.setdefault(names.setdefault(service, " ".join(words.split())), []).append(partner)
    return {name: tuple(rows) for name, rows in found.items()}


@dataclass(frozen=True)
class Suggestion:
    """A gap or an overlap the plan shows by itself: what, where, who, and why it is one.

    `region_ids` are the parts of the district it is about, none for all of them; `component` is the key of
    the weak component of a gap. `notes` are the records in which the group took it up.
    """

    kind: SuggestionKind
    service: str
    region_ids: tuple[str, ...]
    partner_ids: tuple[str, ...]
    reason: str
    component: str = ""
    notes: tuple[PartnershipGap, ...] = ()

    @property
    def key(self) -> str:
        """The name of it among all suggestions; the same as long as it is about the same."""
        about = (self.kind, self.component or same_words(self.service), *self.region_ids)
        return "/".join((*about, *self.partner_ids))

    @property
    def noted(self) -> bool:
        """Whether the group has taken it up."""
        return bool(self.notes)


def suggestions(plan: Plan) -> tuple[Suggestion, ...]:
    """Return the overlaps, then the gaps, that the plan shows.

    Overlap: the same service, region and population served by two or more active partners. Gap: a weakness of
    the scan with no active partner tagged to that component in that region. Source: method 2.A5 (outputs).
    """
    return (*_overlaps(plan), *_gaps(plan))


def _overlaps(plan: Plan) -> Iterator[Suggestion]:
    reached, regions_here = reach(plan), [each.id for each in parts(plan)] or [""]
    for service, partners in services(plan).items():
        if len(partners) < 2:
            continue
        together: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
        for region in regions_here:
            here = [each for each in partners if region in reached[each.id]]
            for ids, people in _shared(here).items():
                together.setdefault((ids, people), []).append(region)
        for (ids, people), regions in together.items():
            where = () if "" in regions else tuple(regions)
            yield Suggestion(
                "duplication",
                service,
                where,
                ids,
                _overlap_words(plan, service, ids, people, where),
                notes=_notes(plan, "duplication", {same_words(service)}, where),
            )


def _shared(here: Iterable[Partner]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the largest sets of partners that serve the same people, with whom they serve (none: unsaid)."""
    here = tuple(here)
    if len(here) < 2:
        return {}
    sets: dict[tuple[str, ...], list[str]] = {}
    for people in (option.value for option in v.BENEFICIARIES):
        ids = tuple(each.id for each in here if not each.populations or people in each.populations)
        if len(ids) > 1:
            sets.setdefault(ids, []).append(people)
    largest = [ids for ids in sets if not any(set(ids) < set(other) for other in sets)]
    unsaid = {each.id for each in here if not each.populations}
    return {ids: () if unsaid.issuperset(ids) else tuple(sets[ids]) for ids in largest}


def _overlap_words(
    plan: Plan, service: str, ids: tuple[str, ...], people: tuple[str, ...], regions: tuple[str, ...]
) -> str:
    option_label = Partner.describe("populations").option_label
    told = (
        _("{partners}: each offers {service} in {regions}. Whom they serve: {people}.")
        if people
        else _("{partners}: each offers {service} in {regions}. Whom they serve is not written down.")
    )
    return told.format(
        partners=listed(plan.title(each) for each in ids),
        service=service,
        regions=region_words(plan, regions),
        people=listed(_(option_label(each)) for each in people),
    )


def region_words(plan: Plan, regions: tuple[str, ...]) -> str:
    """Return the names of some parts of the district; none stands for all of it."""
    return listed(plan.title(each) for each in regions) or _("the whole district")


def weak_components(plan: Plan) -> dict[str, int]:
    """Return the components with a weakness in the scan, each with how many of its statements are weak.

    A weakness is a statement rated 0 or 1, or one that the group wrote down (counted as well). Source: method
    2.A4.
    """
    found: dict[str, int] = {}
    for option in v.WSCC:
        weak = len(leaning(plan, option.value).weaknesses)
        weak += sum(len(each.weaknesses) for each in plan.where(ComponentNote, component=option.value))
        if weak:
            found[option.value] = weak
    return found


def helpers(plan: Plan, component: str) -> tuple[Partner, ...]:
    """Return the active partners whose services are tagged to a component."""
    return tuple(each for each in plan.where(Partner, status="active") if component in each.wscc)


def _gaps(plan: Plan) -> Iterator[Suggestion]:
    everywhere, reaches = [each.id for each in parts(plan)], reach(plan)
    for component, weak in weak_components(plan).items():
        reached = frozenset().union(*(reaches[each.id] for each in helpers(plan, component)))
        missing = [each for each in everywhere or [""] if each not in reached]
        if not missing:
            continue
        regions = () if not reached else tuple(missing)
        label = _(WsccRating.describe("component").option_label(component))
        yield Suggestion(
            "gap",
            label,
            regions,
            (),
            _gap_words(plan, label, weak, regions),
            component,
            _notes(plan, "gap", {same_words(label), component.casefold()}, regions),
        )


def _gap_words(plan: Plan, component: str, weak: int, regions: tuple[str, ...]) -> str:
    told = ngettext(
        "The scan shows {count} weakness in {component}; no active partner works on it in {regions}.",
        "The scan shows {count} weaknesses in {component}; no active partner works on them in {regions}.",
        weak,
    )
    return told.format(count=weak, component=component, regions=region_words(plan, regions))


def _notes(plan: Plan, kind: str, names: set[str], regions: tuple[str, ...]) -> tuple[PartnershipGap, ...]:
    """Return the records in which this was taken up: the same words, for all its regions or for each."""
    rows = [each for each in plan.where(PartnershipGap, kind=kind) if same_words(each.service) in names]
    whole = [each for each in rows if _is_everywhere(plan, each.region_id)]
    if whole:
        return tuple(whole)
    here = [each for each in rows if each.region_id in regions]
    return tuple(here) if regions and {each.region_id for each in here} >= set(regions) else ()


def _is_everywhere(plan: Plan, region_id: str | None) -> bool:
    region = plan.get(Region, region_id)
    return region is None or is_whole(region)


def to_note(plan: Plan, suggestion: Suggestion) -> tuple[dict[str, Any], ...]:
    """Return the values of the records that take a suggestion up: one for each region not noted yet."""
    values: dict[str, Any] = {
        "kind": suggestion.kind,
        "service": suggestion.service[: PartnershipGap.describe("service").max_length],
        "partner_ids": suggestion.partner_ids,
    }
    if not suggestion.region_ids:
        return ({**values, "region_id": None},)
    noted = {
        each.region_id
        for each in plan.where(PartnershipGap, kind=suggestion.kind)
        if same_words(each.service) == same_words(suggestion.service)
    }
    return tuple({**values, "region_id": each} for each in suggestion.region_ids if each not in noted)


VERDICTS: Mapping[str, str] = {
    "keep": N_("Keep and grow"),
    "improve": N_("Improve"),
    "decide": N_("Decide"),
    "unrated": N_("Not rated yet"),
}
"""What the total of the six criteria leads to, in words."""


def verdict(partner: Partner) -> str:
    """Return keep, improve or decide by the six criteria, or unrated while one is missing.

    Source: method 8.3.
    """
    if any(option.value not in partner.criteria for option in v.PARTNER_CRITERIA):
        return "unrated"
    total = partner.criteria_total
    return "keep" if total >= KEEP else "improve" if total >= IMPROVE else "decide"


AgreementState = Literal["current", "ended", "none"]


def agreement(partner: Partner, as_of: date) -> AgreementState:
    """Return whether a written agreement with a partner holds on a day. Source: method 4, check 109."""
    if partner.agreement_type in ("", "none"):
        return "none"
    ended = partner.agreement_end is not None and partner.agreement_end < as_of
    return "ended" if ended else "current"
