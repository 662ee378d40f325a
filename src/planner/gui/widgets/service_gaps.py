"""`ServiceGaps`: services by region, and the gaps and overlaps in them with their reasons."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from planner.domain.analysis.partnerships import Suggestion, suggestions
from planner.domain.figures.service_matrix import service_matrix
from planner.gui.canvas.figure_view import FigureView, Region
from planner.gui.partnership_edits import take_up
from planner.gui.theme import dress
from planner.gui.widgets.empty_note import EmptyNote
from planner.gui.widgets.field_row import Card
from planner.gui.widgets.labels import PlainLabel
from planner.gui.widgets.suggestion_row import SuggestionRow
from planner.gui.workspace import Workspace
from planner.i18n import _, ngettext

_LEAST = 600.0  # points: a drawing is not built narrower, it scrolls then


class ServiceGaps(QWidget):
    """The matrix above, everything found in it below; what is chosen in the matrix is told at the foot.

    Enter on a gap or an overlap takes it up, or opens what was written about it.
    """

    chosen = Signal(str)
    """The id of the record about the chosen cell; empty where there is none."""
    opened = Signal(str)
    """The id of a record to be written in."""
    partner_wanted = Signal()
    """A first partner is to be written."""

    def __init__(self, workspace: Workspace) -> None:
        """Build; `refresh` fills it."""
        super().__init__()
        self.setObjectName("service_gaps")
        self._workspace = workspace
        self._about: dict[str, str] = {}
        self._found: dict[str, Suggestion] = {}
        px = workspace.theme.px
        self.view = FigureView(workspace.theme, "services_figure", whole=True)
        self.view.chosen.connect(self._choose)
        self.view.activated.connect(self._activate)
        self.view.room_changed.connect(lambda _room: self._draw())
        self._drawing = Card(workspace)
        self._drawing.column.addWidget(self.view)
        self._note = EmptyNote(
            workspace,
            _("Who offers what where shows here, with the gaps and overlaps in it and their reasons."),
            _("Both clinic networks offer primary care in Region South and had not planned together."),
            _("Write the first partner"),
            self.partner_wanted.emit,
        )
        self._listed = Card(workspace)
        self._listed.setObjectName("suggestions_card")
        self._title = PlainLabel("", "strong", wrap=True)
        self._title.setObjectName("suggestions_label")
        self._listed.column.addWidget(self._title)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._listed.column.addLayout(self._rows)
        self._inside = inside = QWidget()
        dress(inside, "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(24), px(4), px(24), px(16))
        column.setSpacing(px(12))
        column.addWidget(self._note)
        column.addWidget(self._drawing)
        column.addWidget(self._listed)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setObjectName("services_area")
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)
        self._bar = QFrame()
        self._bar.setObjectName("suggestion_bar")
        dress(self._bar, "bar_bottom")
        self._told = QVBoxLayout(self._bar)
        self._told.setContentsMargins(px(24), px(2), px(24), px(2))
        self._bar.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addWidget(self._bar)
        self.setFocusProxy(self.view)

    def refresh(self) -> None:
        """Show what the plan says now."""
        found = suggestions(self._workspace.document.plan)
        fresh = {each.key: each for each in found}
        if fresh != self._found or not self._title.text():
            self._found = fresh
            self._list(found)
        self._draw()
        self._choose(self.view.current, tell=False)

    def take(self, suggestion: Suggestion) -> None:
        """Take a suggestion up and open what is to be written about it."""
        made = take_up(self._workspace, suggestion)
        if made:
            self.opened.emit(made)

    def _draw(self) -> None:
        matrix = service_matrix(self._workspace.document.plan, max(_LEAST, self.view.room))
        self._about = dict(matrix.about)
        empty = not matrix.drawn.places
        self._note.setVisible(empty)
        self._drawing.setVisible(not empty)
        self._listed.setVisible(not empty)
        self.view.show_figure(
            matrix.drawn.figure, [Region(each.key, each.box, each.name) for each in matrix.drawn.places]
        )

    def _choose(self, key: str, *, tell: bool = True) -> None:
        about = self._about.get(key, "")
        suggestion = self._found.get(about)
        region = self.view.region(key)
        if region is not None and tell:
            corner = self.view.mapTo(self._inside, self.view.pixels(region.box).center())
            self.area.ensureVisible(corner.x(), corner.y(), 0, self._workspace.theme.px(60))
        _empty(self._told)
        self._bar.setVisible(suggestion is not None and not suggestion.noted)
        if suggestion is not None and not suggestion.noted:
            self._told.addWidget(self._row(suggestion, "chosen_suggestion"))
        if tell:
            noted = suggestion.notes[0].id if suggestion is not None and suggestion.noted else ""
            self.chosen.emit(noted if suggestion is not None else about)

    def _activate(self, key: str) -> None:
        about = self._about.get(key, "")
        suggestion = self._found.get(about)
        if suggestion is None:
            if about:
                self.opened.emit(about)
        elif suggestion.noted:
            self.opened.emit(suggestion.notes[0].id)
        else:
            self.take(suggestion)

    def _list(self, found: tuple[Suggestion, ...]) -> None:
        waiting = sum(not each.noted for each in found)
        told = ngettext(
            "{count} gap or overlap shows in the plan, {waiting} not taken up yet",
            "{count} gaps and overlaps show in the plan, {waiting} not taken up yet",
            len(found),
        )
        self._title.setText(
            told.format(count=len(found), waiting=waiting)
            if found
            else _("No gap and no overlap shows in the plan.")
        )
        _empty(self._rows)
        for number, each in enumerate(sorted(found, key=lambda each: each.noted), 1):
            if number > 1:
                rule = QFrame()
                dress(rule, "line")
                self._rows.addWidget(rule)
            self._rows.addWidget(self._row(each, f"suggestion_{number}"))

    def _row(self, suggestion: Suggestion, name: str) -> SuggestionRow:
        row = SuggestionRow(self._workspace, suggestion, name)
        row.taken.connect(self.take, Qt.ConnectionType.QueuedConnection)  # it makes the rows anew
        row.opened.connect(self.opened)
        return row


def _empty(column: QVBoxLayout) -> None:
    while column.count():
        item = column.takeAt(0)
        old = item.widget() if item is not None else None
        if old is not None:
            old.hide()
            old.deleteLater()
