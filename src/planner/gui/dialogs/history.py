"""History: every edit, the plan as it was after it in words, and the way back."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import StepState
from planner.domain.steps import STEPS
from planner.errors import PlannerError
from planner.gui.dialogs.one_line import ask_line
from planner.gui.difference_words import told
from planner.gui.models.history_list import STEP, WHAT, WHEN, HistoryList, entry_words, moment_words
from planner.gui.theme import dress
from planner.gui.waiting import waiting
from planner.gui.widgets.choice_editors import Combo
from planner.gui.widgets.difference_view import DifferenceView
from planner.gui.widgets.labels import PlainLabel
from planner.gui.widgets.segmented import Segment, Segmented
from planner.gui.wording import noun, title_of
from planner.gui.workspace import Workspace
from planner.i18n import _
from planner.services.history import SNAPSHOTS, Entry, History, differences

_REST = 80  # ms that a row is chosen before its differences are told, so that walking is not held up
_ROW, _NARROW = 34, 800  # pixels at 100 %


class _WholeRows(QStyledItemDelegate):
    """Draws no frame around one cell of a row that is chosen as a whole."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


class HistoryDialog(QDialog):
    """The list at the left, what the chosen edit means at the right."""

    def __init__(self, workspace: Workspace, undo: Callable[[], None], parent: QWidget | None = None) -> None:
        """Read the history in brief; `undo` takes the last edit back, as the window does.

        Raises:
            FileRefused: The journal cannot be read.
        """
        super().__init__(parent)
        self.setObjectName("history_dialog")
        self.setWindowTitle(_("History"))
        self._workspace = workspace
        self._undo = undo
        self.history = History(workspace.document)
        self.model = HistoryList(self.history, workspace.theme, workspace.document.today(), self)
        self.model.failed.connect(self._say_error)
        self._chosen: Entry | None = None
        self._rest = QTimer(self, interval=_REST, singleShot=True)
        self._rest.timeout.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(self._top())
        column.addWidget(self._middle(), 1)
        column.addLayout(self._bottom())
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(undo)
        workspace.changed.connect(self._look_again)
        theme = workspace.theme
        width, height = theme.px(1080), theme.px(680)
        if parent is not None:
            width, height = min(width, parent.width() - 40), min(height, parent.height() - 40)
        self.resize(width, height)
        self._fill_filter()
        self._choose_row(0)
        self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, leave to the right side what it tells too: when, and in which step."""
        super().resizeEvent(event)
        narrow = self.width() < self._workspace.theme.px(_NARROW)
        for column in (WHEN, STEP):
            self.table.setColumnHidden(column, narrow)

    def choose(self, sequence: int) -> None:
        """Choose the entry that ends with an edit, where it is shown, and tell about it at once."""
        row = self.model.row_of(sequence)
        if row >= 0:
            self._choose_row(row)

    def go_back(self) -> None:
        """Make the plan what it was after the chosen edit; one undo takes that back."""
        entry, workspace = self._chosen, self._workspace
        if entry is None:
            return
        try:
            with waiting():
                workspace.backups.now("history")
                done = self.history.go_back_to(entry.sequence)
        except PlannerError as error:
            self._say_error(error)
            return
        if done is not None:
            self.choose(workspace.document.log().last)
            self._say(_("The plan is as it was. Nothing is lost: undo brings back what was there."), "good")
            self.undo_button.show()

    def name_moment(self) -> None:
        """Ask for a name for the plan as it is now, and keep it."""
        if name_moment(self, self._workspace):
            self.choose(self._workspace.document.log().last)

    # Building

    def _top(self) -> QHBoxLayout:
        heading = PlainLabel(_("History"), "title")
        heading.setObjectName("history_title_label")
        self.filter = Combo()
        self.filter.setObjectName("history_filter_combo")
        self.filter.setAccessibleName(_("Which edits are shown"))
        self.filter.setMinimumContentsLength(24)
        self.filter.currentIndexChanged.connect(self._filter)
        self.name_button = QPushButton(_("Name this moment…"))
        self.name_button.setObjectName("name_moment_button")
        self.name_button.setToolTip(_("Give the plan as it is now a name, to find it here again (Ctrl+S)"))
        self.name_button.setAutoDefault(False)
        self.name_button.clicked.connect(self.name_moment)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(heading, 1)
        row.addWidget(self.name_button)
        row.addWidget(self.filter)
        return row

    def _middle(self) -> QSplitter:
        theme = self._workspace.theme
        self.table = QTableView()
        self.table.setObjectName("history_table")
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setItemDelegate(_WholeRows(self.table))
        dress(self.table, "grid")
        self.table.setAccessibleName(_("Every edit, the newest first"))
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setCornerButtonEnabled(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        header = self.table.horizontalHeader()
        header.setObjectName("history_header")
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(WHEN, theme.px(178))
        self.table.setColumnWidth(STEP, theme.px(60))
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        shelf = QFrame()
        shelf.setObjectName("history_shelf")
        dress(shelf, "card")
        rows = QVBoxLayout(shelf)
        rows.setContentsMargins(6, 4, 4, 6)
        rows.addWidget(self.table)
        side = QFrame()
        side.setObjectName("history_side")
        dress(side, "card")
        self.what_label = PlainLabel(look="section", wrap=True)
        self.what_label.setObjectName("history_what_label")
        self.when_label = PlainLabel(look="second", wrap=True)
        self.when_label.setObjectName("history_when_label")
        self.parts = Segmented(
            (Segment("edit", _("What it did")), Segment("since", _("Changed since then"))), look="tab"
        )
        self.parts.setObjectName("history_parts")
        self.parts.name("history", _("What to compare"))
        self.parts.set_value("edit")
        self.parts.picked.connect(lambda _value: self._tell())
        self.differences = DifferenceView(theme)
        column = QVBoxLayout(side)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        for part in (self.what_label, self.when_label, self.parts):
            column.addWidget(part)
        column.addWidget(self.differences, 1)
        splitter = QSplitter()
        splitter.setObjectName("history_splitter")
        dress(splitter, "clear")
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(12)
        splitter.addWidget(shelf)
        splitter.addWidget(side)
        splitter.setSizes([theme.px(540), theme.px(480)])
        return splitter

    def _bottom(self) -> QHBoxLayout:
        self.note_label = PlainLabel(look="second", wrap=True)
        self.note_label.setObjectName("history_note_label")
        self.undo_button = QPushButton(_("Undo"))
        self.undo_button.setObjectName("history_undo_button")
        self.undo_button.clicked.connect(lambda _checked=False: self._undo())
        self.undo_button.hide()
        self.back_button = QPushButton(_("Go back to here"))
        self.back_button.setObjectName("go_back_button")
        dress(self.back_button, "primary")
        self.back_button.clicked.connect(self.go_back)
        close = QPushButton(_("Close"))
        close.setObjectName("close_button")
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.note_label, 1)
        for button in (self.undo_button, close, self.back_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        return row

    # Following

    def _fill_filter(self) -> None:
        chosen = self.filter.currentData() or ""
        with QSignalBlocker(self.filter):
            self.filter.clear()
            self.filter.addItem(_("Every edit"), "")
            self.filter.addItem(_("Snapshots"), SNAPSHOTS)
            for code in self.history.steps():
                self.filter.addItem(step_words(code), code)
            self.filter.setCurrentIndex(max(0, self.filter.findData(chosen)))

    def _filter(self, _index: int) -> None:
        self._show_only(0)

    def _look_again(self, _changes: object) -> None:
        kept = self._chosen.sequence if self._chosen else 0
        self.undo_button.hide()
        self._show_only(kept)

    def _show_only(self, sequence: int) -> None:
        """Show what the filter says, and choose an entry, the first one where it is not shown."""
        try:
            self._fill_filter()
            self.model.show_only(self.filter.currentData() or "")
            self._choose_row(max(0, self.model.row_of(sequence)))
        except PlannerError as error:
            self._say_error(error)

    def _choose_row(self, row: int) -> None:
        index = self.model.index(row, WHAT)
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)
        self._chosen = self.model.entry(row)
        self._tell()

    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        self._chosen = self.model.entry(index.row())
        self.back_button.setEnabled(False)  # until it is told what that would mean
        self._rest.start()

    def _tell(self) -> None:
        """Tell what the chosen edit did, what has changed since, and what going back would mean."""
        self._rest.stop()
        entry = self._chosen
        self.parts.setVisible(entry is not None)
        self.differences.show_lines(())
        self.back_button.setEnabled(False)
        if entry is None:
            self.what_label.setText(_("No snapshot yet"))
            self.when_label.setText(_("Ctrl+S gives a moment a name. Each sign-off is a snapshot by itself."))
            self._say("", "second")
            return
        self.what_label.setText(entry_words(entry))
        self.when_label.setText(self._where(entry))
        try:
            self._compare(entry)
        except PlannerError as error:
            self._say_error(error)

    def _compare(self, entry: Entry) -> None:
        now, then = self._workspace.plan, self.history.plan_at(entry.sequence)
        since = differences(then, now)
        if self.parts.value == "since":
            lines = list(told(since, then, now))
        else:
            before = self.history.before(entry.sequence)
            lines = list(told(differences(before, then), before, then))
        self.differences.show_lines(lines)
        self.differences.setPlaceholderText("" if lines else self._nothing(entry))
        self.back_button.setEnabled(bool(since))
        if not since:
            self._say(_("The plan is now as it was then."), "second")
            return
        lost = self.history.lost_by_going_back(entry.sequence)
        if lost:
            names = ", ".join(_official(each, now) for each in lost)
            said = _("Look: going back takes back what was made official since: {names}.")
            self._say(said.format(names=names), "look")
        else:
            self._say(_("Going back is one edit, and undo takes it back."), "second")

    def _nothing(self, entry: Entry) -> str:
        if self.parts.value == "since":
            return _("Nothing has changed since then.")
        return _("A named moment changes nothing.") if entry.kind == "snapshot" else _("Nothing to tell.")

    def _where(self, entry: Entry) -> str:
        when = moment_words(entry.time, self._workspace.document.today())
        parts = [when, step_words(entry.step), entry.device]
        return " · ".join(part for part in parts if part)

    def _say_error(self, error: PlannerError) -> None:
        self._say(str(error), "stop")

    def _say(self, text: str, look: str) -> None:
        dress(self.note_label, look)
        self.note_label.setText(text)


def _official(record: Record, plan: Plan) -> str:
    """What something official is called."""
    if isinstance(record, StepState):
        return _("the sign-off of {step}").format(step=step_words(record.step))
    return _("{noun} “{title}”").format(noun=noun(record), title=title_of(record, plan))


def show_history(parent: QWidget, workspace: Workspace, undo: Callable[[], None]) -> HistoryDialog | None:
    """Show the history over `parent`; None where it cannot be read, which is told."""
    try:
        with waiting():
            dialog = HistoryDialog(workspace, undo, parent)
    except PlannerError as error:
        workspace.failed.emit(error)
        return None
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setModal(True)
    dialog.show()
    return dialog


def name_moment(parent: QWidget, workspace: Workspace) -> str:
    """Ask for a name for the plan as it is now and keep it; return the name, or "" where none was kept."""
    name = ask_line(
        parent,
        title=_("Name this moment"),
        question=_(
            "Everything is saved already, each edit as you make it. A name makes this moment easy to find "
            "in the history."
        ),
        value=step_words(workspace.step),
        verb=_("Keep the name"),
    )
    if not name:
        return ""
    try:
        History(workspace.document).snapshot(name, step=workspace.step)
    except PlannerError as error:
        workspace.failed.emit(error)
        return ""
    return name


def step_words(code: str) -> str:
    """Code and name of a step; the code itself where the method has no such step."""
    name = next((each.name for each in STEPS if each.code == code), "")
    return f"{code} {_(name)}".strip()
