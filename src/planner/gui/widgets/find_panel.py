"""Find any text in the plan and go there."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planner.domain.search import find_text
from planner.domain.steps import step
from planner.gui.icons import icon
from planner.gui.theme import dress
from planner.gui.widgets.labels import PlainLabel
from planner.gui.workspace import Workspace
from planner.i18n import _, ngettext

_PAUSE = 150  # ms without a key before the search runs
_MOST = 200
_AT = Qt.ItemDataRole.UserRole


class FindPanel(QFrame):
    """A line to type in and the places where the text stands, with the step of each. Enter goes to one."""

    place_chosen = Signal(str, str, str)
    """Step code, record id, field."""
    closed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Stay hidden until `open`."""
        super().__init__(parent)
        self._workspace = workspace
        self.setObjectName("find_panel")
        dress(self, "bar_top")
        self.entry = QLineEdit()
        self.entry.setObjectName("find_edit")
        self.entry.setPlaceholderText(_("Find in the whole plan…"))
        self.entry.setAccessibleName(_("Find in the whole plan"))
        self.entry.returnPressed.connect(self._go)
        self._count = PlainLabel(look="second")
        self._count.setObjectName("find_count_label")
        close = QToolButton()
        close.setObjectName("find_close_button")
        close.setAccessibleName(_("Close the search"))
        close.setToolTip(_("Close the search (Esc)"))
        close.setIcon(icon("close"))
        dress(close, "quiet")
        close.clicked.connect(self.close_panel)
        self.results = QListWidget()
        self.results.setObjectName("find_results_list")
        self.results.setAccessibleName(_("Places where the text was found"))
        self.results.setUniformItemSizes(True)
        self.results.itemActivated.connect(lambda _item: self._go())
        self.results.itemClicked.connect(lambda _item: self._go())
        row = QHBoxLayout()
        row.addWidget(self.entry, 1)
        row.addWidget(self._count)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 10, 16, 10)
        column.addLayout(row)
        column.addWidget(self.results)
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._search)
        self.entry.textChanged.connect(lambda _text: self._pause.start())
        self.results.hide()
        self.hide()

    def open(self) -> None:
        """Show the panel, ready to type."""
        self.show()
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.entry.selectAll()

    def close_panel(self) -> None:
        """Hide the panel and give the keyboard back."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys of the line move in the list; Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.results.count():
            change = 1 if event.key() == Qt.Key.Key_Down else -1
            self.results.setCurrentRow(
                max(0, min(self.results.count() - 1, self.results.currentRow() + change))
            )
        else:
            super().keyPressEvent(event)

    def _search(self) -> None:
        self._pause.stop()
        text = self.entry.text().strip()
        self.results.clear()
        hits = find_text(self._workspace.plan, text, limit=_MOST) if text else ()
        for hit in hits:
            place = f"{hit.step} {_(step(hit.step).name)}"
            item = QListWidgetItem(f"{hit.record.code} · {hit.excerpt}    {place}")
            item.setData(_AT, (hit.step, hit.record.id, hit.field))
            self.results.addItem(item)
        if hits:
            self.results.setCurrentRow(0)
        lines = min(8, len(hits))
        self.results.setVisible(bool(hits))
        self.results.setFixedHeight(
            lines * max(1, self.results.sizeHintForRow(0)) + 2 * self.results.frameWidth()
        )
        found = ngettext("{count} place", "{count} places", len(hits)).format(count=len(hits))
        self._count.setText(found if text else "")

    def _go(self) -> None:
        if self._pause.isActive():
            self._search()
        item = self.results.currentItem()
        if item is not None:
            self.place_chosen.emit(*item.data(_AT))
