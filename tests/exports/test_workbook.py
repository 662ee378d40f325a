"""The workbook holds what the plan says: real dates and numbers, text as typed, formulas with values."""

import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from tests.exports.odd_workbook import DAYS, PAYLOADS, UNFIT, odd_book

from planner import i18n
from planner.domain import records as r
from planner.domain.plan import Plan
from planner.errors import Cancelled
from planner.exports.workbook import sheets, write_workbook
from planner.exports.workbook.contents import ENTRIES
from planner.exports.workbook.heights import lines, room
from planner.exports.workbook.sheet import Sheet, column_letter, tab_name
from planner.exports.workbook.texts import day_number, header_text, headings, safe_text

AS_OF = date(2026, 11, 15)


@pytest.fixture(scope="module")
def written(sample: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "plan.xlsx"
    write_workbook(sample, path, as_of=AS_OF)
    return path


@pytest.fixture(scope="module")
def book(written: Path) -> Workbook:
    return openpyxl.load_workbook(written)


def headings_of(sheet: Sheet) -> list[list[str]]:
    return [[column.title for column in grid.columns] for grid in sheet.grids]


def test_there_are_28_sheets_in_order_and_every_grid_fits(sample: Plan) -> None:
    made = sheets(sample, AS_OF)
    assert len(made) == 28
    assert [sheet.name for sheet in made] == [entry.name for entry in ENTRIES]
    assert [made[0].name, made[9].name, made[27].name] == ["Read me", "Actions", "Change log"]
    for sheet in made:
        assert len(sheet.name) <= 31
        for grid in sheet.grids:
            assert all(len(row) == len(grid.columns) for row in grid.rows), sheet.name


@pytest.mark.parametrize(
    ("name", "wanted"),
    [  # the columns that the method names, where it is easy to lose one (method 5.6)
        ("Summary", "Goal,Objectives,On track,At risk,Off track,Too early,No data,Actions,Done, percent"),
        ("Goals & objectives", "Goal code,Goal,Priority,Objective code,Due,Lead,S,M,A,R,T,I,E,Tenets,Status"),
        ("Indicators", "Code,Outcomes,Objectives,Unit,Baseline,Target,Milestone FY2027-28,Last value,As of"),
        ("Theory links", "Code,From,From outcome,To,To outcome,Reason,Evidence,Source,Assumptions"),
        ("Actions", "Accountable,Responsible,Consulted,Informed,Days,Done %,Waits for,Option,Days late"),
        ("Capacity", "Hours a month,Hours in all,Months over,2026-07"),
        ("Budget pivot", "Allocation,Budget lines,Left,Certainty,FY2026-27,FY2028-29,All years"),
        ("Scenarios", "Cost FY2026-27,Thousand students a year,Benefit points,In SN-3,Slack,Rules broken"),
        ("Roadmap & LCAP", "Met by,Met,Why,Type,Metric,Outcome FY2027-28,Target,Total funds,Contributing"),
        ("Stakeholders & voice", "Affected 1-5,Level of say,Inputs,People heard,What changed,What they said"),
        ("Change log", "Version,Date,Kind,Touches,Field,Before,After,Why,Evidence,Decided by"),
    ],
)
def test_sheets_have_the_columns_of_the_method(sample: Plan, name: str, wanted: str) -> None:
    (sheet,) = [each for each in sheets(sample, AS_OF) if each.name == name]
    held = [title for titles in headings_of(sheet) for title in titles]
    missing = [title for title in wanted.replace("Done, percent", "Done; percent").split(",") if title]
    assert [title for title in missing if title.replace(";", ",") not in held] == []


def test_cells_are_real_dates_and_numbers(book: Workbook, sample: Plan) -> None:
    page = book["Actions"]
    header = [cell.value for cell in page[3]]
    row = dict(zip(header, page[4], strict=True))
    action = sample.all(r.Action)[0]
    assert row["Code"].value == action.code
    assert row["Starts"].value.date() == date(2026, 7, 6)
    assert row["Starts"].is_date
    assert (row["Done %"].value, row["Done %"].number_format) == (1, "0%")
    assert row["Budget"].number_format == "#,##0"
    assert page.freeze_panes == "F4"
    assert [table.ref for table in page.tables.values()] == [f"A3:W{3 + len(sample.all(r.Action))}"]
    money = book["Budget lines"]
    total = sum(cell.value for (cell,) in money[f"I4:I{3 + len(sample.all(r.BudgetLine))}"])
    assert total == 55_375_000


def test_formulas_carry_the_values_they_would_compute(written: Path, book: Workbook, sample: Plan) -> None:
    values = openpyxl.load_workbook(written, data_only=True)
    summary = values["Summary"]
    rows = summary.iter_rows(min_row=4, max_row=3 + len(sample.all(r.Goal)))
    budgets = {row[0].value: row[8].value for row in rows}
    assert sum(budgets.values()) == 55_375_000
    assert str(book["Summary"]["I4"].value).startswith("=SUMIFS('Budget lines'!")
    pivot = values["Budget pivot"]
    row = next(row for row in pivot.iter_rows(min_row=5) if row[0].value == "FS-01")
    assert row[3].value - row[4].value == row[5].value


def test_every_sheet_is_ready_to_read_and_to_print(book: Workbook) -> None:
    visible = [page for page in book.worksheets if page.sheet_state == "visible"]
    assert len(visible) == 28
    for page in visible:
        assert page["A1"].font.bold, page.title
        assert page["A1"].value, page.title
        assert not page.merged_cells.ranges, page.title
        assert page.print_area, page.title
        assert page.print_title_rows, page.title
        assert page.sheet_properties.pageSetUpPr.fitToPage, page.title
        assert page.page_setup.fitToHeight == 0, page.title
        assert "Wellness Centers" in page.oddHeader.left.text, page.title
        assert "&P" in page.oddFooter.right.text, page.title
        assert page.freeze_panes, page.title
        if page.title != "Read me":
            assert page.page_setup.orientation == "landscape", page.title
            assert page["A2"].hyperlink.location == "'Read me'!A1", page.title
    assert {book[name].sheet_properties.tabColor.rgb for name in ("Actions", "Risks")} == {"FFA2500F"}
    assert book["Summary"].sheet_properties.tabColor is None
    index = [cell.hyperlink.location for (cell,) in book["Read me"]["A15:A60"] if cell.hyperlink]
    assert index == [f"'{name}'!A1" for name in book.sheetnames[1:28]]


def test_the_book_says_what_it_is(book: Workbook) -> None:
    said = book.properties
    assert said.title.startswith("Wellness Centers")
    assert said.creator == "Sample: Wellness Centers"
    assert "version 1.1" in said.subject
    assert said.created.date() == AS_OF
    assert book.custom_doc_props["Language"].value == "en"


def test_words_are_offered_from_lists_on_a_hidden_sheet(book: Workbook) -> None:
    page = book["Actions"]
    (rule,) = [each for each in page.data_validations.dataValidation if "N4" in each.sqref]
    name = book.defined_names[rule.formula1]
    assert book["Lists"].sheet_state == "hidden"
    ((tab, area),) = name.destinations
    offered = [cell.value for (cell,) in book[tab][area]]
    assert offered[:3] == ["Not started", "In progress", "Done"]
    assert rule.formula1 == "list_action_status"


def test_colors_only_say_again_what_words_say(book: Workbook) -> None:
    rules = [
        rule
        for area in book["Goals & objectives"].conditional_formatting
        for rule in area.rules
        if rule.type == "cellIs"
    ]
    assert {rule.formula[0] for rule in rules} >= {'"on track"', '"off track"', '"✗"'}
    gantt = book["Gantt"]
    assert {cell.value for row in gantt.iter_rows(min_row=4, min_col=6) for cell in row} - {None} == set(
        "✓●○◆!"
    )


def test_pictures_are_told_in_words(written: Path) -> None:
    told = []
    with zipfile.ZipFile(written) as archive:
        for name in archive.namelist():
            if name.startswith("xl/drawings/drawing"):
                tree = ElementTree.fromstring(archive.read(name))
                told += [each.get("descr", "") for each in tree.iter() if each.tag.endswith("cNvPr")]
    assert len(told) == 3
    assert "GO-4 Shared data, learning and strong staff: 1 off track, 1 no data" in told[0]
    assert "1,265 hours" in told[1]
    assert "School board Wellness Center commitment: $49,100,000" in told[2]


def test_codes_lead_to_their_rows(book: Workbook, sample: Plan) -> None:
    place = book["Gantt"]["A4"]
    row = [action.code for action in sample.all(r.Action)].index(place.value) + 4
    assert place.hyperlink.location == f"'Actions'!A{row}"
    assert book["Summary"]["A5"].hyperlink.location == "'Goals & objectives'!A7"
    assert book["Goals & objectives"]["A7"].value == book["Summary"]["A5"].value


def test_rows_are_high_enough_for_their_text(book: Workbook) -> None:
    for name in ("Actions", "Risks", "Theory links", "Votes & decisions"):
        page = book[name]
        widths = {letter: each.width for letter, each in page.column_dimensions.items()}
        for row in page.iter_rows(min_row=4):
            for cell in row:
                if isinstance(cell.value, str) and cell.alignment.wrap_text and cell.column_letter in widths:
                    need = 13 * len(cell.value) / (1.2 * widths[cell.column_letter])
                    height = page.row_dimensions[cell.row].height or 15
                    assert height >= min(need, 400) - 13, (name, cell.coordinate)


def test_text_comes_out_as_typed_and_is_never_a_formula(tmp_path: Path) -> None:
    typed = (*PAYLOADS, *UNFIT)
    risks = [
        r.Risk(id=str(n), code=f"RK-{n:02d}", position=n, statement=text) for n, text in enumerate(typed)
    ]
    groups = [
        r.StakeholderGroup(id=f"g{n}", code=f"SG-{n}", position=n, name=text)
        for n, text in enumerate(PAYLOADS)
    ]
    entry = [r.RaciEntry(id=f"e{n}", position=n, group_id=f"g{n}", role="R") for n in range(len(PAYLOADS))]
    odd = '&"Bold" =1+1 & <x>'
    charter = r.Charter(id="c", title_text=odd)
    path = tmp_path / "p.xlsx"
    write_workbook(Plan([*risks, *groups, *entry, charter]), path, as_of=AS_OF)
    book = openpyxl.load_workbook(path)
    cells = [book["Risks"].cell(4 + n, 2) for n in range(len(typed))]
    assert [cell.value for cell in cells] == [*PAYLOADS, *(safe_text(text) for text in UNFIT)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert book["Read me"]["A1"].value == odd
    assert {cell.data_type for cell in book["RACI"][3]} == {"s"}
    assert book.properties.title == odd


def test_sheets_to_be_filled_in_keep_their_keys_out_of_sight(tmp_path: Path) -> None:
    path = tmp_path / "odd.xlsx"
    odd_book(path)
    book = openpyxl.load_workbook(path)
    form = book["Form"]
    assert form["B1"].value == "Form"  # the first that is seen
    assert form.column_dimensions["A"].hidden
    assert form.row_dimensions[3].hidden
    assert [cell.value for cell in form[3]] == ["key:id", "key:row", "key:comment", "key:view"]
    assert [cell.value for cell in form[4]] == ["Key", "Row", "Comment", "View"]
    assert form.freeze_panes == "B5"
    assert form.protection.sheet
    assert not form.protection.autoFilter  # allowed
    assert form.protection.password is None
    assert [form[place].protection.locked for place in ("B5", "C5", "D5", "C6")] == [
        True,
        False,
        False,
        False,
    ]
    assert {form[place].fill.fgColor.rgb for place in ("C5", "D6")} == {"FFFFF9DB"}
    length, words = form.data_validations.dataValidation
    assert (length.type, length.formula1, length.prompt) == ("textLength", "500", "Say what you think.")
    assert (words.type, words.formula1) == ("list", "list_view")
    assert book["_meta"].sheet_state == "hidden"
    texts = book["Texts"]
    assert [texts.cell(4 + n, 2).value.date() for n in range(len(DAYS))] == list(DAYS)
    assert book["Sums"]["A5"].value == "=ROW()-5"


def test_texts_too_long_or_unprintable_are_made_to_fit() -> None:
    assert len(safe_text("x" * 40_000)) == 32_767
    assert safe_text("x" * 40_000).endswith("x…")
    assert len(safe_text("🏫" * 40_000).encode("utf-16-le")) // 2 <= 32_767
    assert safe_text("a\x00b\x1fc") == "abc"
    assert safe_text("a\r\nb\rc") == "a\nb\nc"
    assert header_text("A & B") == "A && B"
    assert len(header_text("word " * 100)) == 80
    assert len(header_text("&" * 100)) == 80


def test_headings_are_one_line_and_differ() -> None:
    assert headings(["A", "a", "A 2", "", "two\nlines", "_x0041_"]) == [
        "A",
        "a 2",
        "A 2 2",
        "–",
        "two lines",
        "_ x0041_",
    ]
    assert len(set(headings(["x" * 300, "x" * 300]))) == 2
    assert all(len(each) <= 255 for each in headings(["x" * 300, "x" * 300]))


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(1899, 12, 31), None),
        (date(1900, 2, 28), None),  # programs disagree on it
        (date(1900, 3, 1), 61),
        (date(1904, 1, 1), 1462),
        (date(2026, 11, 15), 46341),
        (date(9999, 12, 31), 2_958_465),
    ],
)
def test_days_are_numbered_as_excel_does(day: date, number: int | None) -> None:
    assert day_number(day) == number


def test_lines_of_wrapped_text_are_counted_by_words() -> None:
    assert lines("", 10) == 1
    assert lines("one two three", 7) == 2
    assert lines("one\ntwo\n", 10) == 3
    assert lines("x" * 25, 10) == 3
    assert lines("日本語" * 4, 10) == 3
    assert room(1) == 1.0


def test_columns_have_letters() -> None:
    assert [column_letter(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_tabs_fit_in_any_language() -> None:
    with i18n.speaking("qps"):
        names = [tab_name(entry.name) for entry in ENTRIES]
    assert len({name.lower() for name in names}) == 28
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_the_workbook_speaks_the_language_that_is_asked_for(sample: Plan, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    with i18n.speaking("qps"):
        write_workbook(sample, path, as_of=AS_OF)
        tab = tab_name("Summary")
    book = openpyxl.load_workbook(path, data_only=True)
    assert book.sheetnames[1] == tab != "Summary"
    assert book.custom_doc_props["Language"].value == "qps"
    assert sum(cell.value for (cell,) in book[tab]["I4:I8"]) == 55_375_000


def test_an_empty_plan_has_all_sheets(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    write_workbook(Plan(), path, as_of=AS_OF)
    pages = openpyxl.load_workbook(path).worksheets
    assert len([page for page in pages if page.sheet_state == "visible"]) == 28


def test_the_same_plan_makes_the_same_file(written: Path, sample: Plan, tmp_path: Path) -> None:
    write_workbook(sample, tmp_path / "again.xlsx", as_of=AS_OF)
    assert (tmp_path / "again.xlsx").read_bytes() == written.read_bytes()


def test_cells_are_written_as_the_library_writes_them(
    written: Path, sample: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_write_cell", "_prepare_formula"):
        monkeypatch.delattr(f"planner.exports.workbook.book._Sheet.{name}")
    write_workbook(sample, tmp_path / "slowly.xlsx", as_of=AS_OF)
    assert (tmp_path / "slowly.xlsx").read_bytes() == written.read_bytes()


def test_a4_and_letter(tmp_path: Path) -> None:
    write_workbook(Plan(), tmp_path / "a4.xlsx", as_of=AS_OF, paper="a4")
    book = openpyxl.load_workbook(tmp_path / "a4.xlsx")
    assert {page.page_setup.paperSize for page in book.worksheets[:28]} == {8, 9}


def test_a_cancelled_export_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old")
    told: list[str] = []

    def report(done: int, total: int, what: str) -> bool:
        told.append(f"{done}/{total} {what}")
        return done < 3

    with pytest.raises(Cancelled):
        write_workbook(Plan([r.TocNode(id="n")]), path, as_of=AS_OF, report=report)
    assert told[:2] == ["0/29 Read me", "1/29 Summary"]
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["plan.xlsx"]


def test_the_notice_of_a_sample_names_no_key_of_a_file(sample: Plan) -> None:
    (notice,) = [text for label, text in sheets(sample, AS_OF)[0].lines if label == "Notice"]
    assert "fictional" in notice
    assert "facts_from_source" not in notice
