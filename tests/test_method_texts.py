"""The method's texts are complete and agree with each other."""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

CODES = [
    f"{phase}{number}"
    for phase, count in {"A": 5, "B": 6, "C": 6, "D": 5, "E": 2}.items()
    for number in range(1, count + 1)
]
GATES = {"B6", "C6", "D5"}
OPTIONAL = {"D1"}
WITHOUT_TECHNIQUE_CARD = {"D3", "E1"}
WITHOUT_OWN_CHECK = {"B6", "C2"}
RE_RATING_ONLY = {("annual_rechart_day", "A5"), ("annual_rechart_day", "C2")}
STEP_FIELDS = {
    "code": str,
    "name": str,
    "title": str,
    "question": str,
    "purpose": str,
    "ask": list,
    "technique": str,
    "technique_keys": list,
    "minutes": dict,
    "outputs": str,
    "done_when": str,
    "gate": bool,
    "optional": bool,
    "checks": list,
    "empty": str,
    "example": str,
}


def shipped(*path: str) -> str:
    """The text of one file shipped with the application."""
    return files("planner.resources").joinpath(*path).read_text(encoding="utf-8")


def read(*path: str) -> dict[str, Any]:
    """Read one JSON object shipped with the application."""
    content: dict[str, Any] = json.loads(shipped(*path))
    return content


def texts(value: object) -> Iterator[str]:
    """Every text anywhere inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


@pytest.fixture(scope="module")
def library() -> dict[str, Any]:
    """Statements, prompts, techniques and the catalogue of checks."""
    return read("method", "library.json")


@pytest.fixture(scope="module")
def method() -> dict[str, Any]:
    """The phases and their steps."""
    return read("method", "steps.json")


@pytest.fixture(scope="module")
def steps(method: dict[str, Any]) -> dict[str, Any]:
    """The steps by code."""
    return {step["code"]: step for step in method["steps"]}


@pytest.fixture(scope="module")
def templates() -> dict[str, Any]:
    """Workshop templates, roles and decision rules."""
    return read("method", "templates.json")


def test_there_are_24_steps_in_order(method: dict[str, Any]) -> None:
    assert len(CODES) == 24
    assert [step["code"] for step in method["steps"]] == CODES
    assert [phase["key"] for phase in method["phases"]] == list("ABCDE")
    assert all(all(phase.values()) for phase in method["phases"])


@pytest.mark.parametrize("code", CODES)
def test_every_field_of_a_step_is_filled(code: str, steps: dict[str, Any]) -> None:
    step = steps[code]
    assert {field: type(value) for field, value in step.items()} == STEP_FIELDS
    may_be_empty = set()
    if code in WITHOUT_TECHNIQUE_CARD:
        may_be_empty.add("technique_keys")
    if code in WITHOUT_OWN_CHECK:
        may_be_empty.add("checks")
    for field, kind in STEP_FIELDS.items():
        if kind is not bool:
            assert bool(step[field]) is (field not in may_be_empty), field
    assert all(text == text.strip() != "" for text in texts(step))


def test_each_question_is_one_question(steps: dict[str, Any]) -> None:
    for step in steps.values():
        assert step["question"].endswith("?")
        assert step["question"].count("?") == 1
        assert all(question[0].isupper() for question in step["ask"])
        assert len(set(step["ask"])) == len(step["ask"]) >= 5
    for field in ("name", "title", "question", "purpose", "empty", "example"):
        assert len({step[field] for step in steps.values()}) == 24, field


def test_partnership_step_asks_the_twelve_questions_and_three_more(
    steps: dict[str, Any], library: dict[str, Any]
) -> None:
    asked = steps["A5"]["ask"]
    assert asked[:12] == [question["text"] for question in library["partnership_questions"]]
    assert len(asked) == 15


def test_only_the_three_gates_and_one_optional_step(steps: dict[str, Any]) -> None:
    assert {code for code, step in steps.items() if step["gate"]} == GATES
    assert {code for code, step in steps.items() if step["optional"]} == OPTIONAL


def test_minutes_sum_to_what_the_method_says(steps: dict[str, Any]) -> None:
    for step in steps.values():
        minutes = step["minutes"]
        assert set(minutes) == {"typical", "min", "max"}
        assert 0 < minutes["min"] <= minutes["typical"] <= minutes["max"]
    typical = {
        phase: sum(step["minutes"]["typical"] for code, step in steps.items() if code[0] == phase)
        for phase in "ABCDE"
    }
    assert typical == {"A": 235, "B": 320, "C": 345, "D": 330, "E": 120}
    assert sum(typical[phase] for phase in "ABCD") == 1_230


def test_57_checks_belong_to_exactly_one_step_each(steps: dict[str, Any], library: dict[str, Any]) -> None:
    catalogue = {check["id"]: check["step"] for check in library["checks"]}
    assert len(library["checks"]) == len(catalogue) == 57
    assigned = [(check, code) for code, step in steps.items() for check in step["checks"]]
    assert len(assigned) == 57
    assert dict(assigned) == catalogue
    assert [check["tier"] for check in library["checks"]].count("core") == 40
    assert {check["severity"] for check in library["checks"]} == {"B", "W", "A"}


def test_techniques_are_in_the_library(steps: dict[str, Any], library: dict[str, Any]) -> None:
    known = {technique["key"] for technique in library["techniques"]}
    named = [key for step in steps.values() for key in step["technique_keys"]]
    assert set(named) <= known
    for step in steps.values():
        assert len(set(step["technique_keys"])) == len(step["technique_keys"])


def test_examples_come_from_the_sample(steps: dict[str, Any]) -> None:
    sample = read("samples", "sample_plan.json")
    sample_texts = set(texts(sample))
    for code, step in steps.items():
        if code == "B6":  # the narrative is long: its opening is example enough
            assert sample["toc_narrative"]["text"].startswith(step["example"])
        else:
            assert step["example"] in sample_texts, code


def test_library_is_whole(library: dict[str, Any]) -> None:
    counts = {
        "wscc_components": 10,
        "tenets": 5,
        "coalition_functions": 4,
        "lessons": 6,
        "roadmap_commitments": 6,
        "roadmap_priorities_optional": 10,
        "partnership_questions": 12,
        "partner_criteria": 6,
        "ci_conditions": 5,
        "backbone_functions": 6,
        "readiness_items": 17,
        "pestle": 6,
        "funding_types": 20,
        "risk_prompts": 20,
        "techniques": 17,
        "gradients": 8,
        "checks": 57,
    }
    assert {key: len(value) for key, value in library.items() if isinstance(value, list)} == counts
    for family in ("wscc_components", "lessons", "ci_conditions"):
        assert all(len(entry["statements"]) == 3 for entry in library[family])
    assert all(len(entry["policy_prompts"]) == 2 for entry in library["wscc_components"])
    assert all(len(entry["starting_points"]) == 2 for entry in library["lessons"])


def test_glossary_terms_are_unique() -> None:
    glossary: list[dict[str, str]] = json.loads(shipped("method", "glossary.json"))
    terms = [entry["term"].casefold() for entry in glossary]
    assert len(terms) == len(set(terms)) == 108
    for entry in glossary:
        assert set(entry) == {"term", "attribute", "definition", "source"}
        assert entry["term"]
        assert entry["definition"]
        assert entry["source"]
        assert "`" not in "".join(entry.values())


def test_templates_fit_their_sessions(templates: dict[str, Any], steps: dict[str, Any]) -> None:
    assert len({template["key"] for template in templates["templates"]}) == 6
    for template in templates["templates"]:
        assert template["name"]
        assert template["use"]
        assert template["repeats"] in {"", "quarterly", "yearly"}
        for session in template["sessions"]:
            used = sum(part["minutes"] for part in session["parts"])
            total = used + session["break_minutes"] + session["free_minutes"]
            assert total == session["planned_minutes"], (template["key"], session["title"])
            assert session["free_minutes"] >= 0
            for part in session["parts"]:
                assert part["label"]
                if not part["step"]:
                    continue
                assert part["label"] == steps[part["step"]]["name"]
                if (template["key"], part["step"]) not in RE_RATING_ONLY:
                    minutes = steps[part["step"]]["minutes"]
                    assert minutes["min"] <= part["minutes"] <= minutes["max"], part


def test_full_series_visits_every_step_once_in_order(templates: dict[str, Any]) -> None:
    series = next(each for each in templates["templates"] if each["key"] == "full_series")
    visited = [part["step"] for session in series["sessions"] for part in session["parts"]]
    assert len(series["sessions"]) == 8
    assert [code for code in visited if code] == [code for code in CODES if code[0] != "E"]


def test_decision_rules_and_gradients(templates: dict[str, Any], library: dict[str, Any]) -> None:
    assert [rule["value"] for rule in templates["decision_rules"]] == [
        "gradients_80_no_veto",
        "gradients_67",
        "fist_to_five",
        "two_thirds",
        "majority",
        "sponsor_decides",
    ]
    assert [each["level"] for each in templates["gradients"]] == list(range(1, 9))
    assert [each["name"] for each in templates["gradients"]] == library["gradients"]
    for family in ("decision_rules", "roles", "gradients"):
        assert all(all(entry.values()) for entry in templates[family])
    assert len(templates["roles"]) == 6
    assert len(templates["standing_parts"]) == 8
    assert all(templates["agenda_design"])


def test_names_cover_the_keys_of_the_library(library: dict[str, Any]) -> None:
    statements = read("method", "statements.json")
    factors = [factor["key"] for factor in statements["readiness_factors"]]
    criteria = [criterion["key"] for criterion in statements["partner_criteria"]]
    assert factors == list(dict.fromkeys(item["factor"] for item in library["readiness_items"]))
    assert criteria == library["partner_criteria"]
    bands = sorted(statements["partner_total_bands"], key=lambda band: band["min"])
    covered = [total for band in bands for total in range(band["min"], band["max"] + 1)]
    assert covered == list(range(3 * len(criteria) + 1))
    sizes = {"lessons": 4, "wscc": 4, "policy": 3}
    for scale, size in sizes.items():
        anchors = statements["rating_scales"][scale]
        assert [anchor["value"] for anchor in anchors] == list(range(size))


def test_sample_is_the_version_this_application_reads() -> None:
    sample = read("samples", "sample_plan.json")
    assert sample["format"] == "district-planner-plan"
    assert sample["format_version"] == 1
    assert [state["step"] for state in sample["step_states"]] == CODES
