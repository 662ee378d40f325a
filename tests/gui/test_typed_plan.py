"""The phases A and B of the sample rebuilt in an empty library by keyboard alone, through the real window."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.gui import typed_prepare, typed_theory
from tests.gui.typist import Typist

from planner.domain import records as r
from planner.domain.fields import Kind
from planner.domain.plan import Plan
from planner.domain.record import Record, default_of
from planner.gui.main_window import MainWindow

STEPS: Mapping[str, Callable[[Typist], None]] = {
    "A1": typed_prepare.charter,
    "A2": typed_prepare.stakeholders,
    "A3": typed_prepare.lessons,
    "A4": typed_prepare.scan,
    "A5": typed_prepare.partnerships,
    "B1": typed_theory.long_term_outcome,
    "B2": typed_theory.outcome_map,
    "B3": typed_theory.assumptions,
    "B4": typed_theory.interventions,
    "B5": typed_theory.indicators,
    "B6": typed_theory.narrative,
}

TYPED: Mapping[type[Record], tuple[int, tuple[str, ...]]] = {
    r.Person: (15, ("name",)),
    r.Region: (6, ("name", "high_need")),
    r.Session: (2, ("date", "start_time", "planned_minutes", "break_minutes", "location", "status")),
    r.AgendaItem: (9, ("label", "minutes")),
    r.StakeholderGroup: (8, ("affected", "influence")),
    r.VoiceInput: (1, ("group_id", "method", "date", "people_count", "how_it_shaped_plan")),
    r.Attendance: (3, ("count",)),
    r.LessonRating: (24, ("rating", "respondents")),
    r.StartingPointAdoption: (5, ("owner_id", "due")),
    r.WsccRating: (30, ("rating", "na")),
    r.PolicyRating: (20, ("rating",)),
    r.DataPoint: (3, ("unit", "period", "value", "source")),
    r.Partner: (2, ("sector", "criteria")),
    r.DistrictPartnershipAnswer: (3, ("answer", "rating", "follow_up")),
    r.PartnershipGap: (1, ("kind", "region_id", "response")),
    r.CiRating: (15, ("rating",)),
    r.CiPreconditions: (1, ("champion", "resources", "urgency")),
    r.BackboneFunction: (6, ("lead_id", "maturity")),
    r.TocNode: (33, ("kind", "above_ceiling")),
    r.TocLink: (45, ()),
    r.Assumption: (6, ("confidence", "consequence")),
    r.Indicator: (1, tuple(each.name for each in r.Indicator.fields())),
    r.TocNarrative: (1, ("text", "status")),
    r.TocQuality: (1, ("plausible", "feasible", "testable", "meaningful", "complete", "comments")),
    r.Decision: (1, ("kind", "date", "rationale", "vote_method", "vote_counts", "owner_id", "status")),
}
"""How many records of each kind are typed, and the fields that every one of them must have as the sample."""

WHOLE: Mapping[type[Record], tuple[str, ...]] = {
    r.StakeholderGroup: ("Students (middle and high school)",),
    r.Partner: ("Backbone organization (sample)",),
    r.Assumption: ("Students believe visits stay private.",),
    r.TocNode: ("Students across the district are healthy enough to learn, in body, mind and mouth",),
}
"""Records that must equal the sample in every field."""

_KEYS: Mapping[type[Record], tuple[str, ...]] = {
    r.AgendaItem: ("session_id", "label"),
    r.Attendance: ("session_id", "group_id"),
    r.LessonRating: ("lesson", "statement_no", "group_id"),
    r.WsccRating: ("component", "statement_no"),
    r.PolicyRating: ("component", "prompt_no"),
    r.DataPoint: ("measure", "student_group"),
    r.DistrictPartnershipAnswer: ("question_id",),
    r.CiRating: ("condition", "statement_no"),
    r.CiPreconditions: (),
    r.TocLink: ("from_id", "to_id"),
    r.TocNarrative: (),
    r.TocQuality: (),
}


def test_the_sample_is_typed_by_keys_alone(home: MainWindow, sample: Plan) -> None:
    at = Typist(home, sample)
    typed_prepare.new_workshop(at)
    workshop = home.workshop
    assert workshop is not None
    for code, type_step in STEPS.items():
        assert workshop.workspace.step == code
        type_step(at)
        at.press("Ctrl+Return")
    assert workshop.workspace.step == "C1"
    workshop.commit()
    different = list(_differences(at.plan, sample))
    assert not different, "\n".join(different)
    assert not workshop.notices.isVisible(), "something was refused"


def _differences(typed: Plan, sample: Plan) -> list[str]:
    """Say what is not as the sample has it."""
    found = []
    for kind, (count, always) in TYPED.items():
        records = typed.all(kind) if not kind.about.single else (typed.one(kind),)
        if len(records) != count:
            found.append(f"{len(records)} {kind.about.nouns} instead of {count}")
        models = sample.all(kind) if not kind.about.single else (sample.one(kind),)
        by_words = {_key(each, sample): each for each in models}
        for record in records:
            model = by_words.get(_key(record, typed))
            if model is None:
                found.append(f"{kind.about.noun} {_key(record, typed)} is not in the sample")
                continue
            found += _fields_that_differ(record, typed, model, sample, always)
    for single, names in (
        (r.Charter, ("title_text", "kind", "purpose", "horizon_start", "horizon_end", "decision_rule")),
        (r.Charter, ("adopting_body", "sponsor_id", "facilitator_id", "ground_rules", "in_scope")),
        (r.District, ("name", "state", "enrollment", "school_count", "locale")),
    ):
        found += _fields_that_differ(typed.one(single), typed, sample.one(single), sample, names)
    return found


def _fields_that_differ(
    record: Record, typed: Plan, model: Record, sample: Plan, always: tuple[str, ...]
) -> list[str]:
    """Compare what was entered, the fields that must be there, and whole records in all fields."""
    found = []
    whole = record.title in WHOLE.get(type(record), ())
    for field in type(record).fields():
        value = getattr(record, field.name)
        entered = value != default_of(type(record), field.name)
        if field.hidden or not (whole or entered or field.name in always):
            continue
        is_, should = _words(value, typed), _words(getattr(model, field.name), sample)
        if field.kind is Kind.CHOICES:  # kept in the order of the method
            is_, should = sorted(is_), sorted(should)
        if is_ != should:
            found.append(f"{record.about.noun} {record.title[:40]} {field.name}: {is_!r}, not {should!r}")
    return found


def _key(record: Record, plan: Plan) -> Any:
    names = _KEYS.get(type(record))
    if names is None:
        return record.title
    return tuple(_words(getattr(record, name), plan) for name in names)


def _words(value: Any, plan: Plan) -> Any:
    """Return a value with the ids of records as the words that tell them apart."""
    if isinstance(value, tuple):
        return tuple(_words(each, plan) for each in value)
    record = plan.find(value) if isinstance(value, str) else None
    return value if record is None else _key(record, plan)
