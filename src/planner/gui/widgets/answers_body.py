"""`AnswersBody`: the questions of the method with fields to answer each in words."""

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from planner.domain.prompts import Prompt, prompts
from planner.domain.steps import Sheet, Step
from planner.gui.binding import AnswerBinding
from planner.gui.theme import dress
from planner.gui.widgets.field_row import Card, FieldGrid, FieldRow
from planner.gui.widgets.labels import PlainLabel
from planner.gui.widgets.sheet_body import SheetBody
from planner.gui.workspace import Workspace
from planner.i18n import _
from planner.services.document import Changes


class AnswersBody(SheetBody):
    """A card for each section, question after question. Answering makes the record, clearing deletes it."""

    def __init__(self, workspace: Workspace, sheet: Sheet, step: Step, parent: QWidget | None = None) -> None:
        """Build the fields of every question."""
        super().__init__(workspace, sheet, step, parent)
        self._answers: list[tuple[Prompt, QWidget, dict[str, FieldRow], list[AnswerBinding]]] = []
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        dress(inside, "clear")
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(workspace.theme.px(12))
        # Parents first: a widget that gets its parent late is styled once more with all that is in it.
        self._area.setWidget(inside)
        self.column.addWidget(self._area, 1)
        number = 0
        for section, group in groupby(prompts(sheet.kind), key=lambda prompt: prompt.section):
            card = Card(workspace)
            cards.addWidget(card)
            if section:
                title = PlainLabel(_(section), "heading", wrap=True)
                card.column.addWidget(title)
            for prompt in group:
                if not section and number:
                    card = Card(workspace)
                    cards.addWidget(card)
                number += 1
                self._ask(card, prompt, number)
        cards.addStretch(1)

    def refresh(self, changes: Changes | None) -> None:
        """Show what the plan says now."""
        if changes is None:
            for _prompt, _holder, _rows, bindings in self._answers:
                for binding in bindings:
                    if not binding.editor.typed:
                        binding.show()

    def reveal(self, record_id: str, field: str = "") -> bool:
        """Go to the question a record answers, or whose key this is."""
        record = self.workspace.document.plan.get(self.sheet.kind, record_id)
        for prompt, holder, rows, _bindings in self._answers:
            keys = prompt.keys
            if record is not None:
                found = all(getattr(record, name) == value for name, value in keys.items())
            else:
                found = record_id in keys.values()
            if found:
                self._area.ensureWidgetVisible(holder, 0, self.workspace.theme.px(40))
                rows.get(field, next(iter(rows.values()))).editor.focus()
                return True
        return False

    def commit(self) -> None:
        """Write what is still being typed."""
        for _prompt, _holder, _rows, bindings in self._answers:
            for binding in bindings:
                binding.commit()

    def _ask(self, card: Card, prompt: Prompt, number: int) -> None:
        kind = self.sheet.kind
        holder = QWidget()
        card.column.addWidget(holder)
        holder.setObjectName(f"{kind.about.kind}_{number}_answer")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, self.workspace.theme.px(8))
        column.setSpacing(self.workspace.theme.px(8))
        text = PlainLabel(_(prompt.text), "strong", wrap=True)
        column.addWidget(text)
        rows, bindings = {}, []
        for field in kind.fields():
            if field.name in prompt.keys or field.hidden:
                continue
            row = FieldRow(field, kind, self.workspace)
            row.show_need("-")
            control = row.editor.control
            control.setObjectName(f"{kind.about.kind}_{number}_{control.objectName()}")
            control.setAccessibleName(f"{_(prompt.text)}: {_(field.label)}")
            bindings.append(AnswerBinding(self.workspace, row.editor, prompt.keys))
            rows[field.name] = row
        column.addWidget(FieldGrid(self.workspace, list(rows.values())))
        self._answers.append((prompt, holder, rows, bindings))
