"""`DrawnPage`: a drawing, the fields of what is chosen below it, and its sheets one click away."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.domain.record import Record
from planner.domain.steps import Sheet, Step
from planner.gui.icons import icon
from planner.gui.pages import part_keys
from planner.gui.pages.page import StepPage
from planner.gui.pages.worksheet import SheetView
from planner.gui.theme import dress
from planner.gui.widgets.labels import ElidedLabel
from planner.gui.widgets.record_form import RecordForm
from planner.gui.widgets.segmented import Segment, Segmented
from planner.gui.wording import noun, phrase, title_of
from planner.gui.workspace import Workspace
from planner.i18n import _
from planner.services.document import Changes

DRAWING = "drawing"
_DETAILS = 204  # height of the fields of what is chosen, pixels at 100 %


class Details(QFrame):
    """The fields of the chosen record. Closed by hand it stays closed until it is asked for."""

    shown = Signal()
    """It takes room from the drawing from now on."""

    def __init__(self, workspace: Workspace, sheets: Sequence[Sheet], name: str) -> None:
        """Show records of these sheets; `name` begins the names of its parts."""
        super().__init__()
        self.setObjectName(f"{name}_details")
        dress(self, "bar_bottom")
        self._workspace = workspace
        self._sheets = {sheet.kind: sheet for sheet in sheets}
        self._forms: dict[type[Record], RecordForm] = {}
        self._shut = False
        self.title = ElidedLabel("", "heading")
        self.title.setObjectName(f"{name}_details_label")
        self.said = ElidedLabel("", "second")
        self.said.setObjectName(f"{name}_said_label")
        self._close = QToolButton()
        self._close.setObjectName(f"{name}_details_close_button")
        self._close.setText(_("Close"))
        self._close.setIcon(icon("close"))
        self._close.setToolTip(_("Close; Enter opens it again"))
        self._close.setAccessibleName(_("Close the details"))
        dress(self._close, "quiet")
        self._close.clicked.connect(lambda _on=False: self._shut_it())
        self._stack = QStackedWidget()
        px = workspace.theme.px
        head = QHBoxLayout()
        head.setSpacing(px(12))
        head.addWidget(self.title)
        head.addWidget(self.said, 1)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(6), px(12), 0)
        column.setSpacing(px(4))
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.hide()

    @property
    def form(self) -> RecordForm | None:
        """The form that is shown."""
        form = self._stack.currentWidget()
        return form if isinstance(form, RecordForm) and not self.isHidden() else None

    def show_record(self, record: Record | None, said: str = "") -> None:
        """Show a record's fields with a line about it; hide for none."""
        sheet = self._sheets.get(type(record)) if record is not None else None
        if record is None or sheet is None:
            self.commit()
            self.hide()
            return
        form = self._forms.get(sheet.kind)
        if form is None:
            form = self._forms[sheet.kind] = RecordForm(self._workspace, sheet, heading=False)
            self._stack.addWidget(form)
        if form is not self._stack.currentWidget():
            self.commit()
            self._stack.setCurrentWidget(form)
        form.show_record(record)
        plan = self._workspace.document.plan
        self.title.setText(f"{phrase(noun(record))} {record.code if record.about.coded else ''}".strip())
        self.said.setText(said or title_of(record, plan))
        self.setVisible(not self._shut)

    def open(self, field: str = "") -> None:
        """Open for what is chosen and go to a field."""
        self._shut = False
        form = self._stack.currentWidget()
        if isinstance(form, RecordForm) and form.record is not None:
            self.show()
            form.focus_field(field)

    def refresh(self, changes: Changes | None) -> None:
        """Look again at what is needed and found."""
        form = self.form
        if form is not None:
            if form.record is None:
                self.hide()
            else:
                form.refresh(changes)

    def commit(self) -> None:
        """Write what is still being typed."""
        for form in self._forms.values():
            form.commit()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell that it takes room."""
        super().showEvent(event)
        self.shown.emit()

    def _shut_it(self) -> None:
        self.commit()
        self._shut = True
        self.hide()


class DrawnPage(StepPage):
    """A drawing in front; along the bottom edge the step's sheets, to work on the same as lists."""

    def __init__(
        self, step: Step, workspace: Workspace, drawing: QWidget, name: str, parent: QWidget | None = None
    ) -> None:
        """Put the drawing in front; `name` is what people call it."""
        super().__init__(step, workspace, parent)
        self._views: dict[str, SheetView] = {}
        self._stale: set[str] = set()
        self._shared = False
        stem = step.code.lower()
        self.details = Details(workspace, step.sheets, stem)
        self.front = QSplitter(Qt.Orientation.Vertical)
        self.front.setObjectName(f"{stem}_splitter")
        self.front.setChildrenCollapsible(False)
        self.front.addWidget(drawing)
        self.front.addWidget(self.details)
        self.front.setStretchFactor(0, 1)
        self.front.setStretchFactor(1, 0)
        px = workspace.theme.px
        self.details.shown.connect(self._make_room)
        self.stack = QStackedWidget()
        self.stack.setObjectName(f"{stem}_parts")
        self.stack.addWidget(self.front)
        segments = [
            Segment(DRAWING, name),
            *(Segment(str(at), _(sheet.name)) for at, sheet in enumerate(step.sheets)),
        ]
        self.tabs = Segmented(segments, look="tab")
        self.tabs.name(f"{stem}_tab", _("Parts of this step"))
        self.tabs.set_value(DRAWING)
        self.tabs.picked.connect(self.show_part)
        part_keys.install(self, self.tabs, lambda: self if self.part == DRAWING else self._view(self.part))
        strip = QFrame()
        strip.setObjectName(f"{stem}_strip")
        dress(strip, "bar_bottom")
        row = QHBoxLayout(strip)
        row.setContentsMargins(px(24), px(5), px(24), px(5))
        row.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addWidget(strip)

    @property
    def part(self) -> str:
        """What is shown: the drawing, or the number of a sheet."""
        return self.tabs.value

    def show_part(self, part: str) -> None:
        """Show the drawing or a sheet."""
        self.commit()
        shown = self.front if part == DRAWING else self._view(part)  # made before the edits it may set off
        self.tabs.set_value(part)
        self.stack.setCurrentWidget(shown)
        if part in self._stale:
            self._stale.discard(part)
            self._refresh_part(part, None)
        self.part_shown(part)

    def place(self) -> tuple[str, str]:
        """Return the part that is shown."""
        return self.part, ""

    def return_to(self, place: tuple[str, str]) -> None:
        """Show that part."""
        if place[0]:
            self.show_part(place[0])

    def part_shown(self, part: str) -> None:
        """Adapt the tools to what is shown now."""

    def refresh_drawing(self, changes: Changes | None) -> None:
        """Show in the drawing what the plan says now."""

    def show_in_drawing(self, record: Record) -> bool:
        """Choose a record in the drawing; return whether it is there."""
        return False

    def refresh(self, changes: Changes | None) -> None:
        """Show what the plan says now; parts that are not seen look again when they are."""
        self._stale = {DRAWING, *self._views} - {self.part}
        self._refresh_part(self.part, changes)
        plan = self.workspace.document.plan
        for at, sheet in enumerate(self.step.sheets):
            rows = 0 if sheet.prompts or sheet.kind.about.single else len(sheet.rows(plan))
            self.tabs.set_label(str(at), f"{_(sheet.name)}  {rows}" if rows else _(sheet.name))

    def reveal(self, record_id: str, field: str = "") -> None:
        """Show a record where it can be edited: in the drawing where it is drawn, else in its sheet."""
        record = self.workspace.document.plan.find(record_id)
        if record is None:  # a key of the method library, or a step as a whole
            for sheet in self.step.sheets:
                if sheet.prompts and self.reveal_in_sheet(sheet.kind, record_id, field):
                    return
            return
        self.show_part(DRAWING)
        if self.show_in_drawing(record):
            self.details.open(field)
            return
        self.reveal_in_sheet(type(record), record_id, field)

    def reveal_in_sheet(self, kind: type[Record], record_id: str, field: str = "") -> bool:
        """Show a record, or what a key of the method library names, in its sheet.

        Return whether it is there.
        """
        for at, sheet in enumerate(self.step.sheets):
            if sheet.kind is kind:
                before = self.part
                self.show_part(str(at))
                if self._views[str(at)].reveal(record_id, field):
                    return True
                self.show_part(before)
        return False

    def commit(self) -> None:
        """Write what is still being typed."""
        self.details.commit()
        for view in tuple(self._views.values()):  # an edit may show a sheet for the first time
            view.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from what is written beside the drawing back to it with Esc; what was typed is kept."""
        drawing = self.focusProxy()
        away = drawing is not None and drawing.isVisible() and not drawing.hasFocus()
        if event.key() == Qt.Key.Key_Escape and self.part == DRAWING and away:
            self.commit()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def heightForWidth(self, _width: int) -> int:
        """Ask for little: the drawing takes what there is, so that the page itself never scrolls."""
        return self.minimumSizeHint().height()

    def _make_room(self) -> None:
        """Give the details their share, and bring what is chosen back into view once that is done."""
        if not self._shared:
            self._shared = True
            room = self.front.height()
            wanted = min(self.workspace.theme.px(_DETAILS), room * 2 // 5)
            self.front.setSizes([room - wanted, wanted])
        QTimer.singleShot(0, self, self.look_at_chosen)

    def look_at_chosen(self) -> None:
        """Bring what is chosen in the drawing into view."""

    def _refresh_part(self, part: str, changes: Changes | None) -> None:
        if part == DRAWING:
            self.refresh_drawing(changes)
            self.details.refresh(changes)
        else:
            self._view(part).refresh(changes)

    def _view(self, part: str) -> SheetView:
        if part not in self._views:
            view = self._views[part] = SheetView(self.workspace, self.step.sheets[int(part)])
            px = self.workspace.theme.px
            view.setContentsMargins(px(24), px(4), px(24), px(8))
            self.stack.addWidget(view)
            view.refresh(None)
        return self._views[part]
