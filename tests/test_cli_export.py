"""`export --document`: what comes from the one list of documents, and how it is told."""

import json
from datetime import date

import pytest

from planner import assets, documents
from planner.cli import run
from planner.domain.records import Charter, Risk
from planner.services.library import make_workshop

SAMPLE = assets.text("samples/sample_plan.json")
FAST = ("json", "workbook")


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("DISTRICT_PLANNER_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out").mkdir()
    (tmp_path / "sample.plan.json").write_text(SAMPLE, encoding="utf-8")


def fails(capsys, *arguments, code):
    assert run(["export", *arguments]) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    return said.err


def test_documents_go_into_the_folder_under_the_title_of_the_plan(tmp_path, capsys):
    words = [word for code in (*FAST, "json") for word in ("--document", code)]
    assert run(["export", "sample.plan.json", *words, "--out", "out", "--language", "en"]) == 0
    names = sorted(each.name for each in (tmp_path / "out").iterdir())
    title = json.loads(SAMPLE)["plan"]["title"]
    assert len(names) == len(FAST)  # named twice, made once
    assert all(name.startswith(title[:16]) for name in names)
    said = capsys.readouterr()
    assert sorted(said.out.splitlines()) == sorted(f"Wrote out/{name}" for name in names)
    assert json.loads((tmp_path / "out" / names[0]).read_text(encoding="utf-8")) == json.loads(SAMPLE)


def test_pages_and_characters_that_cannot_be_drawn_are_told(tmp_path, capsys):
    records = [Charter(title_text="Draft: a/b?"), Risk(statement="If \ue123 then \U0010fffd")]
    make_workshop(tmp_path / "draft.workshop", records, label="New", today=date(2027, 1, 1))
    assert run(["export", "draft.workshop", "--document", "full", "--out", "out", "--paper", "a4"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Wrote out/Draft- a-b - Full plan.pdf (")
    assert said.out.endswith(" pages)\n")
    assert "2 characters could not be drawn" in said.err
    assert "(U+E123)" in said.err


def test_every_kind_is_a_choice_and_has_a_file_of_its_own(capsys):
    assert run(["export", "--help"]) == 0
    told = "".join(capsys.readouterr().out.split())  # lines may end within a code
    assert ",".join(documents.KINDS) in told
    from planner.domain.plan import Plan

    names = [documents.file_name(Plan(), kind) for kind in documents.KINDS.values()]
    assert len({name.casefold() for name in names}) == len(names)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--document", "json"], 2, "--out"),
        (["--out", "out"], 2, "--document"),
        (["--json", "j.json", "--out", "out"], 2, "--document"),
        (["--document", "poem", "--out", "out"], 2, "full"),
        (["--document", "json", "--out", "nowhere"], 1, "does not exist"),
        (["--document", "json", "--out", "out", "--language", "tlh"], 1, "tlh"),
        (["--document", "json", "--out", "out", "--session", "WS99"], 1, "WS-1"),
        (["--document", "json", "--out", "out", "--names", "none"], 2, "roles"),
    ],
)
def test_words_that_lead_nowhere_write_nothing(tmp_path, capsys, words, code, said):
    assert said in fails(capsys, "sample.plan.json", *words, code=code)
    assert list((tmp_path / "out").iterdir()) == []


def test_the_plan_that_is_read_is_never_written_over(tmp_path, capsys):
    kind = documents.KINDS["json"]
    title = json.loads(SAMPLE)["plan"]["title"]
    from planner.domain.plan import Plan

    path = tmp_path / "out" / documents.file_name(Plan([Charter(title_text=title)]), kind)
    path.write_text(SAMPLE, encoding="utf-8")
    assert "same file" in fails(capsys, str(path), "--document", "json", "--out", "out", code=1)
    assert path.read_text(encoding="utf-8") == SAMPLE


def test_day_and_names_reach_the_document_and_a_session_is_known_by_its_code(tmp_path):
    words = (
        "--session ws2 --moment after --names roles --large-print --audience Families --paper a4"
        " --as-of 2027-06-30"
    )
    assert run(["export", "sample.plan.json", "--document", "json", "--out", "out", *words.split()]) == 0
    (path,) = (tmp_path / "out").iterdir()
    written, read = json.loads(path.read_text(encoding="utf-8")), json.loads(SAMPLE)
    assert written["as_of_date"] == "2027-06-30"
    names = {each["name"] for each in read["people"]}
    assert not names & {each["name"] for each in written["people"]}


def test_a_plan_without_a_day_of_its_own_stays_without_one(tmp_path):
    make_workshop(tmp_path / "draft.workshop", [Charter(title_text="D")], label="New", today=date(2027, 1, 1))
    assert run(["export", "draft.workshop", "--json", "plain.json"]) == 0
    assert run(["export", "draft.workshop", "--json", "dated.json", "--as-of", "2027-06-30"]) == 0
    days = [
        json.loads((tmp_path / name).read_text(encoding="utf-8"))["as_of_date"]
        for name in ("plain.json", "dated.json")
    ]
    assert days == [None, "2027-06-30"]
