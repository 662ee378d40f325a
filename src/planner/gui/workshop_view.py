"""`WorkshopView`: one open workshop in the window: navigator, step, guide, and the bars around them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from planner.domain.steps import STEPS, step
from planner.errors import PlannerError
from planner.gui import tab_order
from planner.gui.breakout_desk import BreakoutDesk
from planner.gui.commands import COMMANDS
from planner.gui.comments_desk import CommentsDesk
from planner.gui.pages import page_for
from planner.gui.settings import Settings
from planner.gui.step_marks import mark_step, states_and_findings
from planner.gui.trouble_desk import TroubleDesk
from planner.gui.widgets.find_panel import FindPanel
from planner.gui.widgets.guide import Guide
from planner.gui.widgets.navigator import Navigator
from planner.gui.widgets.notice_bar import NoticeBar
from planner.gui.widgets.status_line import StatusLine, saved_words
from planner.gui.widgets.step_pane import StepPane
from planner.gui.widgets.top_bar import TopBar
from planner.gui.workspace import Notice, Workspace
from planner.i18n import _
from planner.services.document import Changes

_NAVIGATOR, _NAVIGATOR_COMPACT, _GUIDE = 248, 66, 304
_PAGE_BESIDE_GUIDE, _PAGE_BESIDE_NAMES = 620, 540
"""Widths in pixels at 100 %; the last two are what the page must keep before a panel folds."""


class WorkshopView(QWidget):
    """The document in, signals out: `home_wanted` and `export_wanted` are for the window."""

    home_wanted = Signal()
    export_wanted = Signal(str)
    backups_wanted = Signal()
    send_wanted = Signal()

    def __init__(self, workspace: Workspace, settings: Settings, parent: QWidget | None = None) -> None:
        """Build the frame; `show_step` brings the first page."""
        super().__init__(parent)
        self.setObjectName("workshop_view")
        self.workspace = workspace
        self._settings = settings
        self._panes: dict[str, StepPane] = {}
        self._guide_over = False
        self._place: tuple[str, str] = ("", "")
        self._focus: QWidget | None = None
        self._focus_name = ""
        theme = workspace.theme
        self.top_bar = TopBar(theme)
        self.navigator = Navigator(theme)
        self.find_panel = FindPanel(workspace)
        self.notices = NoticeBar(theme, self)
        self.guide = Guide(workspace)
        self.status_line = StatusLine()
        self._stack = QStackedWidget()
        self._stack.setObjectName("steps_stack")
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.find_panel)
        middle.addWidget(self._stack, 1)
        self._body = QHBoxLayout()
        self._body.setSpacing(0)
        self._body.addWidget(self.navigator)
        self._body.addLayout(middle, 1)
        self._body.addWidget(self.guide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addLayout(self._body, 1)
        column.addWidget(self.status_line)
        self.notices.float_beside(self.navigator)
        self._actions = {command.name: self._action(command.name, command.keys) for command in COMMANDS}
        self.breakout = BreakoutDesk(workspace, settings, self.commit, self.undo, self)
        self.comments = CommentsDesk(workspace, settings, self.undo, self)
        self.table = workspace.document.table
        self._connect()
        self._show_plan()
        self.guide.show_logs()

    @property
    def current(self) -> StepPane | None:
        """The step that is shown."""
        pane = self._stack.currentWidget()
        return pane if isinstance(pane, StepPane) else None

    def pane(self, code: str) -> StepPane | None:
        """Return the pane of a step that has been shown before, or None."""
        return self._panes.get(code)

    def show_step(self, code: str) -> None:
        """Show a step; what is being typed in the one before is written first."""
        before = self.current
        if before is not None:
            before.page.commit()
        focused = QApplication.focusWidget()
        had_focus = before is None or focused is None or before.isAncestorOf(focused)
        pane = self._panes.get(code)
        self.workspace.step = code
        if pane is None:
            pane = self._panes[code] = StepPane(
                page_for(code)(step(code), self.workspace), self.workspace.theme
            )
            pane.mark_chosen.connect(lambda wanted: self._mark(code, wanted))
            self._stack.addWidget(pane)
            pane.stale = True
        if pane.stale:
            pane.stale = False
            pane.page.refresh(None)
        self._stack.setCurrentWidget(pane)
        pane.show_status(self.workspace.plan)
        if before is not pane and had_focus:
            pane.page.take_focus()
        self.navigator.set_current(code)
        self.guide.show_step(pane.page.step)
        self.status_line.show_step(pane.page.step, self.workspace.plan)
        self.top_bar.countdown.show_step(code, pane.page.step.minutes.typical)
        self._settings.remember_step(self.workspace.document.path, code)
        self._show_findings()
        self._fit()

    def show_instead(self, page: QWidget) -> None:
        """Show a page that is no step in the place of one, until a step is chosen."""
        self.commit()
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._fit()

    def walk(self, change: int) -> None:
        """Show the step so many steps further; nothing is marked."""
        codes = [each.code for each in STEPS]
        at = codes.index(self.workspace.step) + change if self.workspace.step else 0
        if 0 <= at < len(codes):
            self.show_step(codes[at])

    def reveal(self, code: str, record_id: str, field: str) -> None:
        """Show a step and bring a record's field into view; a comment has a page of its own."""
        if self.comments.reveal(record_id):
            return
        self.show_step(code)
        if self.current is not None and record_id:
            self.current.page.reveal(record_id, field)

    def commit(self) -> None:
        """Write what is still being typed."""
        if self.current is not None:
            self.current.page.commit()
        self.comments.commit()

    def forget_pages(self) -> None:
        """Let the steps go: sizes are built into them, and building is faster than styling what is there."""
        self.commit()
        pane, focused = self.current, QApplication.focusWidget()
        self._place = pane.page.place() if pane is not None else ("", "")
        self._focus = focused if focused is not None and not (pane and pane.isAncestorOf(focused)) else None
        self._focus_name = focused.objectName() if focused is not None and self._focus is None else ""
        for each in self._panes.values():
            self._stack.removeWidget(each)
            each.deleteLater()
        self._panes.clear()

    def look_again(self) -> None:
        """Take colors and sizes from the theme as it is now; the step is built anew, at the same place."""
        self.top_bar.look_again()
        self.guide.look_again()
        if self.workspace.step:
            self.show_step(self.workspace.step)
        pane = self.current
        if pane is not None:
            pane.page.return_to(self._place)
            again = pane.findChild(QWidget, self._focus_name) if self._focus_name else self._focus
            if again is not None and again.isVisible():
                again.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus = None

    def toggle_guide(self) -> None:
        """Show the guide where it is hidden, beside the page or over it; hide it where it is shown."""
        if self._guide_over or self._docked():
            self._guide_over = False
            self._settings.guide_open = self._settings.guide_open and not self._docked()
        else:
            self._settings.guide_open = True
            self._guide_over = not self._docked()
        self._fit()
        if self._guide_over:
            self.guide.parking.entry.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close what lies over the page with Esc."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._guide_over:
            self._guide_over = False
            self._fit()
            self._focus_page()
        elif self.find_panel.isVisible():
            self.find_panel.close_panel()
        else:
            self.notices.hide()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go through the window as it stands, whenever each part was built."""
        return tab_order.move_on(self, forward=forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold panels before the page is clipped."""
        super().resizeEvent(event)
        self._fit()

    def _connect(self) -> None:
        workspace = self.workspace
        workspace.changed.connect(self._look_again_at)
        workspace.unsaved_changed.connect(self.status_line.show_unsaved)
        workspace.findings_changed.connect(self._show_findings)
        workspace.notice.connect(self.notices.tell)
        workspace.told.connect(self._tell)
        self.troubles = TroubleDesk(workspace, self.notices, self._settings, self.commit, self)
        workspace.step_wanted.connect(self.show_step)
        workspace.reveal_wanted.connect(self.reveal)
        self.comments.page_wanted.connect(self.show_instead)
        self.navigator.comments_wanted.connect(self.comments.show)
        self.navigator.step_chosen.connect(self._go_to_step)
        self.navigator.mark_chosen.connect(self._mark)
        self.find_panel.place_chosen.connect(self.reveal)
        self.find_panel.closed.connect(self._focus_page)
        self.guide.close_wanted.connect(self.toggle_guide)
        bar = self.top_bar
        bar.home_wanted.connect(self.home_wanted)
        bar.undo_wanted.connect(self.undo)
        bar.redo_wanted.connect(self.redo)
        bar.guide_wanted.connect(self.toggle_guide)
        bar.export_wanted.connect(self.export_wanted)
        bar.command_wanted.connect(lambda name: self._actions[name].trigger())
        for name, slot in {
            "next_step": lambda: self.walk(1),
            "step_forward": lambda: self.walk(1),
            "step_back": lambda: self.walk(-1),
            "undo": self.undo,
            "redo": self.redo,
            "find": self.find_panel.open,
            "saved": self.name_moment,
            "history": self.show_history,
            "backups": self.backups_wanted.emit,
            "send": self.send_wanted.emit,
            "table_copy": self.breakout.make_copy,
            "bring_back": self.breakout.choose_files,
            "comments": self.comments.show,
            "export": lambda: self.export_wanted.emit(""),
            "guide": self.toggle_guide,
            "timer": bar.countdown.toggle,
            "home": self.home_wanted.emit,
        }.items():
            self._actions[name].triggered.connect(lambda _checked=False, slot=slot: slot())

    def _action(self, name: str, keys: tuple[str, ...]) -> QAction:
        action = QAction(self)
        action.setObjectName(f"{name}_action")
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(action)
        return action

    def undo(self) -> None:
        """Take the last edit of this sitting back."""
        self._replay(self.workspace.document.undo_label, undo=True)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._replay(self.workspace.document.redo_label, undo=False)

    def _replay(self, label: str, *, undo: bool) -> None:
        self.commit()
        document = self.workspace.document
        label = document.undo_label if undo else label
        if not label:
            self.notices.tell(
                _("Nothing to undo since the plan was opened.") if undo else _("Nothing to redo.")
            )
            return
        try:
            done = document.undo() if undo else document.redo()
        except PlannerError as error:
            self.troubles.show_error(error)
            return
        if done is not None:
            said = _("Undone: {edit}") if undo else _("Done again: {edit}")
            self.notices.tell(said.format(edit=label))

    def _look_again_at(self, changes: Changes) -> None:
        self.notices.outdate()
        current = self.current
        for pane in self._panes.values():
            if not changes.touches(*pane.page.kinds()):
                continue
            if pane is current:
                pane.page.refresh(changes)
            else:
                pane.stale = True
        self._show_plan()
        self.guide.show_logs()

    def _show_plan(self) -> None:
        workspace, plan = self.workspace, self.workspace.plan
        session = workspace.session
        told = [_("Copy for {table}").format(table=self.table.name)] if self.table else []
        told.extend([session.name] if session and session.name else [])
        self.top_bar.show_titles(plan.name or _("Plan without a title"), " · ".join(told))
        self.top_bar.show_undo(workspace.document.undo_label, workspace.document.redo_label)
        self.status_line.show_saved(workspace.document.saved_at)
        if self.current is not None:
            self.status_line.show_step(self.current.page.step, plan)
            self.current.show_status(plan)
        self._show_states()

    def _show_states(self) -> None:
        states, found = states_and_findings(self.workspace)
        self.navigator.show_states(states, found)
        self.navigator.show_comments(*self.comments.state())
        docked = self._docked() and not self.guide.isHidden()
        self.top_bar.show_guide(docked=docked, findings=found.get(self.workspace.step, 0))

    def _show_findings(self) -> None:
        self._show_states()
        if self.current is not None:
            self.guide.show_findings(self.current.page.step)

    def _mark(self, code: str, wanted: str) -> None:
        self.commit()
        mark_step(self, self.workspace, code, wanted)

    def name_moment(self) -> None:
        """Say that everything is saved, and give the plan as it is now a name in the history."""
        from planner.gui.dialogs.history import name_moment

        self.commit()
        name = name_moment(self, self.workspace)
        said = saved_words(self.workspace.document.saved_at)
        self.notices.tell(f"{_('“{name}” is in the history.').format(name=name)} {said}" if name else said)

    def show_history(self) -> QDialog | None:
        """Show every edit, the plan as it was, and the way back."""
        from planner.gui.dialogs.history import show_history

        self.commit()
        return show_history(self, self.workspace, self.undo)

    def _tell(self, notice: Notice) -> None:
        self.notices.tell(notice.text, action=notice.action, then=notice.then, lasting=notice.lasting)

    def _go_to_step(self, code: str) -> None:
        """Show the step chosen in the navigator, and type there; whoever walks by arrow keys stays beside."""
        walking = self.navigator.isAncestorOf(QApplication.focusWidget() or self)
        self.show_step(code)
        if not walking:
            self._focus_page()

    def _focus_page(self) -> None:
        if self.current is not None:
            self.current.page.take_focus()

    def _docked(self) -> bool:
        wide = self.width() >= self.workspace.theme.px(_NAVIGATOR + _GUIDE + _PAGE_BESIDE_GUIDE)
        return wide and self._settings.guide_open and self.current is not None

    def _fit(self) -> None:
        """Dock or fold the panels for the room there is."""
        px = self.workspace.theme.px
        docked = self._docked()
        self._guide_over = self._guide_over and not docked
        width = self.width() - (px(_GUIDE) if docked else 0)
        compact = width < px(_NAVIGATOR + _PAGE_BESIDE_NAMES)
        self.navigator.set_compact(compact)
        self.navigator.setFixedWidth(px(_NAVIGATOR_COMPACT if compact else _NAVIGATOR))
        self.guide.setFixedWidth(min(px(_GUIDE), self.width()))
        if docked:
            self._body.addWidget(self.guide)
            self.guide.show()
        else:
            self._body.removeWidget(self.guide)
            self.guide.setVisible(self._guide_over)
            top = self.top_bar.sizeHint().height()
            height = self.height() - top - self.status_line.sizeHint().height()
            self.guide.setGeometry(self.width() - self.guide.width(), top, self.guide.width(), height)
            self.guide.raise_()
        scale = self.workspace.theme.scale
        self.top_bar.fold(int(self.width() / scale))
        if self.current is not None:
            self.current.fold(int(self._stack.height() / scale))
        self._show_states()
