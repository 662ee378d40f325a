"""B2: the outcome map, drawn from the plan and worked on in place."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from planner.domain.record import Record
from planner.domain.records import (
    Assumption,
    CheckWaiver,
    Cluster,
    Idea,
    Indicator,
    Strategy,
    TocLink,
    TocNode,
)
from planner.domain.steps import Step
from planner.gui.canvas import map_accessible
from planner.gui.canvas.idea_tray import IdeaTray
from planner.gui.canvas.map_legend import MapLegend
from planner.gui.canvas.map_view import MapView
from planner.gui.canvas.map_walk import spoken
from planner.gui.canvas.path_reader import PathReader
from planner.gui.pages.drawn_page import DRAWING, DrawnPage
from planner.gui.theme import dress
from planner.gui.widgets.empty_note import EmptyNote
from planner.gui.widgets.labels import PlainLabel
from planner.gui.workspace import Workspace
from planner.i18n import _
from planner.services.document import Changes

_ROOM_FOR_LEGEND = 260  # pixels at 100 %: in a lower frame the map has all of it


class MapPage(DrawnPage):
    """The map fills the page; what is chosen shows its fields below."""

    def __init__(self, step: Step, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Build the map; `refresh` draws it."""
        map_accessible.install()
        self.view = MapView(workspace)
        self._frame = QWidget()
        self._frame.setObjectName("map_frame")
        super().__init__(step, workspace, self._frame, _("Map"), parent)
        view = self.view
        self._empty = EmptyNote(
            workspace, _(step.empty), _(step.example), _("Write the first outcome"), view.writer.new_outcome
        )
        self._empty.setAutoFillBackground(False)
        self._hint = PlainLabel("", "finding")
        self._hint.setObjectName("map_hint_label")
        self._hint.hide()
        self.legend = MapLegend(workspace.theme)
        self.reader = PathReader(view.focus, workspace.theme)
        grid = QGridLayout(self._frame)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(view, 0, 0)
        grid.addWidget(self._empty, 0, 0)
        grid.addWidget(self._hint, 0, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self.legend, 1, 0)
        grid.addWidget(self.reader, 2, 0)
        self.tray = IdeaTray(workspace.theme)
        grid.addWidget(self.tray, 0, 1, 3, 1)
        grid.setRowStretch(0, 1)
        grid.setColumnStretch(0, 1)
        self.setFocusProxy(view)
        view.chosen.connect(self._show_details)
        view.chosen.connect(self._tell_chosen)
        view.details_wanted.connect(self.details.open)
        view.linker.hint.connect(self._show_hint)
        self.tray.wanted.connect(view.take_ideas)
        self.tray.closed.connect(self._toggle_ideas)
        view.focus.hint.connect(self._show_hint)
        view.focus.changed.connect(self._show_focus)
        view.zoomed.connect(self._show_zoom)
        view.writer.editor.installEventFilter(self)
        self._frame.installEventFilter(self)
        self._tools = self._make_tools()

    def kinds(self) -> tuple[type[Record], ...]:
        """Return what is drawn or counted on cards."""
        return (*super().kinds(), Assumption, CheckWaiver, Cluster, Idea, Indicator, Strategy)

    def tools(self) -> list[QWidget]:
        """Return the buttons above the map."""
        return list(self._tools)

    def part_shown(self, part: str) -> None:
        """The tools belong to the map."""
        for tool in self._tools:
            tool.setEnabled(part == DRAWING)

    def refresh_drawing(self, _changes: Changes | None) -> None:
        """Draw the map again."""
        plan = self.workspace.document.plan
        self.view.show_plan(plan)
        if not self.tray.isHidden():
            self.tray.show_plan(plan)
        self._show_empty()
        self.view.first_look()
        if self.view.current:
            self._show_details(self.view.current)

    def show_in_drawing(self, record: Record) -> bool:
        """Choose a card or link and bring it into view."""
        if record.id not in self.view.map.cards and record.id not in self.view.map.layout_now.routes:
            return False
        self.view.choose(record.id, look=True)
        return True

    def look_at_chosen(self) -> None:
        """Bring what is chosen into view, unless a card is being written."""
        if self.view.writer.editor.isHidden():
            self.view.look_at(self.view.current)

    def commit(self) -> None:
        """Write what is still being typed."""
        self.view.commit()
        super().commit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make room for the first card while it is being written, and for the map where there is little."""
        if watched is self._frame:
            if event.type() == QEvent.Type.Resize:
                self._show_legend()
        elif event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._show_empty()
        return super().eventFilter(watched, event)

    def _show_empty(self) -> None:
        empty = not self.workspace.document.plan.all(TocNode)
        self._empty.setVisible(empty and self.view.writer.editor.isHidden())

    def _show_legend(self) -> None:
        high = self._frame.height() >= self.workspace.theme.px(_ROOM_FOR_LEGEND)
        self.legend.setVisible(high and not self.view.focus.active)

    def _show_focus(self) -> None:
        """Make room for reading: the fields of what is chosen come back afterwards, or with Enter."""
        active = self.view.focus.active
        self._focus_button.setChecked(active)
        self._show_legend()
        self._show_details(self.view.current)

    def _show_details(self, record_id: str) -> None:
        if self.view.focus.active:
            self.details.hide()
            return
        plan = self.workspace.document.plan
        record = plan.get(TocNode, record_id) or plan.get(TocLink, record_id)
        weak = self.view.map.layout_now.weak.get(record_id, ())
        self.details.show_record(record, spoken(plan, record_id, weak))

    def _tell_chosen(self, _record_id: str) -> None:
        map_accessible.tell_chosen(self.view)

    def _show_hint(self, text: str) -> None:
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    def _show_zoom(self, zoom: float) -> None:
        self._zoom.setText(f"{round(zoom * 100)} %")
        self._zoom.setAccessibleName(
            _("Zoom: {percent} %. Press for 100 %").format(percent=round(zoom * 100))
        )

    def _make_tools(self) -> tuple[QPushButton, ...]:
        view = self.view
        outcome = self._button("outcome_button", _("+ Outcome"), "N", view.writer.new_outcome)
        dress(outcome, "primary")
        self._focus_button = self._button("focus_button", _("Pathway"), "P", self._toggle_focus)
        self._focus_button.setCheckable(True)
        self._focus_button.setToolTip(_("Dim all but the pathway of what is chosen, and read it"))
        self._ideas_button = self._button("ideas_button", _("Ideas"), "", self._toggle_ideas)
        self._ideas_button.setCheckable(True)
        self._zoom = self._button("zoom_button", "100 %", "", lambda: view.set_zoom(1.0))
        return (
            outcome,
            self._button("link_button", _("Link"), "L", view.linker.start),
            self._button("intervention_button", _("Intervention"), "I", view.writer.new_intervention),
            self._focus_button,
            self._ideas_button,
            self._button("tidy_button", _("Tidy up"), "", view.tidy_up),
            self._button("fit_button", _("Fit"), "", view.fit),
            self._button("zoom_out_button", "–", "", view.zoom_out, _("Smaller")),
            self._zoom,
            self._button("zoom_in_button", "+", "", view.zoom_in, _("Larger")),
        )

    def _toggle_focus(self) -> None:
        self.view.focus.toggle()
        self._focus_button.setChecked(self.view.focus.active)
        self.view.setFocus()

    def _toggle_ideas(self) -> None:
        shown = self.tray.isHidden()
        self.tray.setVisible(shown)
        self._ideas_button.setChecked(shown)
        if shown:
            self.tray.show_plan(self.workspace.document.plan)
        (self.tray.list if shown else self.view).setFocus()

    def _button(
        self, name: str, text: str, key: str, do: Callable[[], object], spoken_name: str = ""
    ) -> QPushButton:
        button = QPushButton(f"{text}   {key}" if key else text)
        button.setObjectName(name)
        button.setAccessibleName(spoken_name or text.removeprefix("+ "))
        if key:
            button.setAccessibleDescription(_("Key {key}").format(key=key))
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _on=False: do())
        return button
