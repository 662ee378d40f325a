# ruff: noqa: E501  the table of bad files
import json
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from planner import assets
from planner.domain.record import problems
from planner.domain.records import Person
from planner.errors import ImportRefused
from planner.services.plan_exchange import read_plan

TEXT = assets.text("samples/sample_plan.json")
SAMPLE = json.loads(TEXT)
for long in ("raci", "budget_lines", "attendance", "lesson_ratings", "funding_allocations", "readiness"):
    del SAMPLE[long][4:]  # nothing names these, and a shorter file is read sooner
TODAY = date(2026, 11, 22)


def refused(document):
    """Read what must be refused; return its problems as lines."""
    text = document if isinstance(document, str) else json.dumps(document)
    with pytest.raises(ImportRefused) as caught:
        read_plan(text, today=TODAY)
    problems = caught.value.problems
    assert problems
    assert all(line in str(caught.value) for line in map(str, problems))
    assert "Nothing was created." in str(caught.value)
    return list(map(str, problems))


def changed(path, value: Any = ...):
    """Return the sample with one value replaced, or its key removed."""
    document = deepcopy(SAMPLE)
    *way, last = path
    inner = document
    for key in way:
        inner = inner[key]
    if value is ...:
        del inner[last]
    else:
        inner[last] = value
    return document


# Files that are refused: (place in the sample, its new value, a line that must be told)
BAD = [
    (("format",), "other", "format: must be 'district-planner-plan', not 'other'"),
    (("format_version",), 2, "format_version: is 2; this version reads up to 1"),
    (("format_version",), True, "format_version: must be a whole number from 1 upwards, not True"),
    (("plan",), ..., "plan: is missing"),
    (("plan",), [], "plan: must be an object, not []"),
    (("actions",), {}, "actions: must be a list, not {}"),
    (("actions",), None, "actions: must be a list, not None"),
    (("actions", 3), "AC-004", "actions[3]: must be an object, not 'AC-004'"),
    (("suprise",), [], "suprise: is not known here"),
    (("action",), [], "action: is not known here; did you mean actions?"),
    (("notice", "friction"), "", "notice · friction: is not known here; did you mean fiction?"),
    (("notice",), "x", "notice: must be an object, not 'x'"),
    (
        ("actions", 3, "end_dat"),
        None,
        "actions[3] AC-004 · end_dat: is not known here; did you mean end_date?",
    ),
    (("actions", 3, "id"), ..., "actions[3] · id: is missing"),
    (("actions", 3, "id"), "", "actions[3] · id: is missing"),
    (
        ("actions", 3, "id"),
        7,
        "actions[3] · id: must be 1 to 40 letters, digits, dots, dashes or underscores, not 7",
    ),
    (("actions", 3, "id"), "AC 004", "not 'AC 004'"),
    (("actions", 3, "id"), "NU", "actions[3] NU · id: is a key of the method library"),
    (("actions", 3, "id"), "AC-003", "actions[3] AC-003 · id: AC-003 is already the id of actions[2]"),
    (("risks", 0, "id"), "AC-003", "risks[0] AC-003 · id: AC-003 is already the id of actions[2]"),
    (
        ("actions", 3, "end_date"),
        "2027-02-30",
        "actions[3] AC-004 · end_date: must be a date such as 2027-06-30, not '2027-02-30'",
    ),
    (("actions", 3, "end_date"), "20270630", "actions[3] AC-004 · end_date: must be a date"),
    (("actions", 3, "end_date"), 20270630, "actions[3] AC-004 · end_date: must be a date"),
    (
        ("actions", 3, "percent_complete"),
        101,
        "actions[3] AC-004 · percent_complete: must be between 0 and 100, not 101",
    ),
    (
        ("actions", 3, "percent_complete"),
        "",
        "actions[3] AC-004 · percent_complete: must be a number, not ''",
    ),
    (("actions", 3, "percent_complete"), 1.5, "percent_complete: must be a whole number, not 1.5"),
    (("actions", 3, "percent_complete"), True, "percent_complete: must be a whole number, not True"),
    (
        ("actions", 3, "status"),
        "finished",
        "actions[3] AC-004 · status: must be one of not_started, in_progress",
    ),
    (("actions", 3, "status"), " ", "actions[3] AC-004 · status: must not be spaces alone"),
    (("actions", 3, "title"), "x" * 141, "actions[3] AC-004 · title: has 141 characters; at most 140 fit"),
    (("actions", 3, "title"), "bell \\u0007", ...),
    (("actions", 3, "title"), "bell \x07", "actions[3] AC-004 · title: holds a control character"),
    (("actions", 3, "title"), "half \ud800", "actions[3] AC-004 · title: holds a control character"),
    (("actions", 3, "title"), "\x1f", "actions[3] AC-004 · title: holds a control character"),
    (("actions", 3, "title"), ["a"], "actions[3] AC-004 · title: must be text, not ['a']"),
    (("actions", 3, "title"), {}, "actions[3] AC-004 · title: must be text, not {}"),
    (("actions", 3, "cost_expected"), None, "cost_expected: must be yes or no (true or false), not None"),
    (("actions", 3, "cost_expected"), "yes", "cost_expected: must be yes or no, not 'yes'"),
    (("actions", 3, "icem"), ["inform", "enform"], "actions[3] AC-004 · icem: must be one of inform"),
    (("actions", 3, "icem"), ["inform", "inform"], "actions[3] AC-004 · icem: names the same thing twice"),
    (("actions", 3, "icem"), "inform", "actions[3] AC-004 · icem: must be a list, not 'inform'"),
    (
        ("actions", 3, "strategy_id"),
        "ST-99",
        "actions[3] AC-004 · strategy_id: names 'ST-99', which is not in the file",
    ),
    (
        ("actions", 3, "strategy_id"),
        "NU",
        "actions[3] AC-004 · strategy_id: names 'NU', which is not in the file",
    ),
    (
        ("actions", 3, "strategy_id"),
        "AC-001",
        "actions[3] AC-004 · strategy_id: names AC-001, which is of the kind action, not strategy",
    ),
    (("actions", 3, "strategy_id"), 7, "actions[3] AC-004 · strategy_id: must name a record, not 7"),
    (
        ("strategies", 0, "objective_ids"),
        ["OB-1.1", "OB-9"],
        "strategies[0] ST-01 · objective_ids: names 'OB-9'",
    ),
    (
        ("strategies", 0, "objective_ids"),
        ["OB-1.1", None],
        "strategies[0] ST-01 · objective_ids: must name a record, not None",
    ),
    (
        ("roadmap_crosswalk", 0, "entity_ids"),
        ["GO-9"],
        "roadmap_crosswalk[0] · entity_ids: names 'GO-9', which is not in the file",
    ),
    (
        ("indicators", 0, "milestones"),
        [{"date": "2027-06-30"}],
        "indicators[0] IN-01 · milestones: must hold points such as",
    ),
    (
        ("indicators", 0, "milestones"),
        [{"date": "soon", "value": 1}],
        "indicators[0] IN-01 · milestones: must hold a date and a number",
    ),
    (
        ("priorities", 0, "scores", "need"),
        11,
        "priorities[0] PR-01 · scores: need: must be between 0 and 10, not 11",
    ),
    (
        ("priorities", 0, "scores", "\x01"),
        1,
        "priorities[0] PR-01 · scores: has an entry under an impossible name",
    ),
    (
        ("priorities", 0, "weighted_score"),
        8.8,
        "priorities[0] PR-01 · weighted_score: says 8.8, but the rest of the plan gives 8.7",
    ),
    (("toc_nodes", 3, "level"), 7, "toc_nodes[3] TN-04 · level: says 7, but the rest of the plan gives 2"),
    (("risks", 0, "score"), 15, "risks[0] RK-01 · score: says 15, but the rest of the plan gives 16"),
    (("risks", 0, "residual_score"), None, "risks[0] RK-01 · residual_score: says None, but"),
    (("investment_options", 0, "cost_usd"), 1, "investment_options[0] IO-01 · cost_usd: says 1, but"),
    (("plan", "fiscal_years"), ["FY2026-27"], "plan · fiscal_years: says ['FY2026-27'], but"),
    (("plan", "fy_start", "FY2026-27"), "2026-08-01", "plan · fy_start: says"),
    (
        ("plan", "district_id"),
        "DI-02",
        "plan · district_id: says 'DI-02', but the rest of the plan gives 'DI-01'",
    ),
    (("plan", "wscc_left_out", "XX"), "because", "plan · wscc_left_out: has an unknown entry 'XX'"),
    (("plan", "lcap"), [5], "plan · lcap: must be an object, not [5]"),
    (("plan", "lcap", "note"), "\x00", "plan · lcap: holds a control character"),
    (("as_of_date",), "tomorrow", "as_of_date: must be a date such as 2027-06-30, not 'tomorrow'"),
    (("notice", "facts_from_source"), [7], "notice · facts_from_source: must be text, not 7"),
    (
        ("agenda_items", 0, "position"),
        0,
        "agenda_items[0] AG-01 · position: must be a whole number from 1 upwards, not 0",
    ),
    (("decisions", 3, "vote"), [1], "decisions[3] DC-04 · vote: must be an object, not [1]"),
    (("decisions", 3, "vote", "method"), "shouting", "decisions[3] DC-04 · vote · method: must be one of"),
    (("decisions", 3, "vote", "fist"), [1], "decisions[3] DC-04 · vote · fist: is not known here"),
    (
        ("decisions", 3, "vote", "gradients", 2),
        -1,
        "decisions[3] DC-04 · vote · gradients[2]: must be a whole number from 0",
    ),
    (
        ("monitoring", "rules", "at_risk_ratio"),
        2,
        "monitoring · rules · at_risk_ratio: must be between 0 and 1, not 2",
    ),
    (("monitoring", "rules", "speed"), 2, "monitoring · rules · speed: is not known here"),
    (("monitoring", "rules"), 1, "monitoring · rules: must be an object, not 1"),
    (
        ("vote_rounds", 0, "results_by_group"),
        [],
        "vote_rounds[0] VR-01 · results_by_group: must be an object, not []",
    ),
    (
        ("vote_rounds", 0, "results_by_group", "SG-01"),
        [1],
        "vote_rounds[0] VR-01 · results_by_group · SG-01: must be a list of 7 numbers, not [1]",
    ),
    (
        ("vote_rounds", 0, "results_by_group", "SG-99"),
        [1] * 7,
        "vote_rounds[0] VR-01 · results_by_group · SG-99[0] · group_id: names 'SG-99'",
    ),
    (
        ("vote_rounds", 0, "results_by_group", "SG-01", 2),
        -1,
        "results_by_group · SG-01[2] · count: must be between 0",
    ),
    (("scenarios", 0, "constraints"), {}, "scenarios[0] SN-1 · constraints: must be a list, not {}"),
    (
        ("scenarios", 0, "constraints", 1, "id"),
        "SC-01",
        "scenarios[0] SN-1 · constraints[1] SC-01 · id: SC-01 is already the id of scenarios[0].constraints[0]",
    ),
    (
        ("scenarios", 0, "constraints", 1, "id"),
        "x" * 13,
        "scenarios[0] SN-1 · constraints[1] xxxxxxxxxxxxx · id: has 13 characters",
    ),
    (
        ("scenarios", 0, "constraints", 13, "requires_id"),
        "IO-99",
        "scenarios[0] SN-1 · constraints[13] SC-14 · requires_id: names 'IO-99'",
    ),
    (("people", 0, "fictional"), "yes", "people[0] P-01 · fictional: must be yes or no (true or false)"),
    (("attendance", 0, "count"), -1, "attendance[0] · count: must be between 0 and 500, not -1"),
    (("ci_preconditions",), [1], "ci_preconditions: must be an object, not [1]"),
    (("plan", "horizon_end"), "2026-01-01", "plan · horizon_end: "),
    (("dependencies", 0, "successor_id"), "AC-001", "dependencies[0] DE-01 · successor_id: "),
    (("toc_links", 0, "to_id"), "TN-02", "toc_links[0] TL-01 · to_id: "),
]


@pytest.mark.parametrize(("path", "value", "line"), BAD, ids=lambda each: str(each)[:60])
def test_a_bad_file_is_refused_with_the_place(path, value, line):
    if line is ...:  # the backslash is a letter like any other
        assert read_plan(json.dumps(changed(path, value)), today=TODAY)
        return
    lines = refused(changed(path, value))
    assert any(line in each for each in lines), lines


def test_all_problems_are_told_in_the_order_of_the_file():
    document = deepcopy(SAMPLE)
    document["risks"][0]["impact"] = 9
    document["actions"][3]["end_date"] = "soon"
    document["actions"][3]["owner"] = "me"
    document["actions"][1]["strategy_id"] = "ST-99"
    document["district"]["state"] = "California"
    document["extra"] = 1
    assert [line.partition(":")[0] for line in refused(document)] == [
        "extra",
        "district · state",
        "actions[1] AC-002 · strategy_id",
        "actions[3] AC-004 · owner",
        "actions[3] AC-004 · end_date",
        "risks[0] RK-01 · impact",
    ]


def test_a_missing_record_is_told_wherever_it_is_named():
    document = deepcopy(SAMPLE)
    del document["people"][3]
    lines = refused(document)
    named = json.dumps({**document, "people": []}).count('"P-04"')
    assert len(lines) == named
    assert all("names 'P-04', which is not in the file" in line for line in lines)


def test_thousands_of_problems_are_counted():
    document = deepcopy(SAMPLE)
    document["people"] = [{"id": f"P-{n:02d}"} for n in range(1, 16)] + [{}] * 5000
    lines = refused(document)
    assert len(lines) == 1001
    assert lines[-1] == "4,000 more problems"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "line 1, column 1: The file is empty."),
        ("[]", "It must be an object, not []."),
        ("null", "It must be an object, not None."),
        ("{", "line 1, column 2: The file ends too early; the rest of it is missing."),
        ('{"format": "dis', "line 1, column 12: The file ends too early; the rest of it is missing."),
        ('{\n "format": x}', "line 2, column 12: This is not JSON: expecting value."),
        ("PK\x03\x04", "line 1, column 1: This is not JSON: expecting value."),
        ("[" * 100_000, "Objects are nested too deeply to be a plan."),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "Objects are nested too deeply to be a plan."),
        ("[" * 60 + "]" * 60, "Objects are nested too deeply to be a plan."),
    ],
)
def test_what_is_no_json_is_refused_with_line_and_column(text, line):
    assert refused(text) == [line]


@pytest.mark.parametrize("cut", [1, 10, 500, 50_000, 150_000, 246_000, len(TEXT) - 1])
def test_a_cut_off_file_is_refused(cut):
    (line,) = refused(TEXT[:cut])
    assert line.startswith("line ")
    assert "ends too early" in line


def test_keys_that_stand_twice_are_told():
    text = TEXT.replace('"title": "Mobile', '"title": "x", "title": "Mobile', 1)
    text = text.replace('"fiscal_year_start_month"', '"state": "CA",\n"fiscal_year_start_month"', 1)
    lines = refused(text)
    assert "district: the key 'state' stands twice" in lines


@pytest.mark.parametrize("token", ["NaN", "Infinity", "-Infinity", "1e999", "1" * 40, "1" * 5000])
def test_numbers_that_are_none_are_told(token):
    text = TEXT.replace('"enrollment": 120000', f'"enrollment": {token}')
    (line,) = refused(text)
    assert line.startswith("district · enrollment: must be a number of at most 15 digits")
    text = TEXT.replace('"benefit_points": 198.885', f'"benefit_points": {token}')
    (line,) = refused(text)
    assert line.startswith("scenarios[0] SN-1 · result: holds ")


def test_a_number_of_any_size_is_judged():
    (said,) = problems(Person.describe("capacity_hours_per_month"), 10**400)
    assert said.startswith("must be between 0 and 200")


def test_files_are_read_with_a_mark_and_refused_in_another_encoding(tmp_path):
    path = tmp_path / "a.plan.json"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    assert len(read_plan(path, today=TODAY)) == 1137
    path.write_bytes(TEXT.encode("utf-16"))
    with pytest.raises(ImportRefused, match=r"a\.plan\.json is not a plan that can be read"):
        read_plan(path)
    with pytest.raises(ImportRefused, match="cannot be opened"):
        read_plan(tmp_path / "missing.json")
    with pytest.raises(ImportRefused, match="cannot be opened"):
        read_plan(tmp_path)


def test_a_file_that_is_far_too_large_is_not_read(tmp_path):
    path = tmp_path / "large.plan.json"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    with pytest.raises(ImportRefused, match="no plan is that large"):
        read_plan(path)


def test_measurements_may_be_as_late_as_the_plan_is_read_at():
    assert read_plan(TEXT, today=date(2020, 1, 1))
    document = changed(("as_of_date",), None)
    assert any("measurements[0] ME-01 · as_of" in line for line in refused_on(document, date(2020, 1, 1)))


def refused_on(document, today):
    with pytest.raises(ImportRefused) as caught:
        read_plan(json.dumps(document), today=today)
    return list(map(str, caught.value.problems))
