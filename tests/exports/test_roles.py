"""People called by their roles in documents for participants."""

import re
from datetime import date

import pytest

from planner import documents
from planner.domain.plan import Plan
from planner.domain.records import (
    Charter,
    Partner,
    Person,
    PlanVersion,
    Region,
    Risk,
    Session,
    StakeholderGroup,
    VoiceInput,
)
from planner.exports.outline import Outline
from planner.exports.request import Request
from planner.exports.roles import called_by_roles
from planner.services.plan_exchange import plan_text

AS_OF = date(2026, 11, 15)


def _small() -> Plan:
    return Plan(
        [
            Person(id="p1", code="P-01", name="María Núñez", role="Principal", organization="Oak School"),
            Person(id="p2", code="P-02", name="Wei Chen", role="Principal", position=1),
            Person(id="p3", code="P-03", name="Bo", position=2),
            Person(id="p4", code="P-04", name="Jordan Oak", position=3),
            Person(id="p5", code="P-05", name="Ana Ruiz", role="Aide of Wei Chen", position=4),
            StakeholderGroup(id="g1", code="SG-01", name="Families", representative_ids=("p4",)),
            Region(id="r1", code="RG-01", name="Jordan Oak Heights"),
            Partner(id="a1", code="PT-01", name="Wei Chen Clinic"),
            Session(id="s1", code="WS-1", name="Start", location="Hall of Ana Ruiz School"),
            Risk(id="k1", code="RK-01", statement="maría  núñez leaves; Bo stays; WEI CHEN’s clinic closes"),
            Risk(id="k2", code="RK-02", position=1, statement="Wei Chen Clinic and Jordan Oak Heights"),
            Charter(
                id="c1",
                code="PL-01",
                ground_rules=("Ask Ana Ruiz", "Chens are many"),
                wscc_left_out={"PE": "Wei Chen says so"},
                lcap={"who": ["Wei Chen"]},
                sponsor_id="p1",
            ),
            PlanVersion(id="v1", code="VE-01", label="1.0", snapshot='{"name": "Wei Chen"}'),
        ]
    )


def test_people_bear_their_roles_and_texts_say_them() -> None:
    plan = called_by_roles(_small())
    names = [each.name for each in plan.all(Person)]
    assert names == [
        "Principal",
        "Principal 2",
        "A participant",
        "Representative of Families",
        "A participant 2",
    ]
    assert {each.organization for each in plan.all(Person)} == {""}
    assert plan.all(Risk)[0].statement == "Principal leaves; Bo stays; Principal 2’s clinic closes"
    assert plan.charter.ground_rules == ("Ask A participant 2", "Chens are many")
    assert plan.charter.wscc_left_out == {"PE": "Principal 2 says so"}
    assert plan.charter.lcap == {"who": ["Principal 2"]}
    assert plan.title(plan.charter.sponsor_id) == "Principal"
    assert plan.all(PlanVersion)[0].snapshot == ""


def test_who_has_no_role_is_what_the_charter_makes_them_or_a_participant() -> None:
    people = [
        Person(id="a", name="Ada Lind"),
        Person(id="b", name="Bea Moss"),
        Person(id="c", name="Cy Noor"),
    ]
    plan = Plan([*people, Charter(id="x", facilitator_id="a", sponsor_id="b")])
    assert [each.name for each in called_by_roles(plan).all(Person)] == [
        "Facilitator",
        "Sponsor",
        "A participant",
    ]


def test_places_and_partners_keep_their_names() -> None:
    plan = called_by_roles(_small())
    assert plan.all(Region)[0].name == "Jordan Oak Heights"
    assert plan.all(Partner)[0].name == "Wei Chen Clinic"
    assert plan.all(Session)[0].location == "Hall of Ana Ruiz School"
    assert plan.all(Risk)[1].statement == "Wei Chen Clinic and Jordan Oak Heights"


def test_a_text_that_grows_still_fits_its_field() -> None:
    longest = VoiceInput.describe("key_messages").max_length
    said = "Li Wu " * (longest // 6)
    plan = Plan([Person(id="p", name="Li Wu"), VoiceInput(id="v", key_messages=said)])
    text = called_by_roles(plan).all(VoiceInput)[0].key_messages
    assert len(text) <= longest
    assert text.endswith("…")
    assert "Li Wu" not in text


def test_the_plan_that_was_given_stays_as_it_was(sample: Plan) -> None:
    before = plan_text(sample, AS_OF)
    made = called_by_roles(sample)
    assert plan_text(sample, AS_OF) == before
    assert len(made) == len(sample)
    assert called_by_roles(Plan()) == Plan()


def test_no_name_is_left_anywhere_in_the_sample(sample: Plan) -> None:
    told = plan_text(called_by_roles(sample), AS_OF)
    for person in sample.all(Person):
        assert person.name not in told
    for each in (*sample.all(Partner), *sample.all(Region)):
        assert each.name in told


@pytest.mark.parametrize("code", [each.code for each in documents.KINDS.values() if each.outline])
def test_no_name_is_in_a_document_with_roles(sample: Plan, code: str) -> None:
    kind = documents.KINDS[code]
    made = documents.outline_of(sample, kind, Request(as_of=AS_OF, names="roles"))
    told = _told(made)
    for person in sample.all(Person):
        assert person.name not in told
    assert sample.district.name in told


def _told(made: Outline) -> str:
    return re.sub(r"\s+", " ", repr(made))
