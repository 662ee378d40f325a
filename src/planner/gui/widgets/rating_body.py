"""`RatingBody`: the statements of the method with one-click levels; digits rate and go on to the next."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.domain.fields import Field
from planner.domain.prompts import Prompt, answer, prompts
from planner.domain.steps import Sheet, Step
from planner.gui.binding import AnswerBinding
from planner.gui.theme import dress
from planner.gui.widgets.editors import editor_for
from planner.gui.widgets.field_row import Card
from planner.gui.widgets.labels import PlainLabel
from planner.gui.widgets.rating_levels import NA, level_of, level_segments, rate
from planner.gui.widgets.segmented import Segmented
from planner.gui.widgets.sheet_body import SheetBody
from planner.gui.wording import option_label
from planner.gui.workspace import Workspace
from planner.i18n import _
from planner.services.document import Changes

_LEVEL = 76
"""Width of a level's button and of the words above it, pixels at 100 %."""
_BESIDE = 560
"""Width in pixels at 100 % from which levels stand beside the statements."""


class RatingRow(QWidget):
    """One statement with its levels, and evidence where the kind has some."""

    def __init__(self, body: "RatingBody", prompt: Prompt, name: str) -> None:
        """Build the row; `show_answer` fills it."""
        super().__init__()
        self.prompt = prompt
        self._body = body
        self.setObjectName(f"{name}_row")
        workspace, kind = body.workspace, body.sheet.kind
        px = workspace.theme.px
        text = _(prompt.text)
        label = PlainLabel(text, wrap=True)
        label.setObjectName(f"{name}_label")
        self.levels = Segmented(level_segments(kind), clearable=True, look="mark", gap=px(4))
        self.levels.name(name, text)
        for button in self.levels.buttons:
            button.setFixedWidth(px(_LEVEL))
        self.levels.setFixedWidth((px(_LEVEL) + px(4)) * len(self.levels.buttons) - px(4))
        self.levels.picked.connect(self._rated)
        self.line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.line.setSpacing(px(8))
        self.line.addWidget(label, 1)
        self.line.addWidget(self.levels, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(4), 0, px(4))
        column.setSpacing(px(4))
        column.addLayout(self.line)
        self._evidence: AnswerBinding | None = None
        if any(each.name == "evidence" for each in kind.fields()):
            self._add_evidence(column, kind.describe("evidence"), name)

    def show_answer(self) -> None:
        """Show what the plan says."""
        plan, kind = self._body.workspace.document.plan, self._body.sheet.kind
        self.levels.set_value(level_of(plan, kind, self.prompt.keys))
        if self._evidence is not None:
            written = bool(getattr(answer(plan, kind, self.prompt.keys), "evidence", ""))
            self._holder.setVisible(written or self._asked)
            self._ask.setVisible(not written and not self._asked)

    def commit(self) -> None:
        """Write what is still being typed."""
        if self._evidence is not None:
            self._evidence.commit()

    def focus(self) -> None:
        """Put the keyboard on the levels."""
        self.levels.setFocus(Qt.FocusReason.TabFocusReason)

    def show_evidence(self) -> None:
        """Open the line for evidence and go there."""
        self._asked = True
        self._holder.show()
        self._ask.hide()
        if self._evidence is not None:
            self._evidence.editor.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk between statements; E opens the line for evidence."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and any(button.hasFocus() for button in self.levels.buttons):
            self._body.walk(self, step)
        elif event.text().casefold() == "e" and self._evidence is not None:
            self.show_evidence()
        else:
            super().keyPressEvent(event)

    def _rated(self, level: str) -> None:
        typed = self.levels.by_key
        self._body.rate(self.prompt, level)
        self.show_answer()
        if typed and level:
            self._body.walk(self, 1)

    def _add_evidence(self, column: QVBoxLayout, field: Field, name: str) -> None:
        workspace = self._body.workspace
        self._asked = False
        self._ask = QPushButton(f"{_('+ Evidence')}   E")
        self._ask.setObjectName(f"{name}_evidence_button")
        self._ask.setAccessibleName(_("Add evidence: {statement}").format(statement=_(self.prompt.text)))
        self._ask.setAccessibleDescription(_("Key {key}").format(key="E"))
        self._ask.setAutoDefault(False)
        self._ask.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        dress(self._ask, "link")
        self._ask.clicked.connect(lambda _on=False: self.show_evidence())
        editor = editor_for(field, self._body.sheet.kind, workspace)
        editor.control.setObjectName(f"{name}_evidence_edit")
        if isinstance(editor.control, QLineEdit) or hasattr(editor.control, "setPlaceholderText"):
            editor.control.setPlaceholderText(_("What did you see or count?"))
        self._evidence = AnswerBinding(workspace, editor, self.prompt.keys)
        self._holder = editor
        column.addWidget(self._ask, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(editor)


class RatingBody(SheetBody):
    """Cards by section, a row for each statement. Answering makes the record, clearing deletes it."""

    def __init__(self, workspace: Workspace, sheet: Sheet, step: Step, parent: QWidget | None = None) -> None:
        """Build a row for each statement of the method."""
        super().__init__(workspace, sheet, step, parent)
        self.rating: Field = sheet.kind.describe("rating")
        self.rows: list[RatingRow] = []
        self._heads: list[QBoxLayout] = []
        self._visit = 0
        self.progress = PlainLabel("", "second")
        self.progress.setObjectName(f"{sheet.kind.about.kind}_progress")
        self.head = QHBoxLayout()
        self.head.setSpacing(workspace.theme.px(8))
        self.head.addStretch(1)
        self.head.addWidget(self.progress)
        self.column.addLayout(self.head)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        dress(inside, "clear")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(workspace.theme.px(12))
        # Parents first: a widget that gets its parent late is styled once more with all that is in it.
        self._area.setWidget(inside)
        self.column.addWidget(self._area, 1)
        self._build()
        self._cards.addStretch(1)

    def rate(self, prompt: Prompt, level: str) -> None:
        """Write a level; "" clears it."""
        rate(self.workspace, self.sheet.kind, prompt.keys, level, visit=self._visit, origin=self)
        self._visit += 1
        self._count()

    def walk(self, row: RatingRow, step: int) -> None:
        """Go to the statement above or below."""
        at = self.rows.index(row) + step
        if 0 <= at < len(self.rows):
            self._area.ensureWidgetVisible(self.rows[at], 0, self.workspace.theme.px(80))
            self.rows[at].focus()

    def refresh(self, changes: Changes | None) -> None:
        """Show what the plan says now."""
        for row in self.rows:
            row.show_answer()
        self._count()

    def reveal(self, record_id: str, field: str = "") -> bool:
        """Go to the statement a record answers."""
        record = self.workspace.document.plan.get(self.sheet.kind, record_id)
        for row in self.rows:
            keys = row.prompt.keys
            if record is not None:
                found = all(getattr(record, name) == value for name, value in keys.items())
            else:
                found = record_id in keys.values()
            if found:
                self._area.ensureWidgetVisible(row, 0, self.workspace.theme.px(80))
                row.show_evidence() if field == "evidence" else row.focus()
                return True
        return False

    def commit(self) -> None:
        """Write what is still being typed."""
        for row in self.rows:
            row.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the levels under the statements where there is no room beside them."""
        super().resizeEvent(event)
        beside = self.width() >= self.workspace.theme.px(_BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        for line in (*(row.line for row in self.rows), *self._heads):
            line.setDirection(direction)

    def _build(self) -> None:
        section, card = None, None
        for number, prompt in enumerate(prompts(self.sheet.kind), 1):
            if card is None or prompt.section != section:
                section = prompt.section
                card = Card(self.workspace)
                self._cards.addWidget(card)
                card.column.setSpacing(self.workspace.theme.px(4))
                card.column.addWidget(self._captions(_(section)))
            row = RatingRow(self, prompt, f"{self.sheet.kind.about.kind}_{number}")
            card.column.addWidget(row)
            self.rows.append(row)

    def _captions(self, title: str) -> QWidget:
        """Make the heading of a section with the levels' words above their columns."""
        px = self.workspace.theme.px
        holder = QWidget()
        whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        whole.setContentsMargins(0, 0, 0, 0)
        self._heads.append(whole)
        whole.addWidget(PlainLabel(title, "strong", wrap=True), 1)
        words = QWidget()
        whole.addWidget(words, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(words)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(4))
        for segment in level_segments(self.sheet.kind):
            word = option_label(self.rating, segment.value) if segment.value != NA else _("does not apply")
            caption = PlainLabel(word, "caption", wrap=True)
            caption.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
            caption.setFixedWidth(px(_LEVEL))
            row.addWidget(caption)
        return holder

    def _count(self) -> None:
        done = sum(1 for row in self.rows if row.levels.value)
        self.progress.setText(_("{done} of {all} rated").format(done=done, all=len(self.rows)))
