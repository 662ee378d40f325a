"""Records describe themselves, and say in words what cannot be."""

import dataclasses
from datetime import date

import pytest

from planner.domain.fields import Field, Kind
from planner.domain.record import COMMON, KINDS, default_of, is_blank, problems
from planner.domain.records import Action, Objective, Partner, Risk, TocNode

ALL = [(kind, field) for kind in KINDS.values() for field in kind.fields()]


@pytest.mark.parametrize(("kind", "field"), ALL, ids=lambda each: getattr(each, "name", None))
def test_every_field_says_what_it_is(kind: type, field: Field) -> None:
    assert field.label
    assert field.label[0].isupper()
    assert (field.kind in (Kind.CHOICE, Kind.CHOICES, Kind.REASONS)) <= bool(field.options)
    if field.kind in (Kind.LINK, Kind.LINKS):
        assert len(field.target) == 1
    assert all(target in KINDS for target in field.target)
    if field.kind in (Kind.WHOLE, Kind.SCALE, Kind.MONEY, Kind.NUMBERS):
        assert field.minimum is not None
        assert field.maximum is not None
        assert field.minimum < field.maximum
    if field.kind in (Kind.TEXT, Kind.NOTE) and not field.hidden:
        assert field.max_length
        assert field.min_length <= field.max_length


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.__name__)
def test_every_kind_is_whole(kind: type) -> None:
    about = kind.about
    assert kind.__doc__
    assert about.noun
    assert about.nouns
    named = {each.name for each in dataclasses.fields(kind)}
    assert set(COMMON) <= named
    assert not about.title or about.title in named
    described = {field.name for field in kind.fields()}
    assert described | set(COMMON) == named
    keys = [field.exchange_key for field in kind.fields()]
    assert len(set(keys)) == len(keys)


def test_kinds_prefixes_and_collections_differ() -> None:
    for name in ("kind", "collection", "prefix"):
        values = [getattr(kind.about, name) for kind in KINDS.values()]
        assert len(set(values)) == len(values), name


def test_a_new_record_is_a_draft_without_problems() -> None:
    for kind in KINDS.values():
        record = kind()
        for field in kind.fields():
            held = getattr(record, field.name)
            assert list(problems(field, held)) == [], (kind, field.name)
            assert held == default_of(kind, field.name)


def test_records_are_frozen_and_copy_on_change() -> None:
    risk = Risk(id="1", statement="If rain, then mud")
    with pytest.raises(dataclasses.FrozenInstanceError):
        risk.statement = "x"  # type: ignore[misc]
    changed = risk.replace(probability=4, impact=5)
    assert (risk.score, changed.score) == (None, 20)
    assert Risk.restore(changed.__dict__.copy()) == changed


@pytest.mark.parametrize(
    ("kind", "name", "value", "said"),
    [
        (Risk, "probability", 6, "between 1 and 5"),
        (Risk, "probability", 2.5, "whole number"),
        (Risk, "probability", True, "whole number"),
        (Risk, "statement", "x" * 301, "301 characters; at most 300"),
        (Risk, "statement", "a\x00b", "control character"),
        (Risk, "statement", 7, "must be text"),
        (Risk, "category", "weather", "must be one of"),
        (Risk, "review_date", "2027-01-01", "must be a date"),
        (Action, "icem", ("inform", "inform"), "twice"),
        (Action, "icem", ("dance",), "must be one of"),
        (Action, "cost_expected", "yes", "must be yes or no"),
        (Objective, "indicator_ids", "abc", "must be a list"),
        (Partner, "criteria", {"fit": 4}, "fit: must be between 0 and 3"),
        (Partner, "criteria", {"charm": 1}, "unknown entry"),
        (Partner, "services", ("x" * 81,), "81 characters"),
        (TocNode, "x", float("nan"), "finite"),
    ],
)
def test_impossible_values_are_told_in_words(kind: type, name: str, value: object, said: str) -> None:
    assert said in " ".join(problems(kind.describe(name), value))


def test_limits_themselves_are_possible() -> None:
    assert not list(problems(Risk.describe("statement"), "x" * 300))
    assert not list(problems(Risk.describe("impact"), 1))
    assert not list(problems(Risk.describe("review_date"), date(2027, 1, 1)))


def test_zero_and_no_are_values_but_nothing_is_blank() -> None:
    assert [is_blank(each) for each in (0, 0.0, False)] == [False, False, False]
    assert [is_blank(each) for each in (None, "", "  ", (), {})] == [True] * 5


def test_critical_assumptions_follow_the_method() -> None:
    from planner.domain.records import Assumption

    assert Assumption(confidence=2, consequence=4).critical
    assert not Assumption(confidence=3, consequence=5).critical
    assert not Assumption().critical
