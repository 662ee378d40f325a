"""The review form is filled in by other readers, comes back, and every answer finds its place."""

import ctypes
from datetime import date

import page
import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Highlight, Text
from pypdf.generic import ArrayObject, FloatObject

from planner import documents
from planner.domain import records as r
from planner.domain.plan import Plan
from planner.domain.review_sheets import field_name, head_field_name, named_field
from planner.exports.request import Request
from planner.services.returned.sniff import read
from planner.services.review.compare import compare

TODAY = date(2026, 11, 22)
REQUEST = Request(as_of=date(2026, 11, 15), names="roles", audience="Families")
WORDS = "Près de chez nous, s'il vous plaît.\nKhông có xe buýt – “none”."


@pytest.fixture(scope="module")
def form(sample, tmp_path_factory):
    path = tmp_path_factory.mktemp("form") / "Form.pdf"
    documents.write(sample, documents.KINDS["review-form"], path, REQUEST)
    return path


def came(plan, path):
    return compare(plan, read(path.read_bytes()), path, today=TODAY)


def told(plan, report):
    return [
        (plan.code(each.comment.about_id), each.comment.stance, each.comment.comment, each.comment.proposed)
        for each in report.remarks
    ]


def filled(form, path, values):
    writer = PdfWriter(clone_from=form)
    for sheet in writer.pages:
        writer.update_page_form_field_values(sheet, values, auto_regenerate=False)
    writer.write(path)
    return path


def test_it_is_accessible_and_says_which_document_it_is(form, sample):
    assert page.validate_pdf(str(form), profile="ua1").is_compliant
    fields = PdfReader(form).get_fields()
    assert fields[head_field_name("export")]["/V"] == REQUEST.export_id
    assert fields[head_field_name("plan")]["/V"] == sample.charter.id
    assert all(named_field(name) for name in fields)
    assert all(each.get("/TU") for each in fields.values())


def test_what_one_reader_filled_in_comes_back(form, sample, tmp_path):
    goal, strategy = sample.all(r.Goal)[0], sample.all(r.Strategy)[0]
    path = filled(
        form,
        tmp_path / "Ana.pdf",
        {
            head_field_name("reviewer"): "Ana Ruiz",
            head_field_name("reviewer_role"): "Families and caregivers",
            field_name(goal.id, "stance"): "Agree with changes",
            field_name(goal.id, "comment"): WORDS,
            field_name(goal.id, "proposed"): "Care near every home",
            field_name(strategy.id, "comment"): "Yes",
            field_name("plan", "comment"): "Thank you",
        },
    )
    report = came(sample, path)
    assert (report.reviewer, report.export_id) == ("Ana Ruiz", REQUEST.export_id)
    assert not report.other_plan
    assert sorted(told(sample, report)) == sorted(
        [
            ("", "", "Thank you", ""),
            ("GO-1", "agree_changes", WORDS, "Care near every home"),
            ("ST-01", "", "Yes", ""),
        ]
    )
    (wording,) = [each.comment for each in report.remarks if each.comment.nature == "wording"]
    assert (wording.field_name, wording.base) == ("name", goal.name)


def test_what_is_typed_key_by_key_in_another_reader_comes_back(form, sample, tmp_path):
    goal = sample.all(r.Goal)[0]
    typed(form, tmp_path / "Typed.pdf", field_name(goal.id, "comment"), WORDS)
    report = came(sample, tmp_path / "Typed.pdf")
    assert told(sample, report) == [("GO-1", "", WORDS, "")]
    assert report.reviewer == "Typed"


def typed(form, path, name, words):
    """Type into a field as a person does: click into it, then put the words in."""
    document = pypdfium2.PdfDocument(form)
    document.init_forms()
    env = document.formenv
    raw = pypdfium2.raw
    for number, sheet in enumerate(PdfReader(form).pages):
        for each in sheet.annotations or ():
            widget = each.get_object()
            if widget.get("/T") != name:
                continue
            left, bottom, right, top = (float(side) for side in widget["/Rect"])
            shown = document[number]
            place = ((left + right) / 2, (bottom + top) / 2)
            raw.FORM_OnLButtonDown(env, shown, 0, *place)
            raw.FORM_OnLButtonUp(env, shown, 0, *place)
            text = (words + "\0").encode("utf-16-le")
            held = ctypes.create_string_buffer(text)
            raw.FORM_ReplaceSelection(env, shown, ctypes.cast(held, raw.FPDF_WIDESTRING))
            raw.FORM_ForceToKillFocus(env)
    document.save(path)
    document.close()


def test_notes_and_marks_on_pages_are_comments_too(form, sample, tmp_path):
    writer = PdfWriter(clone_from=form)
    sheet = next(number for number, each in enumerate(PdfReader(form).pages) if "GO-1" in each.extract_text())
    x, y = place_of(form, sheet, "GO-1")
    box = (x - 1, y - 2, x + 40, y + 8)
    corners = ArrayObject(
        FloatObject(each) for each in (x - 1, y + 8, x + 40, y + 8, x - 1, y - 2, x + 40, y - 2)
    )
    mark = Highlight(rect=box, quad_points=corners)
    writer.add_annotation(sheet, mark)
    writer.add_annotation(0, Text(rect=(20, 20, 40, 40), text="Too long by half"))
    writer.write(tmp_path / "Noted.pdf")
    report = came(sample, tmp_path / "Noted.pdf")
    assert [(sample.code(each.comment.about_id), each.comment.comment) for each in report.remarks] == [
        ("", "Too long by half"),
        ("GO-1", "Marked without a word"),
    ]
    assert report.remarks[0].comment.place == "Page 1"
    assert "GO-1" in report.remarks[1].comment.place


def place_of(form, number, words):
    found = []

    def look(text, outer, inner, _font, _size):
        if words in text:
            found.append((inner[4] * outer[0] + outer[4], inner[5] * outer[3] + outer[5]))

    PdfReader(form).pages[number].extract_text(visitor_text=look)
    return found[0]


def test_an_empty_plan_has_a_form_too(tmp_path):
    plan = Plan([r.Charter(id="c", title_text="A plan")])
    documents.write(plan, documents.KINDS["review-form"], tmp_path / "Form.pdf", REQUEST)
    assert head_field_name("reviewer") in PdfReader(tmp_path / "Form.pdf").get_fields()
    assert not came(plan, tmp_path / "Form.pdf").remarks
