"""`RecordForm`: the fields of one record in cards, written as they are typed."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from planner.domain.fields import Kind
from planner.domain.record import Record, default_of, is_blank
from planner.domain.steps import Sheet
from planner.gui.binding import Binding
from planner.gui.theme import dress
from planner.gui.widgets.field_row import Card, FieldGrid, FieldRow
from planner.gui.widgets.labels import PlainLabel
from planner.gui.widgets.portrait import portrait_of
from planner.gui.wording import noun, phrase
from planner.gui.workspace import Workspace
from planner.i18n import _
from planner.services.document import Changes


class RecordForm(QScrollArea):
    """A form for the records of a sheet: `show_record` chooses which.

    Fields stand in cards by section, with their hints; optional ones wait behind “More…” until asked for or
    filled. What the checks say stands beside the field. A form without a record says so.
    """

    def __init__(
        self, workspace: Workspace, sheet: Sheet, parent: QWidget | None = None, *, heading: bool = True
    ) -> None:
        """Build the editors of the sheet's fields; `heading` shows what record it is above them."""
        super().__init__(parent)
        self.sheet = sheet
        self._workspace = workspace
        self._record_id: str | None = None
        self._asked = False
        about = sheet.kind.about
        self.setObjectName(f"{about.kind}_form")
        self.setAccessibleName(phrase(noun(sheet.kind)))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        dress(self, "clear")
        self._body = QWidget()
        dress(self._body, "clear")
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(workspace.theme.px(12))
        self._headed = heading and not about.single
        self._heading = self._label("heading_label", "code")
        self._general = self._label("findings_label", "finding")
        self.portrait = portrait_of(workspace, sheet.kind) if heading else None
        self._rows: dict[str, FieldRow] = {}
        self._bindings: dict[str, Binding] = {}
        self._cards: list[tuple[Card, FieldGrid, list[FieldRow]]] = []
        self.setWidget(self._body)  # parents first: what gets its parent late is styled twice
        self._build()
        workspace.findings_changed.connect(self._show_findings)
        self.show_record(None)

    @property
    def record(self) -> Record | None:
        """The record that is shown, as the plan has it now."""
        plan = self._workspace.document.plan
        if self._record_id is None:
            return None
        return plan.get(self.sheet.kind, self._record_id) or (
            plan.one(self.sheet.kind) if self.sheet.kind.about.single else None
        )

    @property
    def shows_unsaved(self) -> bool:
        """Whether the form shows a record that its first value will make."""
        return self._record_id == ""

    def editor(self, name: str) -> Any:
        """Return the editor of a field; KeyError when the form has none of that name."""
        return self._rows[name].editor

    def show_record(self, record: Record | None) -> None:
        """Show a record, or that none is chosen. What was typed for the one before is written first."""
        if record is not None and self._record_id == record.id:
            self._show_structure()
            return
        self.commit()
        self._record_id = None if record is None else record.id
        for binding in self._bindings.values():
            binding.bind(record)
        self._show_structure()
        self.verticalScrollBar().setValue(0)

    def refresh(self, changes: Changes | None) -> None:
        """Look again at what is needed, filled and found; the values follow by themselves."""
        if changes is None:
            for binding in self._bindings.values():
                if not binding.editor.typed:
                    binding.show()
        self._show_structure()

    def commit(self) -> None:
        """Write what is still being typed."""
        for binding in self._bindings.values():
            binding.commit()

    def focus_field(self, name: str = "") -> None:
        """Put the keyboard into a field and scroll to it; without a name, into the first."""
        if not self._rows:
            return
        if name not in self._rows:
            name = next(iter(self._rows))
        row = self._rows[name]
        if row.isHidden():
            self.show_more()
        self._body.layout().activate()  # type: ignore[union-attr]
        self.ensureWidgetVisible(row, 0, self._workspace.theme.px(24))
        row.editor.focus()
        control = row.editor.control
        if hasattr(control, "selectAll") and row.field.kind in (Kind.TEXT, Kind.NOTE):
            control.selectAll()

    def show_more(self) -> None:
        """Show the optional fields too."""
        self._asked = True
        self._show_structure()

    def _show_more_and_go(self) -> None:
        """Go on in the first of the fields that were waiting: the button that has the keyboard goes."""
        waiting = [name for name, row in self._rows.items() if row.isHidden()]
        self.show_more()
        if waiting:
            self.focus_field(waiting[0])

    def _build(self) -> None:
        fields = [each for each in self.sheet.kind.fields() if not each.hidden and each.kind is not Kind.DATA]
        if self.sheet.fields:
            fields = [each for name in self.sheet.fields for each in fields if each.name == name]
        sections: dict[str, list[FieldRow]] = {}
        for field in fields:
            row = FieldRow(field, self.sheet.kind, self._workspace)
            binding = Binding(self._workspace, row.editor)
            self._rows[field.name] = row
            self._bindings[field.name] = binding
            sections.setdefault(field.section, []).append(row)
        for section, rows in sections.items():
            card = Card(self._workspace)
            self._column.addWidget(card)
            if not self._cards:
                self._head_into(card)
            if section:
                card.column.addWidget(PlainLabel(_(section), "strong", wrap=True))
            grid = FieldGrid(self._workspace, rows)
            card.column.addWidget(grid)
            self._cards.append((card, grid, rows))
        self._more = QPushButton(_("More…"))
        self._more.setObjectName(f"{self.sheet.kind.about.kind}_more_button")
        self._more.setAutoDefault(False)
        dress(self._more, "link")
        self._more.clicked.connect(lambda _on=False: self._show_more_and_go())
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)

    def _head_into(self, card: Card) -> None:
        """Put what record it is, and what the checks say about it as a whole, on top of the first card."""
        if self._headed:
            card.column.addWidget(self._heading)
            self._heading.show()
        card.column.addWidget(self._general)
        if self.portrait is not None:
            card.column.addWidget(self.portrait)
            self.portrait.field_wanted.connect(self.focus_field)

    def _show_structure(self) -> None:
        """Show which fields there are to see, and what is needed and found."""
        record = self.record
        self._body.setVisible(record is not None)
        if record is None:
            return
        if self._headed:
            code = record.code if record.about.coded else ""
            self._heading.setText(f"{phrase(noun(record))} {code}".strip())
        if self.portrait is not None:
            self.portrait.show_record(record)
        waiting = []
        for name, row in self._rows.items():
            value = getattr(record, name)
            row.show_need(value)
            shown = not row.field.more or self._asked or self._told(row, value)
            if row.isHidden() == shown:
                row.setVisible(shown)
            if not shown:
                waiting.append(_(row.field.label))
        for card, grid, rows in self._cards:
            card.setVisible(any(not row.isHidden() for row in rows))
            grid.arrange()
        self._more.setVisible(bool(waiting))
        self._more.setAccessibleDescription(", ".join(waiting))
        self._show_findings()

    def _told(self, row: FieldRow, value: Any) -> bool:
        """Whether an optional field holds something a person entered, or is being filled."""
        default = default_of(self.sheet.kind, row.field.name)
        return (not is_blank(value) and value != default) or row.editor.has_focus()

    def _show_findings(self) -> None:
        record = self.record
        if record is None:
            return
        by_field: dict[str, list[str]] = {}
        for finding in self._workspace.known_findings:
            if finding.entity_id == record.id and record.id and not finding.waived:
                field = finding.field if finding.field in self._rows else ""
                by_field.setdefault(field, []).append(_(finding.message))
        general = by_field.pop("", [])
        self._general.setText("\n".join(general))
        self._general.setVisible(bool(general))
        for name, row in self._rows.items():
            row.show_findings(by_field.get(name, ()))

    def _label(self, name: str, look: str) -> QLabel:
        label = QLabel()
        label.setObjectName(f"{self.sheet.kind.about.kind}_{name}")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        dress(label, look)
        label.hide()
        return label
