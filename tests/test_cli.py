import json
import os
import subprocess
import sys
from datetime import date

import pytest

import planner
from planner import assets
from planner.cli import run
from planner.domain.records import Charter, Risk
from planner.services import plan_file
from planner.services.document import Document
from planner.services.library import make_workshop

SAMPLE = assets.text("samples/sample_plan.json")


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("DISTRICT_PLANNER_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def plan_json(tmp_path):
    path = tmp_path / "sample.plan.json"
    path.write_text(SAMPLE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "sample.workshop"
    source = path.with_name("sample.plan.json")
    source.write_text(SAMPLE, encoding="utf-8")
    plan_file.make(path, source, today=date(2026, 11, 22))
    return path


def fails(capsys, *arguments, code=1):
    """Run what must fail; return what it said, which is a sentence and no traceback."""
    assert run([str(each) for each in arguments]) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert said.err.strip()
    return said.err


def test_version(capsys):
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"District Planner {planner.__version__}\n"


@pytest.mark.parametrize("command", [[], ["new"], ["export"], ["check"], ["verify"]])
def test_help_names_every_command(capsys, command):
    assert run([*command, "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("usage: district-planner")
    if not command:
        assert all(name in said for name in ("new", "export", "check", "verify", "--self-test", "--data-dir"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["new"],
        ["export", "a.workshop"],
        ["export", "a.workshop", "--pdf", "a.workshop"],
        ["export", "a.workshop", "--pdf", "x", "--json", "x"],
        ["export", "a.workshop", "--json", "x", "--paper", "a3"],
        ["check", "a.workshop", "--as-of", "tomorrow"],
        ["check", "a.workshop", "b.workshop"],
        ["one.workshop", "two.workshop"],
    ],
)
def test_words_that_are_not_understood(capsys, arguments):
    fails(capsys, *arguments, code=2)


def test_new_makes_an_empty_workshop(tmp_path, capsys):
    assert run(["new", "Our plan"]) == 0
    path = tmp_path / "Our plan.workshop"
    assert capsys.readouterr().out == "Made Our plan.workshop\n"
    document = Document.open(path)
    document.close()
    assert document.plan.charter.title_text == "Our plan"
    before = path.read_bytes()
    assert "already a file" in fails(capsys, "new", path)
    assert path.read_bytes() == before


def test_a_plan_goes_in_and_comes_out_unchanged(tmp_path, plan_json, capsys):
    assert run(["new", "a.workshop", "--from", str(plan_json)]) == 0
    assert run(["export", "a.workshop", "--json", "b.json"]) == 0
    assert json.loads((tmp_path / "b.json").read_text(encoding="utf-8")) == json.loads(SAMPLE)
    assert capsys.readouterr().out == "Made a.workshop\nWrote b.json\n"


def test_a_bad_plan_makes_nothing_and_tells_every_problem(tmp_path, plan_json, capsys):
    document = json.loads(SAMPLE)
    document["actions"][3]["end_date"] = "soon"
    document["risks"][0]["impact"] = 9
    plan_json.write_text(json.dumps(document), encoding="utf-8")
    said = fails(capsys, "new", "a.workshop", "--from", plan_json)
    assert "actions[3] AC-004 · end_date: must be a date" in said
    assert "risks[0] RK-01 · impact: must be between 1 and 5, not 9" in said
    assert not (tmp_path / "a.workshop").exists()


def test_export_of_every_document(tmp_path, made, capsys):
    words = [
        "--pdf",
        "p.pdf",
        "--xlsx",
        "x.xlsx",
        "--json",
        "j.json",
        "--paper",
        "a4",
        "--as-of",
        "2027-06-30",
    ]
    before = made.read_bytes()
    assert run(["export", str(made), *words]) == 0
    assert (tmp_path / "p.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "x.xlsx").read_bytes().startswith(b"PK")
    assert json.loads((tmp_path / "j.json").read_text(encoding="utf-8"))["as_of_date"] == "2027-06-30"
    assert capsys.readouterr().out.split() == ["Wrote", "p.pdf", "Wrote", "x.xlsx", "Wrote", "j.json"]
    assert made.read_bytes() == before


def test_export_to_a_folder_that_is_missing(made, capsys):
    assert "does not exist" in fails(capsys, "export", made, "--json", "missing/j.json")


def test_check_prints_json(made, capsys):
    assert run(["check", str(made), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["as_of"] == "2026-11-15"
    assert {"CHK-405", "CHK-404"} <= {each["check"] for each in said["findings"]}
    for each in said["findings"]:
        assert list(each) == ["check", "severity", "step", "entity", "message", "waived"]


def test_check_reads_plan_files_and_other_days(plan_json, capsys):
    assert run(["check", str(plan_json), "--json", "--as-of", "2027-03-01"]) in (0, 1)
    assert json.loads(capsys.readouterr().out)["as_of"] == "2027-03-01"


def test_check_prints_lines_and_a_sum(made, capsys):
    assert run(["check", str(made)]) == 0
    *lines, last = capsys.readouterr().out.splitlines()
    assert all(line[0] in "BWA" for line in lines)
    assert last.startswith("As of 2026-11-15, open: blockers 0, warnings ")


def test_check_fails_on_an_open_blocker(tmp_path, capsys):
    path = tmp_path / "draft.workshop"
    make_workshop(path, [Charter(title_text="Draft")], label="New", today=date(2027, 1, 1))
    assert run(["check", str(path)]) == 1
    assert capsys.readouterr().out.startswith("B ")


def test_verify_says_whole_or_what_is_wrong(tmp_path, made, capsys):
    assert run(["verify", str(made)]) == 0
    assert "is whole" in capsys.readouterr().out
    broken = tmp_path / "broken.workshop"
    content = bytearray(made.read_bytes())
    at = content.index(b"Region North")
    content[at : at + 12] = b"Region Moved"
    broken.write_bytes(content)
    assert fails(capsys, "verify", broken)


@pytest.mark.parametrize("command", ["check", "verify", "export"])
@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "no file"), (b"", "empty"), (b"junk" * 100, "not a workshop"), (b"SQLite format 3\0", "missing")],
)
def test_files_that_are_no_workshops(tmp_path, capsys, command, content, said):
    path = tmp_path / "odd.workshop"
    if content is not None:
        path.write_bytes(content)
    more = ["--json", "x.json"] if command == "export" else []
    assert said in fails(capsys, command, path, *more)
    assert not (tmp_path / "x.json").exists()


def test_an_open_workshop_is_told(tmp_path, capsys):
    path = tmp_path / "open.workshop"
    make_workshop(path, [Charter(title_text="Open")], label="New", today=date(2027, 1, 1))
    document = Document.open(path)
    try:
        for command in ("check", "verify"):
            assert "already open" in fails(capsys, command, path)
        with document.edit("Add") as edit:
            edit.add(Risk, statement="It must still be possible to edit this.")
    finally:
        document.close()


def test_a_mistake_of_ours_is_told_in_a_sentence_with_a_log(tmp_path, monkeypatch, capsys):
    def broken(*_rest, **_words):
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("planner.services.plan_file.read", broken)
    said = fails(capsys, "check", "a.workshop")
    assert "ZeroDivisionError: oops" in said
    assert "Traceback" in (tmp_path / "data/logs/command_line.log").read_text(encoding="utf-8")


def test_without_a_display_there_is_a_sentence(monkeypatch, capsys):
    if sys.platform in ("win32", "darwin"):
        pytest.skip("there is always a display")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "no display" in fails(capsys)


def spawn(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "planner", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        timeout=120,
    )


def test_as_a_program():
    done = spawn("check", "nowhere.workshop")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("district-planner: There is no file")


def test_a_console_that_knows_few_letters(made):
    done = spawn("check", str(made), PYTHONIOENCODING="ascii")
    assert done.returncode == 0


def test_nothing_heavy_is_loaded_for_the_version():
    script = (
        "import sys; from planner.cli import run; run(['--version'])\n"
        "heavy = {'PySide6', 'sqlalchemy', 'reportlab', 'xlsxwriter', 'planner.domain', 'sqlite3'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_self_test():
    done = spawn("--self-test", QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert lines[-1] == "All parts work."
    assert all(line.startswith("ok ") for line in lines[:-1])
