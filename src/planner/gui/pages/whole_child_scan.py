"""A4: the whole-child scan as a radar with policy beside practice, and all about the chosen component."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from planner.domain import vocabulary as v
from planner.domain.analysis.scan import onward, policy_scores, rated_statements, scan_percent
from planner.domain.figures.whole_child import ScanPicture, percent, scan_picture
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import Charter, ComponentNote, DataPoint, PolicyRating, ScanItem, WsccRating
from planner.domain.steps import Step
from planner.gui import record_edits
from planner.gui.canvas.figure_view import FigureView
from planner.gui.canvas.regions import Region
from planner.gui.pages.drawn_page import DRAWING, DrawnPage
from planner.gui.scan_edits import take_onward
from planner.gui.theme import dress
from planner.gui.widgets.component_panel import ComponentPanel, component_name
from planner.gui.widgets.empty_note import EmptyNote
from planner.gui.widgets.field_row import Card
from planner.gui.workspace import Workspace
from planner.i18n import _, ngettext
from planner.services.document import Changes

_BESIDE = 640
"""Width in pixels at 100 % from which the component stands beside the picture."""
_NARROW, _FLAT = 310, 230
"""Least width of the picture, and least height where it stands above the component, pixels at 100 %."""
_STARTED = (WsccRating, PolicyRating, ComponentNote, DataPoint)
_STATEMENTS = 3  # of practice, for each component
_KEYS = tuple(each.value for each in v.WSCC)


class ScanPage(DrawnPage):
    """The picture at the left, the chosen component at the right."""

    def __init__(self, step: Step, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Build picture and panel; `refresh` fills them."""
        px = workspace.theme.px
        self.view = FigureView(workspace.theme, "scan_picture")
        self.panel = ComponentPanel(workspace)
        card = Card(workspace)
        card.column.setContentsMargins(px(12), px(10), px(8), px(6))
        card.column.addWidget(self.view)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setObjectName("scan_splitter")
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(px(12))
        dress(self._split, "clear")
        self._split.addWidget(card)
        self._split.addWidget(self.panel)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(px(24), 0, px(24), px(8))
        column.addWidget(self._split)
        self._frame = QStackedWidget()
        self._frame.setObjectName("scan_frame")
        super().__init__(step, workspace, self._frame, _("Picture"), parent)
        self._frame.addWidget(whole)
        self._frame.addWidget(
            EmptyNote(workspace, _(step.empty), _(step.example), _("Rate the first component"), self.begin)
        )
        self._begun = self._sized = False
        self._drawn = 0.0
        self.view.room_changed.connect(self._fit)
        self.view.chosen.connect(self._choose)
        self.view.activated.connect(self._open)
        self.panel.number_wanted.connect(self._new_number)
        self._weakest = self._button("weakest_button", _("Weakest component"), self._go_to_weakest)
        self._next = self._button("next_component_button", _("Next to rate"), self._go_to_next)
        self._onward = self._button("take_all_onward_button", "", self._take_onward)
        self.setFocusProxy(self.view)

    def kinds(self) -> tuple[type[Record], ...]:
        """Return what is shown here: also what was taken on, and what is left out."""
        return (*super().kinds(), ScanItem, Charter)

    def tools(self) -> list[QWidget]:
        """Return the buttons above the picture."""
        return [self._next, self._weakest, self._onward]

    def part_shown(self, part: str) -> None:
        """The tools belong to the picture."""
        for tool in self.tools():
            tool.setEnabled(part == DRAWING)

    def begin(self) -> None:
        """Show the first component, ready to be rated."""
        self._begun = True
        self.refresh(None)
        self._show(_KEYS[0])
        self.panel.open()

    def refresh_drawing(self, changes: Changes | None) -> None:
        """Draw the picture again, and look again at the chosen component."""
        plan = self.workspace.document.plan
        begun = self._shown(plan)
        self._frame.setCurrentIndex(0 if begun else 1)
        self._show_tools(plan, begun)
        if not begun:
            return
        self._draw()
        if not self.panel.component:
            self._show(_KEYS[0])
        else:
            self.panel.refresh(changes)

    def reveal(self, record_id: str, field: str = "") -> None:
        """Go to a record, or to the component of a key (HE)."""
        record = self.workspace.document.plan.find(record_id)
        key = record_id if record is None else _component_of(record)
        if key not in _KEYS:
            super().reveal(record_id, field)
            return
        self._begun = True
        self.show_part(DRAWING)
        self.refresh_drawing(None)
        self._show(key)
        if isinstance(record, WsccRating):
            self.panel.open_statement(WsccRating, record.statement_no or 0, evidence=field == "evidence")
        elif isinstance(record, PolicyRating):
            self.panel.open_statement(PolicyRating, record.prompt_no or 0)
        else:
            self.panel.open(field)

    def place(self) -> tuple[str, str]:
        """Return the part that is shown, and the component."""
        return self.part, self.panel.component

    def return_to(self, place: tuple[str, str]) -> None:
        """Show that part and that component."""
        super().return_to(place)
        if place[1] in _KEYS and self._shown(self.workspace.document.plan):
            self._show(place[1])

    def commit(self) -> None:
        """Write what is still being typed."""
        self.panel.commit()
        super().commit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the component under the picture where there is no room beside it."""
        super().resizeEvent(event)
        beside = self.width() >= self.workspace.theme.px(_BESIDE)
        px = self.workspace.theme.px
        self._split.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        self.view.setMinimumSize(px(_NARROW), px(96 if beside else _FLAT))
        self.panel.setMinimumHeight(px(96 if beside else _FLAT))
        if not self._sized:
            self._sized = True
            self._split.setSizes([self.width() * 52 // 100, self.width() * 48 // 100])

    def _shown(self, plan: Plan) -> bool:
        return self._begun or any(plan.all(kind) for kind in _STARTED)

    def _fit(self, room: float) -> None:
        if abs(room - self._drawn) > 1 and self._shown(self.workspace.document.plan):
            self._draw()

    def _draw(self) -> None:
        plan = self.workspace.document.plan
        self._drawn = self.view.room
        made = scan_picture(plan, self._drawn)
        self.view.show_figure(made.figure, tuple(_regions(plan, made)))

    def _show(self, component: str) -> None:
        self.view.choose(component)
        self.panel.show_component(component)

    def _choose(self, key: str) -> None:
        if key:
            self.panel.show_component(key.partition("|")[0])

    def _open(self, key: str) -> None:
        self._choose(key)
        if key.endswith("|policy"):
            self.panel.open_statement(PolicyRating, 1)
        else:
            self.panel.open()

    def _go_to_weakest(self) -> None:
        plan = self.workspace.document.plan
        levels = {key: level for key in _KEYS if (level := scan_percent(plan, key)) is not None}
        self._show(min(levels, key=lambda key: levels[key], default=_KEYS[0]))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_next(self) -> None:
        """Go to the first component with a statement that has no level."""
        self._show(_next_to_rate(self.workspace.document.plan) or _KEYS[0])
        self.panel.open()

    def _take_onward(self) -> None:
        count = take_onward(self.workspace)
        if count:
            told = ngettext(
                "{count} finding is in the situation scan now.",
                "{count} findings are in the situation scan now.",
                count,
            ).format(count=count)
            self.workspace.tell(told, action=_("Go there"), then=lambda: self.workspace.show_step("C2"))

    def _new_number(self, component: str) -> None:
        at, sheet = next((n, each) for n, each in enumerate(self.step.sheets) if each.kind is DataPoint)
        made = record_edits.add(self.workspace, sheet, values={"component": component})
        if made is not None:
            self.show_part(str(at))
            self._view(str(at)).reveal(made, "measure")

    def _show_tools(self, plan: Plan, begun: bool) -> None:
        waiting = len(onward(plan))
        self._onward.setText(_("Take all to the situation scan ({count})").format(count=waiting))
        self._onward.setAccessibleName(self._onward.text())
        self._onward.setVisible(begun and bool(waiting))
        self._weakest.setVisible(begun)
        self._next.setVisible(begun and bool(_next_to_rate(plan)))

    def _button(self, name: str, text: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.hide()
        button.clicked.connect(lambda _on=False: do())
        return button


def _next_to_rate(plan: Plan) -> str:
    """Return the first component in scope with a practice statement that has no level; "" for none."""
    for key in _KEYS:
        if rated_statements(plan, key) < _STATEMENTS and key not in plan.charter.wscc_left_out:
            return key
    return ""


def _component_of(record: Record) -> str:
    kinds = (WsccRating, PolicyRating, ComponentNote)
    return record.component if isinstance(record, kinds) else ""


def _regions(plan: Plan, made: ScanPicture) -> Iterator[Region]:
    """Yield the components in the radar, then among the bars, as they are spoken."""
    for key, box in made.labels.items():
        said = _("{name}: practice {practice} in place").format(
            name=component_name(key), practice=percent(scan_percent(plan, key))
        )
        yield Region(key, box, said)
    for key, box in made.rows.items():
        policy = policy_scores(plan, key)
        said = _("{name}: policy mentions {mentioned}, strongly {strong}").format(
            name=component_name(key),
            mentioned=percent(policy.comprehensiveness),
            strong=percent(policy.strength),
        )
        yield Region(f"{key}|policy", box, said)
