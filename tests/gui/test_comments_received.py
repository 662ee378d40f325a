"""Comments of reviewers in a real window: brought in from files, read beside the plan, dealt with."""

from datetime import date
from pathlib import Path

import openpyxl
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from tests.gui.test_accessibility import nameless

from planner.documents import KINDS, write
from planner.domain.records import (
    Action,
    Decision,
    ExportRecord,
    Objective,
    ParkingLotItem,
    ReviewComment,
)
from planner.exports.request import Request
from planner.gui import comment_words as cw
from planner.gui.pages.comments import CommentsPage
from planner.gui.workshop_view import WorkshopView

DAY = date(2026, 11, 14)


def sent(workshop: WorkshopView, path: Path) -> Path:
    """A review workbook of the open plan as it is sent out."""
    request = Request(as_of=date(2026, 11, 15), names="roles")
    write(workshop.workspace.plan, KINDS["review-workbook"], path, request)
    return path


def fill(workbook: Path, path: Path, **cells: str) -> Path:
    """Write into the row of the first objective, as a reviewer does; return the returned file."""
    book = openpyxl.load_workbook(workbook)
    sheet = book["Goals and objectives"]
    keys = {str(cell.value): cell.column for cell in sheet[3]}
    row = next(row for row in range(5, sheet.max_row) if str(sheet.cell(row, 2).value).startswith("OB-"))
    for name, text in cells.items():
        sheet.cell(row, keys[f"key:{name}"]).value = text
    book.save(path)
    return path


def add_comments(workshop: WorkshopView) -> list[ReviewComment]:
    plan = workshop.workspace.plan
    objective, action = plan.all(Objective)[0], plan.all(Action)[0]
    with workshop.workspace.edit("Take in 4 comments") as edit:
        return [
            edit.add(ReviewComment, received=DAY, **values)
            for values in (
                {
                    "about_id": objective.id,
                    "nature": "wording",
                    "field_name": "statement",
                    "base": objective.statement,
                    "proposed": f"{objective.statement} Bus times are <b>checked</b>.",
                    "reviewer": "Maria Lopez",
                },
                {
                    "about_id": objective.id,
                    "comment": "How do <i>families</i> & others get there?",
                    "stance": "concern",
                    "reviewer": "J. Chen",
                },
                {"about_id": action.id, "comment": "Who pays after 2029?", "reviewer": "Maria Lopez"},
                {"place": "Goals, row 14", "comment": "Too long.", "reviewer": ""},
            )
        ]


def words(page: CommentsPage) -> list[str]:
    return [str(page.model.index(row).data()) for row in range(page.model.rowCount())]


def now(workshop: WorkshopView, comment: ReviewComment) -> ReviewComment:
    found = workshop.workspace.plan.get(ReviewComment, comment.id)
    assert found is not None
    return found


def press(qtbot, page: CommentsPage, key: str) -> None:
    page.list.setFocus()
    qtbot.keyClicks(page.list, key)


def test_an_empty_page_teaches_and_leads_on(workshop, qtbot):
    workshop.show_step("C2")
    assert workshop.navigator.comments_button.isHidden()
    qtbot.keyClick(workshop, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    page = workshop.comments.page
    assert page.isVisible()
    assert workshop.navigator.comments_button.isChecked()
    assert not page.split.isVisible()
    assert nameless(workshop) == []
    button = page.findChild(object, "empty_button")
    assert button.hasFocus()
    with qtbot.waitSignal(workshop.workspace.export_wanted) as asked:
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert asked.args == ["review-workbook"]
    dialog = workshop.findChild(object, "export_dialog")
    assert dialog.choices.codes == ("review-workbook",)
    dialog.close()
    with workshop.workspace.edit("Export") as edit:
        edit.add(ExportRecord, kind="xlsx_review", audience="Families")
    assert "out" in page.findChild(object, "empty_label").text()
    assert workshop.navigator.comments_button.isVisible()
    page.take_focus()
    qtbot.keyClick(page.findChild(object, "empty_button"), Qt.Key.Key_Escape)
    assert workshop.current.page.step.code == "C2"
    assert not page.isVisible()
    assert not workshop.navigator.comments_button.isChecked()


def test_every_comment_stands_beside_what_it_speaks_of(workshop, qtbot):
    wording, question, _money, _unplaced = add_comments(workshop)
    plan = workshop.workspace.plan
    objective, action = plan.all(Objective)[0], plan.all(Action)[0]
    assert workshop.navigator.comments_button.text().endswith("4 open")
    workshop.navigator.comments_button.click()
    page, panel = workshop.comments.page, workshop.comments.page.panel
    assert page.list.hasFocus()
    assert nameless(workshop) == []
    assert words(page)[:2] == ["Goals, row 14", "Too long."]
    assert words(page)[2] == f"{objective.code}  {objective.statement}"
    assert words(page)[-2:] == [f"{action.code}  {action.title}", "Who pays after 2029?"]
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert panel.comment == wording
    assert panel.about_label.text().replace("\u200b", "").startswith(objective.code)
    assert panel.now.toPlainText() == objective.statement
    assert not panel.then.isVisible()
    assert panel.proposed.toPlainText() == wording.proposed
    assert "Added: Bus times are <b>checked</b>." in panel.proposed.accessibleDescription()
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert panel.comment == question
    assert panel.said.toPlainText() == question.comment
    assert not panel.buttons["accept"].isVisible()
    assert objective.statement in panel.now.toPlainText()
    assert "J. Chen" in panel.from_label.text()
    page.grouping.button("reviewer").click()
    headings = [word for row, word in enumerate(words(page)) if page.model.comment(row) is None]
    assert headings == ["J. Chen", "Maria Lopez", "Somebody who gave no name"]
    assert panel.comment == question
    press(qtbot, page, "g")
    assert workshop.current.page.step.code == "C4"
    assert workshop.current.page.place()[1] == objective.id
    workshop.find_panel.place_chosen.emit("D5", question.id, "comment")
    assert page.isVisible()
    assert panel.comment == question


def test_each_thing_to_do_is_one_edit_with_a_key(workshop, qtbot):
    wording, question, money, unplaced = add_comments(workshop)
    page, panel = workshop.comments.show(), workshop.comments.page.panel
    before = workshop.workspace.plan
    page.show_comment(wording.id)
    press(qtbot, page, "a")
    assert workshop.workspace.plan.all(Objective)[0].statement == wording.proposed
    assert now(workshop, wording).status == "accepted"
    assert panel.comment == question  # the next one
    assert page.filter.button("open").text() == "Open 3"
    workshop.undo()
    assert workshop.workspace.plan == before
    assert page.filter.button("open").text() == "Open 4"
    workshop.redo()
    assert now(workshop, wording).status == "accepted"

    page.show_comment(question.id)
    press(qtbot, page, "r")  # nothing to say yet
    assert panel.answer.hasFocus()
    assert not now(workshop, question).settled
    qtbot.keyClicks(panel.answer, "Bus times are in the objective now.")
    qtbot.keyClick(panel.answer, Qt.Key.Key_Return)
    assert now(workshop, question).status == "answered"
    assert now(workshop, question).reply == "Bus times are in the objective now."
    assert page.list.hasFocus()

    page.show_comment(money.id)
    press(qtbot, page, "p")
    assert now(workshop, money).status == "parked"
    assert workshop.workspace.plan.all(ParkingLotItem)[-1].text == "Who pays after 2029?"
    page.show_comment(unplaced.id)
    qtbot.keyClicks(panel.answer, "Reports stay short")
    panel.buttons["decide"].click()
    assert now(workshop, unplaced).status == "decided"
    assert workshop.workspace.plan.all(Decision)[-1].text == "Reports stay short"
    assert "No open comments" in page.findChild(object, "empty_label").text()

    page.filter.button("settled").click()
    page.show_comment(money.id)
    assert "parking lot" in panel.done_label.text()
    press(qtbot, page, "o")
    assert now(workshop, money).status == "open"
    page.show_comment(money.id)
    qtbot.keyClicks(panel.answer, "The county pays")
    page.list.setFocus()
    press(qtbot, page, "n")
    assert (now(workshop, money).status, now(workshop, money).reply) == ("declined", "The county pays")


def test_what_is_typed_is_kept_and_everything_comes_back(window, workshop, qtbot):
    wording, question, _money, _unplaced = add_comments(workshop)
    page = workshop.comments.show()
    page.show_comment(question.id)
    page.panel.answer.setFocus()
    qtbot.keyClicks(page.panel.answer, "Half an ans")
    qtbot.keyClick(page.panel.answer, Qt.Key.Key_Escape)
    assert page.list.hasFocus()
    assert (now(workshop, question).reply, now(workshop, question).status) == ("Half an ans", "open")
    page.show_comment(question.id)
    page.panel.answer.moveCursor(page.panel.answer.textCursor().MoveOperation.End)
    qtbot.keyClicks(page.panel.answer, "wer")
    page.show_comment(wording.id)  # going on keeps it, and shows what was wanted
    assert page.panel.comment == wording
    assert now(workshop, question).reply == "Half an answer"
    window.set_scale(1.2)  # sizes are built into the page
    qtbot.waitUntil(lambda: workshop.comments.page is not None and workshop.comments.page.isVisible())
    page = workshop.comments.page
    page.show_comment(question.id)
    assert page.panel.answer.toPlainText() == "Half an answer"
    qtbot.keyClicks(page.panel.answer, "X")
    path = workshop.workspace.document.path
    window.close_workshop()
    window.open_workshop(path)
    again = window.workshop.comments.show()
    again.show_comment(question.id)
    assert again.panel.typed == "XHalf an answer"
    assert (again.panel.comment.id, again.panel.comment.status) == (question.id, "open")


def test_returned_files_are_looked_at_first_then_taken_in(workshop, qtbot, tmp_path):
    workbook = sent(workshop, tmp_path / "Review workbook.xlsx")
    said = {"comment": "Say how families get there.", "stance": "Concern", "proposed": "Other words."}
    good = fill(workbook, tmp_path / "From Maria.xlsx", **said)
    again = fill(workbook, tmp_path / "From Maria (1).xlsx", **said)
    junk = tmp_path / "holiday.xlsx"
    junk.write_bytes(b"PK\x03\x04 nothing")
    page, desk = workshop.comments.show(), workshop.comments
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in (good, again, junk)])
    page.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert page.reading.isVisible()
    assert not page.bring_button.isEnabled()
    qtbot.waitUntil(lambda: desk.dialog is not None and desk.dialog.isVisible(), timeout=60_000)
    dialog = desk.dialog
    assert nameless(dialog) == []
    assert dialog.files.count() == 3
    assert "Refused" in dialog.files.item(2).text()
    dialog.files.setCurrentRow(2)
    assert dialog.state_label.text()
    assert not dialog.remarks.isVisible()
    dialog.files.setCurrentRow(0)
    assert len(dialog.chosen.new) == 2
    assert dialog.take_button.text() == "Take in 2 comments"
    for row in (0, 1):
        dialog.files.setCurrentRow(row)
        assert dialog.reviewer_edit.text().startswith("From Maria")  # as the file is called
        dialog.reviewer_edit.setText("Maria Lopez")
        dialog.reviewer_edit.editingFinished.emit()
    assert "1 double joined" in dialog.sum_label.text()
    assert [each.comment.reviewer for each in dialog.chosen.new] == ["Maria Lopez"]
    dialog.files.setCurrentRow(0)
    dialog.remarks.setCurrentRow(0)
    before = len(dialog.chosen.new)
    qtbot.keyClick(dialog.remarks, Qt.Key.Key_Space)  # leave one out
    assert len(dialog.chosen.new) == before - 1
    qtbot.keyClick(dialog.remarks, Qt.Key.Key_Space)
    plan = workshop.workspace.plan
    dialog.take_button.click()
    taken = workshop.workspace.plan.all(ReviewComment)
    assert [each.comment for each in taken] == ["Say how families get there."]
    assert {each.about_id for each in taken} == {plan.all(Objective)[0].id}
    assert page.panel.comment == taken[0]
    assert good.read_bytes()[:2] == b"PK"
    workshop.undo()
    assert workshop.workspace.plan == plan
    workshop.redo()

    # The same file once more brings nothing, and cancelling a reading leaves everything.
    desk.read([good])
    qtbot.waitUntil(lambda: desk.dialog is not None and desk.dialog.isVisible(), timeout=60_000)
    dialog = desk.dialog
    dialog.reviewer_edit.setText("Maria Lopez")
    dialog.reviewer_edit.editingFinished.emit()
    assert not dialog.take_button.isEnabled()
    assert "in the plan already" in dialog.sum_label.text()
    dialog.reject()
    desk.read([good, again])
    page.findChild(object, "comments_cancel_button").click()
    qtbot.waitUntil(lambda: desk.task is None, timeout=60_000)
    assert desk.dialog is None
    assert not page.reading.isVisible()


def test_what_changed_word_by_word():
    found = cw.changes("Open three centers by 2029.", "Open four centers by June 2029.")
    assert "".join(text for what, text in found if what != "deleted") == "Open four centers by June 2029."
    assert "".join(text for what, text in found if what != "added") == "Open three centers by 2029."
    assert cw.spoken_changes(found) == "Taken out: three. Added: four. Added: June"


def test_comments_fit_into_small_windows(window, workshop, qtbot):
    add_comments(workshop)
    page = workshop.comments.show()
    for width, height, orientation in (
        (1366, 768, Qt.Orientation.Horizontal),
        (760, 560, Qt.Orientation.Vertical),
    ):
        window.resize(width, height)
        qtbot.waitUntil(lambda wanted=orientation: page.split.orientation() == wanted)
        assert window.width() == width
        qtbot.waitUntil(lambda: page.panel.widget().width() <= page.panel.viewport().width())
    assert workshop.navigator.comments_button.text() == "4 open"
    assert "Comments received" in workshop.navigator.comments_button.accessibleName()
