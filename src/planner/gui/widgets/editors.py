"""`editor_for`: the editor that fits a field."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from planner.domain.fields import Field, Kind
from planner.domain.record import Record
from planner.gui.widgets.choice_editors import ChoiceEditor, ChoicesEditor, FlagEditor, ScaleEditor
from planner.gui.widgets.day_editor import DayEditor
from planner.gui.widgets.field_editor import FieldEditor
from planner.gui.widgets.link_editors import LinkEditor, LinksEditor
from planner.gui.widgets.list_editors import PointsEditor, ReasonsEditor, TextsEditor
from planner.gui.widgets.number_editors import NumberEditor, NumbersEditor
from planner.gui.widgets.text_editors import NoteEditor, TextEditor, TimeEditor
from planner.gui.workspace import Workspace

_EDITORS: Mapping[Kind, type[FieldEditor]] = {
    Kind.TEXT: TextEditor,
    Kind.NOTE: NoteEditor,
    Kind.WHOLE: NumberEditor,
    Kind.DECIMAL: NumberEditor,
    Kind.MONEY: NumberEditor,
    Kind.DAY: DayEditor,
    Kind.TIME: TimeEditor,
    Kind.CHOICE: ChoiceEditor,
    Kind.CHOICES: ChoicesEditor,
    Kind.SCALE: ScaleEditor,
    Kind.FLAG: FlagEditor,
    Kind.LINK: LinkEditor,
    Kind.LINKS: LinksEditor,
    Kind.REFERENCE: LinkEditor,
    Kind.REFERENCES: LinksEditor,
    Kind.TEXTS: TextsEditor,
    Kind.NUMBERS: NumbersEditor,
    Kind.REASONS: ReasonsEditor,
    Kind.POINTS: PointsEditor,
}


def editor_for(
    field: Field,
    kind: type[Record],
    workspace: Workspace,
    *,
    compact: bool = False,
    parent: QWidget | None = None,
) -> FieldEditor:
    """Return a new editor for a field of a kind of record; `compact` ones fit the cell of a grid.

    Computed data has no editor: KeyError.
    """
    return _EDITORS[field.kind](field, kind, workspace, compact=compact, parent=parent)
