"""Comments received: every comment beside the thing it speaks of, and what is done about it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QProgressBar,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.domain.records import Decision, ExportRecord, ReviewComment
from planner.errors import PlannerError
from planner.gui import comment_words as cw
from planner.gui.dialogs.controls import button
from planner.gui.models.comment_list import CommentList
from planner.gui.theme import dress
from planner.gui.widgets.comment_panel import VERBS, CommentPanel
from planner.gui.widgets.empty_note import EmptyNote
from planner.gui.widgets.flow_layout import FlowLayout
from planner.gui.widgets.labels import PlainLabel
from planner.gui.widgets.line_delegate import LineDelegate
from planner.gui.widgets.segmented import Segment, Segmented
from planner.gui.workspace import Workspace
from planner.i18n import N_, _, ngettext
from planner.services import review
from planner.services.review.incoming import STEP

_FILTERS = {"open": N_("Open"), "settled": N_("Dealt with"), "all": N_("All")}
_DONE = {
    "accept": N_("The proposed words are in the plan."),
    "answer": N_("Answered."),
    "park": N_("It is in the parking lot."),
    "decide": N_("It is among the decisions."),
    "decline": N_("Marked as not followed."),
    "reopen": N_("It is open again."),
}
_BESIDE, _LOW = 680, 430
"""Pixels at 100 %: the width from which a comment stands beside the list, the height for the question."""


class CommentsPage(QWidget):
    """No step: it belongs to the whole plan, and is shown in the place of one."""

    files_dropped = Signal(list)
    """Paths of files to bring in."""
    files_wanted = Signal()
    """Ask which files to bring in."""
    left = Signal()
    """Back to the step."""
    stopped = Signal()
    """Stop reading files."""

    def __init__(self, workspace: Workspace, undo: Callable[[], object]) -> None:
        """Build everything; `refresh` fills it. `undo` takes the last edit back."""
        super().__init__()
        self.setObjectName("comments_page")
        self.setAcceptDrops(True)
        self._workspace = workspace
        self._undo = undo
        self._chosen = ""
        self.model = CommentList()
        self.panel = CommentPanel(workspace)
        self.panel.wanted.connect(self.do)
        self.panel.answer_typed.connect(self.commit)
        self.list = self._list()
        self.filter = Segmented([Segment(value, _(words)) for value, words in _FILTERS.items()], look="tab")
        self.filter.name("comments_filter", _("Which comments are shown"))
        self.filter.set_value("open")
        self.grouping = Segmented(
            [Segment("thing", _("By what they speak of")), Segment("reviewer", _("By reviewer"))], look="tab"
        )
        self.grouping.name("comments_grouping", _("How comments are grouped"))
        self.grouping.set_value("thing")
        for row in (self.filter, self.grouping):
            row.picked.connect(lambda _value: self.refresh())
        self.split = QSplitter()
        self.split.setObjectName("comments_splitter")
        self.split.setChildrenCollapsible(False)
        dress(self.split, "clear")
        self.split.addWidget(self.list)
        self.split.addWidget(self.panel)
        self.split.setSizes([workspace.theme.px(320), workspace.theme.px(440)])
        self._stack = QStackedWidget()
        self._stack.setObjectName("comments_stack")
        self._stack.addWidget(self.split)
        self._empty: EmptyNote | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._header())
        body = QHBoxLayout()
        body.setContentsMargins(24, 0, 16, 16)
        body.addWidget(self._stack)
        column.addLayout(body, 1)
        workspace.changed.connect(self._look_again)

    # Showing

    def refresh(self) -> None:
        """Show what the plan says now; the comment that is shown stays, or else its neighbor comes."""
        plan, row = self._workspace.plan, self.list.currentIndex().row()
        grouping = cast(cw.Grouping, self.grouping.value)
        self.model.show_lines(cw.lines(plan, grouping, cast(cw.Shown, self.filter.value)))
        for value, count in cw.counts(plan):
            self.filter.set_label(value, f"{_(_FILTERS[value])} {count}")
        there = self.model.row_of(self._chosen)
        self._choose(there if there >= 0 else self.model.nearest(max(row, 0)))
        self._show_emptiness()

    def _look_again(self, _changes: object) -> None:
        if self.isVisible():
            self.refresh()

    def take_focus(self) -> None:
        """Take the keyboard: the list, or the button of an empty page."""
        if self._stack.currentWidget() is self.split:
            self.list.setFocus()
        elif self._empty is not None:
            self._empty.button.setFocus()

    def show_comment(self, comment_id: str) -> None:
        """Show a comment, whatever the filter says."""
        if self.model.row_of(comment_id) < 0:
            self.filter.set_value("all")
            self.refresh()
        self._choose(self.model.row_of(comment_id))

    def show_reading(self, done: int, total: int) -> None:
        """Show how far the reading of files is; 0 of 0 ends it."""
        self.reading.setVisible(total > 0)
        self.reading_bar.setMaximum(total)
        self.reading_bar.setValue(done)
        said = _("Reading file {number} of {count}…")
        self.reading_label.setText(said.format(number=min(done + 1, total), count=total))
        self.bring_button.setEnabled(total == 0)

    # Doing

    def do(self, verb: str) -> None:
        """Do something about the comment that is shown, as one edit that undo takes back."""
        comment = self.panel.comment
        if comment is None or self.panel.buttons[verb].isHidden() or not self.panel.buttons[verb].isEnabled():
            return
        if verb == "go":
            self.commit()
            offered = self.panel.offered
            field = comment.field_name if offered is not None and offered.record is not None else ""
            self._workspace.go_to(comment.about_id or "", field)
            return
        text = self.panel.typed
        if verb in ("answer", "decline", "decide") and not text:
            self.panel.answer.setFocus()
            self._workspace.tell(_("Write first, in a sentence, what you did or why not."))
            return
        if verb in ("answer", "decline"):
            self.panel.answer.document().setModified(False)  # it is written with the answer, as one edit
        else:
            self.commit()
        try:
            self._write(verb, comment, text)
        except PlannerError as error:
            self._workspace.failed.emit(error)
            return
        self._workspace.tell(_(_DONE[verb]), action=_("Undo"), then=self._undo)
        self.list.setFocus()

    def commit(self) -> None:
        """Keep what is typed about what we did; it marks nothing as answered."""
        comment, answer = self.panel.comment, self.panel.answer
        text = self.panel.typed
        if comment is None or not answer.document().isModified():
            return
        answer.document().setModified(False)
        if text != comment.reply:
            with self._workspace.edit(_("Write an answer"), step=STEP) as edit:
                longest = ReviewComment.describe("reply").max_length
                edit.set(comment, reply=text[:longest])

    def _write(self, verb: str, comment: ReviewComment, text: str) -> None:
        document = self._workspace.document
        if verb == "accept":
            review.accept(document, comment)
        elif verb == "answer":
            review.reply(document, comment, text)
        elif verb == "decline":
            review.decline(document, comment, text)
        elif verb == "park":
            review.park(document, comment)
        elif verb == "decide":
            review.decide(document, comment, text[: Decision.describe("text").max_length])
        else:
            review.reopen(document, comment)

    # Building

    def _header(self) -> QVBoxLayout:
        title = PlainLabel(_("Comments received"), "title", wrap=True)
        title.setObjectName("comments_title_label")
        asked = _("What did people say about the plan, and what do we do?")
        self.question = PlainLabel(asked, "question", wrap=True)
        self.question.setObjectName("comments_question_label")
        back = button(_("Back to the step"), "comments_back_button")
        back.clicked.connect(self.left)
        self.bring_button = button(_("Bring in files…"), "comments_bring_button")
        self.bring_button.clicked.connect(self.files_wanted)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(title, 1)
        top.addWidget(self.bring_button, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        self.tools = QWidget()
        self.tools.setObjectName("comments_tools")
        flow = FlowLayout(self.tools, gap=self._workspace.theme.px(20))
        for part in (self.filter, self.grouping):
            flow.addWidget(part)
        self.reading_label = PlainLabel("", "second")
        self.reading_label.setObjectName("comments_reading_label")
        self.reading_bar = QProgressBar()
        self.reading_bar.setObjectName("comments_reading_bar")
        self.reading_bar.setAccessibleName(_("Progress"))
        self.reading_bar.setTextVisible(False)
        cancel = button(_("Cancel"), "comments_cancel_button")
        cancel.clicked.connect(self.stopped)
        self.reading = QWidget()
        self.reading.setObjectName("comments_reading")
        row = QHBoxLayout(self.reading)
        row.setContentsMargins(0, 4, 0, 0)
        row.addWidget(self.reading_label)
        row.addWidget(self.reading_bar, 1)
        row.addWidget(cancel)
        self.reading.hide()
        header = QVBoxLayout()
        header.setContentsMargins(24, 16, 24, 12)
        header.setSpacing(2)
        header.addLayout(top)
        header.addWidget(self.question)
        header.addSpacing(8)
        header.addWidget(self.tools)
        header.addWidget(self.reading)
        return header

    def _list(self) -> QListView:
        made = _KeyList()
        theme = self._workspace.theme
        made.setObjectName("comments_list")
        made.setAccessibleName(_("Comments"))
        made.setModel(self.model)
        accent, tint = theme.phase("E")
        made.setItemDelegate(LineDelegate(made, theme, accent, tint, title_lines=2))
        made.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setMouseTracking(True)
        made.selectionModel().currentChanged.connect(self._show_chosen)
        made.verb_pressed.connect(self.do)
        return made

    def _show_chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        comment = self.model.comment(index.row())
        self._chosen = comment.id if comment is not None else ""
        self.commit()  # of the comment before; it may fill the list anew
        self.panel.show_comment(self._workspace.plan.get(ReviewComment, self._chosen))

    def _choose(self, row: int) -> None:
        comment = self.model.comment(row)
        self._chosen = comment.id if comment is not None else ""
        index = self.model.index(row) if comment is not None else QModelIndex()
        self.list.setCurrentIndex(index)
        self.panel.show_comment(comment)
        if comment is not None:
            self.list.scrollTo(index)

    def _show_emptiness(self) -> None:
        """Teach where there is nothing at all; say so where the filter shows nothing."""
        plan = self._workspace.plan
        every = len(plan.all(ReviewComment))
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
        for part in (self.filter, self.grouping):
            part.setVisible(bool(every))
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.split)
            return
        sent = any(each.kind in cw.REVIEWS for each in plan.all(ExportRecord))
        note: tuple[str, str, str, Callable[[], object]]
        if every:
            number = ngettext("{count} comment", "{count} comments", every).format(count=every)
            words = _("No open comments: everything that was said is dealt with ({number}).")
            note = (
                words.format(number=number)
                if self.filter.value == "open"
                else _("Nothing is dealt with yet."),
                "",
                _("Show all"),
                lambda: self.filter.choose("all"),
            )
        elif sent:
            words = _(
                "The review documents are out. Drop the files that come back here: Excel, ODS, CSV or PDF."
            )
            note = (words, "", _("Bring in files…"), self.files_wanted.emit)
        else:
            words = _(
                "Here you read what others say about the plan. First export a review workbook and send it;"
                " then drop the files that come back onto this page."
            )
            example = _("Say how families without a car get there")
            note = (
                words,
                example,
                _("Export a review workbook…"),
                lambda: self._workspace.export_wanted.emit("review-workbook"),
            )
        self._empty = EmptyNote(self._workspace, *note)
        self._stack.addWidget(self._empty)
        self._stack.setCurrentWidget(self._empty)

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the comment below the list where there is little room beside it."""
        super().resizeEvent(event)
        px = self._workspace.theme.px
        beside = self.width() >= px(_BESIDE)
        self.question.setVisible(self.height() >= px(_LOW))
        self.split.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed."""
        super().hideEvent(event)
        self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc: from the answer to the list, from the list to the step."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.panel.answer.hasFocus():
            self.list.setFocus()
        else:
            self.left.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring in what is dropped."""
        paths = _files(event)
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)


class _KeyList(QListView):
    """A list whose keys do something about the comment that is chosen."""

    verb_pressed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the letter on a button says; everything else is the list's."""
        keys = {key: verb for verb, (_words, key) in VERBS.items()}
        verb = keys.get(event.text().upper()) if event.text() and not event.modifiers() else None
        if verb is not None:
            self.verb_pressed.emit(verb)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _files(event: QDropEvent) -> Sequence[Path]:
    return [Path(each.toLocalFile()) for each in event.mimeData().urls() if each.isLocalFile()]
