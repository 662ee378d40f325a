"""Parked thoughts and decisions: one line to write, the newest first, each can be closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from planner.domain.records import Decision, ParkingLotItem
from planner.gui.icons import icon
from planner.gui.theme import dress
from planner.gui.widgets.guide_questions import empty_layout
from planner.gui.widgets.labels import PlainLabel
from planner.gui.workspace import Workspace
from planner.i18n import N_, _, ngettext

_SHOWN = 4

Logged = ParkingLotItem | Decision


@dataclass(frozen=True)
class LogWords:
    """What a log is called and says; `dated` is the field that holds the day of an entry."""

    name: str
    kind: type[Logged]
    dated: str
    placeholder: str
    spoken: str
    edit: str
    close: str


PARKING = LogWords(
    name="parking",
    kind=ParkingLotItem,
    dated="raised_on",
    placeholder=N_("Park a thought…"),
    spoken=N_("Park a thought, Enter keeps it"),
    edit=N_("Park a thought"),
    close=N_("Close the parked thought {code}"),
)
DECISIONS = LogWords(
    name="decision",
    kind=Decision,
    dated="date",
    placeholder=N_("Note a decision…"),
    spoken=N_("Note a decision, Enter keeps it"),
    edit=N_("Note a decision"),
    close=N_("Close the decision {code}"),
)


class LogList(QWidget):
    """A line to write and a list to read."""

    def __init__(self, workspace: Workspace, words: LogWords) -> None:
        """Show nothing yet."""
        super().__init__()
        self.setObjectName(f"{words.name}_log")
        self._workspace = workspace
        self._words = words
        self._shown: Sequence[Logged] | None = None
        self._all = False
        self.entry = QLineEdit()
        self.entry.setObjectName(f"{words.name}_edit")
        self.entry.setPlaceholderText(_(words.placeholder))
        self.entry.setAccessibleName(_(words.spoken))
        self.entry.setMaxLength(words.kind.describe("text").max_length)
        self.entry.returnPressed.connect(self._enter)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.entry)
        column.addLayout(self._rows)

    def show_items(self) -> None:
        """Show the plan's entries; nothing moves where they are the same as before."""
        items = tuple(reversed(self._workspace.plan.all(self._words.kind)))
        if items == self._shown:
            return
        self._shown = items
        empty_layout(self._rows)
        ordered = [
            *(item for item in items if item.status != "closed"),
            *(i for i in items if i.status == "closed"),
        ]
        for item in ordered if self._all else ordered[:_SHOWN]:
            self._rows.addWidget(self._row(item))
        more = len(ordered) - _SHOWN
        if more > 0 and not self._all:
            words = ngettext("Show {count} more", "Show {count} more", more).format(count=more)
            button = QPushButton(words)
            button.setObjectName(f"more_{self._words.name}_button")
            button.setAccessibleName(words)
            dress(button, "link")
            button.clicked.connect(self._unfold)
            self._rows.addWidget(button)

    def _enter(self) -> None:
        text = self.entry.text().strip()
        if not text:
            return
        before = self._workspace.plan
        session = self._workspace.session
        with self._workspace.edit(_(self._words.edit), origin=self) as edit:
            values: dict[str, Any] = {
                "session_id": session.id if session else None,
                self._words.dated: self._workspace.document.today(),
            }
            edit.add(self._words.kind, text=text, **values)
        if self._workspace.plan is not before:
            self.entry.clear()

    def _row(self, item: Logged) -> QWidget:
        closed = item.status == "closed"
        row = QWidget()
        row.setObjectName(f"{item.code.lower()}_row")
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        text = _("{text} (closed)").format(text=item.text) if closed else item.text
        label = PlainLabel(text, "second" if closed else "", wrap=True)
        label.setObjectName(f"{item.code.lower()}_label")
        box.addWidget(label, 1)
        if not closed:
            button = QToolButton()
            button.setObjectName(f"{item.code.lower()}_close_button")
            button.setAccessibleName(_(self._words.close).format(code=item.code))
            button.setToolTip(_("Close: it is settled"))
            button.setIcon(icon("check", self._workspace.theme.color("ink_second")))
            dress(button, "quiet")
            button.clicked.connect(lambda: self._close(item))
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _close(self, item: Logged) -> None:
        kept = self._workspace.plan.get(type(item), item.id)
        if kept is None:
            return
        self.entry.setFocus()
        with self._workspace.edit(_("Close {code}").format(code=item.code)) as edit:
            edit.set(kept, status="closed")
        self._workspace.tell(
            _("{code} is closed.").format(code=item.code),
            action=_("Undo"),
            then=self._workspace.document.undo,
        )

    def _unfold(self) -> None:
        self._all, self._shown = True, None
        self.show_items()
