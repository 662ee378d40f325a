"""`LevelRow`: one statement of the method with its levels below it; which statement it is changes."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from planner.domain.prompts import Prompt, answer
from planner.domain.record import Record
from planner.gui.binding import AnswerBinding
from planner.gui.theme import dress
from planner.gui.widgets.editors import editor_for
from planner.gui.widgets.flow_layout import FlowLayout
from planner.gui.widgets.labels import PlainLabel
from planner.gui.widgets.rating_levels import NA, level_of, level_segments, rate
from planner.gui.widgets.segmented import Segmented
from planner.gui.wording import option_label
from planner.gui.workspace import Workspace
from planner.i18n import _

_BUTTON = 38
"""Width of a level's button, pixels at 100 %."""


class LevelRow(QWidget):
    """A statement, its levels as buttons, the word of the chosen one, and evidence where there is some."""

    walked = Signal(int)
    """Go to the row above or below (-1, 1)."""

    def __init__(self, workspace: Workspace, kind: type[Record], name: str) -> None:
        """Build the row; `ask` says which statement it shows."""
        super().__init__()
        self.keys: Mapping[str, Any] = {}
        self._workspace = workspace
        self._kind = kind
        self._visit = 0
        self._asked = False
        self._name = name
        self.setObjectName(f"{name}_row")
        px = workspace.theme.px
        self._text = PlainLabel("", wrap=True)
        self._text.setObjectName(f"{name}_label")
        self.levels = Segmented(level_segments(kind), clearable=True, look="mark", gap=px(4))
        for button in self.levels.buttons:
            button.setFixedWidth(px(_BUTTON))
        self.levels.setFixedWidth((px(_BUTTON) + px(4)) * len(self.levels.buttons) - px(4))
        self.levels.picked.connect(self._rated)
        self._word = PlainLabel("", "second")
        self._word.setObjectName(f"{name}_word_label")
        line = QWidget()
        flow = FlowLayout(line, gap=px(8))
        flow.addWidget(self.levels)
        flow.addWidget(self._word)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(3), 0, px(3))
        column.setSpacing(px(4))
        column.addWidget(self._text)
        column.addWidget(line)
        self._evidence: AnswerBinding | None = None
        if any(each.name == "evidence" for each in kind.fields()):
            self._ask = QPushButton(f"{_('+ Evidence')}   E")
            self._ask.setObjectName(f"{name}_evidence_button")
            self._ask.setAccessibleDescription(_("Key {key}").format(key="E"))
            self._ask.setAutoDefault(False)
            self._ask.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            dress(self._ask, "link")
            self._ask.clicked.connect(lambda _on=False: self.show_evidence())
            flow.addWidget(self._ask)
            editor = editor_for(kind.describe("evidence"), kind, workspace)
            editor.control.setObjectName(f"{name}_evidence_edit")
            self._evidence = AnswerBinding(workspace, editor, self.keys or {"component": ""})
            column.addWidget(editor)

    def ask(self, prompt: Prompt) -> None:
        """Show a statement with its answer."""
        self.keys = prompt.keys
        text = _(prompt.text)
        self._text.setText(text)
        self.levels.name(self._name, text)
        if self._evidence is not None:
            self._asked = False
            self._ask.setAccessibleName(_("Add evidence: {statement}").format(statement=text))
            self._evidence.ask(prompt.keys)
        self.show_answer()

    def show_answer(self) -> None:
        """Show what the plan says."""
        plan = self._workspace.document.plan
        level = level_of(plan, self._kind, self.keys)
        self.levels.set_value(level)
        if level == NA:
            self._word.setText(_("does not apply here"))
        else:
            self._word.setText(
                option_label(self._kind.describe("rating"), level) if level else _("not rated")
            )
        if self._evidence is not None:
            written = bool(getattr(answer(plan, self._kind, self.keys), "evidence", ""))
            self._evidence.editor.setVisible(written or self._asked)
            self._ask.setVisible(not written and not self._asked)

    def focus(self) -> None:
        """Put the keyboard on the levels."""
        self.levels.setFocus(Qt.FocusReason.TabFocusReason)

    def show_evidence(self) -> None:
        """Open the line for evidence and go there."""
        if self._evidence is not None:
            self._asked = True
            self.show_answer()
            self._evidence.editor.focus()

    def commit(self) -> None:
        """Write what is still being typed."""
        if self._evidence is not None:
            self._evidence.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk between statements; E opens the line for evidence."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and any(button.hasFocus() for button in self.levels.buttons):
            self.walked.emit(step)
        elif event.text().casefold() == "e":
            self.show_evidence()
        else:
            super().keyPressEvent(event)

    def _rated(self, level: str) -> None:
        typed = self.levels.by_key
        rate(self._workspace, self._kind, self.keys, level, visit=self._visit, origin=self)
        self._visit += 1
        self.show_answer()
        if typed and level:
            self.walked.emit(1)
