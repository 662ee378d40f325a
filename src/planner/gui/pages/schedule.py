"""D2: the schedule, drawn from the same records as its sheets."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QWidget

from planner.domain.analysis.schedule import late_days
from planner.domain.figures.schedule_rows import GROUPINGS, Grouping, owner
from planner.domain.record import Record
from planner.domain.records import Action, ActionDependency, Goal, Milestone, Objective, Person, Strategy
from planner.domain.steps import Step
from planner.domain.wording import day_text
from planner.gui.canvas.gantt_view import GanttView
from planner.gui.pages.drawn_page import DRAWING, DrawnPage
from planner.gui.theme import dress
from planner.gui.widgets.empty_note import EmptyNote
from planner.gui.widgets.segmented import Segment, Segmented
from planner.gui.workspace import Workspace
from planner.i18n import _, ngettext
from planner.services.document import Changes


class SchedulePage(DrawnPage):
    """The chart fills the page; what is chosen shows its fields below."""

    def __init__(self, step: Step, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Build the chart; `refresh` draws it."""
        self.view = GanttView(workspace)
        self._frame = QWidget()
        self._frame.setObjectName("gantt_frame")
        super().__init__(step, workspace, self._frame, _("Timeline"), parent)
        view = self.view
        self._empty = EmptyNote(
            workspace, _(step.empty), _(step.example), _("Write the first action"), view.new_action
        )
        grid = QGridLayout(self._frame)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(view, 0, 0)
        grid.addWidget(self._empty, 0, 0)
        self.setFocusProxy(view)
        view.chosen.connect(self._show_details)
        view.details_wanted.connect(self.details.open)
        view.editor.installEventFilter(self)
        self._tools = self._make_tools()

    def kinds(self) -> tuple[type[Record], ...]:
        """Return what is drawn."""
        return (*super().kinds(), Goal, Objective, Strategy, Person)

    def tools(self) -> list[QWidget]:
        """Return the controls above the chart."""
        return list(self._tools)

    def part_shown(self, part: str) -> None:
        """The tools belong to the chart."""
        for tool in self._tools:
            tool.setEnabled(part == DRAWING)

    def refresh_drawing(self, _changes: Changes | None) -> None:
        """Draw the chart again."""
        self.view.show_plan(self.workspace.document.plan)
        self._show_empty()
        if self.view.current:
            self._show_details(self.view.current)

    def show_in_drawing(self, record: Record) -> bool:
        """Choose an action or milestone and bring it into view."""
        if self.view.row_number(record.id) is None:
            return False
        self.view.choose(record.id, look=True)
        return True

    def look_at_chosen(self) -> None:
        """Bring what is chosen into view."""
        self.view.look_at(self.view.current)

    def commit(self) -> None:
        """Write what is still being typed."""
        self.view.commit()
        super().commit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make room for the first action while it is being written."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._show_empty()
        return super().eventFilter(watched, event)

    def _show_empty(self) -> None:
        self._empty.setVisible(not self.view.chart.rows and self.view.editor.isHidden())

    def _show_details(self, record_id: str) -> None:
        plan = self.workspace.document.plan
        action = plan.get(Action, record_id)
        if action is not None:
            self.details.show_record(action, self._said(action))
        else:
            self.details.show_record(plan.get(Milestone, record_id))

    def _said(self, action: Action) -> str:
        """Return dates, length, owner and what an action waits for, in a line."""
        plan = self.workspace.document.plan
        parts = []
        if action.start_date and action.end_date:
            days = (action.end_date - action.start_date).days + 1
            parts.append(
                f"{day_text(action.start_date, short=True)} – {day_text(action.end_date, short=True)}"
            )
            if days > 0:  # else the form says that it ends before it starts
                parts.append(ngettext("{count} day", "{count} days", days).format(count=days))
        held = owner(plan, action)
        if held:
            parts.append(held)
        late = late_days(action, self.workspace.as_of)
        if late:
            parts.append(ngettext("{days} day late", "{days} days late", late).format(days=late))
        first = [
            plan.title(each.predecessor_id) for each in plan.where(ActionDependency, successor_id=action.id)
        ]
        if first:
            parts.append(_("waits for: {names}").format(names="; ".join(first)))
        return " · ".join(parts)

    def _make_tools(self) -> tuple[QWidget, ...]:
        view = self.view
        action = self._button("action_button", _("+ Action"), "N", view.new_action)
        dress(action, "primary")
        milestone = self._button("milestone_button", _("Milestone"), "M", view.new_milestone)
        self._scales = Segmented(
            [
                Segment("month", _("Month")),
                Segment("quarter", _("Quarter")),
                Segment("year", _("School year")),
            ]
        )
        self._scales.name("scale", _("Divide the chart into"))
        self._scales.set_value(view.scale_name)
        self._scales.picked.connect(view.set_scale)
        view.scaled.connect(self._scales.set_value)
        driving = self._button("driving_button", _("Driving chain"), "", lambda: None)
        driving.setCheckable(True)
        driving.setToolTip(_("What the chosen action waits for most tightly, back to its beginning"))
        driving.toggled.connect(view.set_driving)
        self._grouped = self._button("grouping_button", _(GROUPINGS[0][1]), "▾", self._choose_grouping)
        return action, milestone, self._scales, driving, self._grouped

    def _choose_grouping(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("grouping_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for grouping, words in GROUPINGS:
            menu.addAction(_(words)).setData(grouping)
        menu.triggered.connect(lambda entry: self._group(entry.data()))
        menu.popup(self._grouped.mapToGlobal(self._grouped.rect().bottomLeft()))

    def _group(self, grouping: Grouping) -> None:
        self.view.set_grouping(grouping)
        self._grouped.setText(f"{_(dict(GROUPINGS)[grouping])}   ▾")
        self._grouped.setAccessibleName(_(dict(GROUPINGS)[grouping]))

    def _button(self, name: str, text: str, key: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(f"{text}   {key}" if key else text)
        button.setObjectName(name)
        button.setAccessibleName(text.removeprefix("+ "))
        if len(key) == 1 and key.isalpha():
            button.setAccessibleDescription(_("Key {key}").format(key=key))
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _on=False: do())
        return button
