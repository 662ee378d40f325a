"""The bar above the workshop: which plan, undo and redo, the timer, the guide and the export."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from planner.gui.commands import COMMANDS, MENU
from planner.gui.icons import icon
from planner.gui.theme import Theme, dress
from planner.gui.widgets.countdown import Countdown
from planner.gui.widgets.labels import ElidedLabel
from planner.i18n import N_, _, ngettext

EXPORTS = (
    ("full", N_("Full plan, and other documents…")),
    ("review-workbook", N_("Review workbook, to hear what others say…")),
    ("workbook", N_("Excel workbook…")),
    ("map", N_("Outcome map…")),
)
"""What the button offers first: codes of documents, and words."""


class TopBar(QFrame):
    """Title and session at the left, controls at the right; words fold before anything is clipped."""

    home_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    guide_wanted = Signal()
    export_wanted = Signal(str)
    """The code of a document, as in `EXPORTS`."""
    command_wanted = Signal(str)
    """The name of a command of `MENU`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the controls."""
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("top_bar")
        dress(self, "bar_top")
        self.home_button = QToolButton()
        self.home_button.setObjectName("home_button")
        self.home_button.setAccessibleName(_("All workshops"))
        self.home_button.setToolTip(_("All workshops (Alt+Home)"))
        dress(self.home_button, "quiet")
        self.home_button.clicked.connect(self.home_wanted)
        self._title = ElidedLabel(look="strong")
        self._title.setObjectName("plan_title_label")
        self._session = ElidedLabel(look="small")
        self._session.setObjectName("session_label")
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self._title)
        titles.addWidget(self._session)
        self.undo_button = QPushButton(_("Undo"))
        self.undo_button.setObjectName("undo_button")
        self.undo_button.clicked.connect(self.undo_wanted)
        self.redo_button = QToolButton()
        self.redo_button.setObjectName("redo_button")
        self.redo_button.clicked.connect(self.redo_wanted)
        self.menu_button = QToolButton()
        self.menu_button.setObjectName("workshop_menu_button")
        self.menu_button.setAccessibleName(_("More for this workshop"))
        self.menu_button.setToolTip(_("More for this workshop"))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(self._workshop_menu())
        self.countdown = Countdown()
        self.guide_button = QPushButton(_("Guide"))
        self.guide_button.setObjectName("guide_button")
        self.guide_button.setToolTip(_("Show or hide the guide (F9)"))
        self.guide_button.clicked.connect(self.guide_wanted)
        self.export_button = QPushButton(_("Export plan"))
        self.export_button.setObjectName("export_button")
        self.export_button.setAccessibleName(_("Export plan"))
        self.export_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.export_button.setMenu(self._export_menu())
        dress(self.export_button, "primary")
        self._row = QHBoxLayout(self)
        self._row.setSpacing(12)
        self._row.addWidget(self.home_button)
        self._row.addLayout(titles, 1)
        for control in (
            *(self.undo_button, self.redo_button, self.menu_button, self.countdown),
            *(self.guide_button, self.export_button),
        ):
            self._row.addWidget(control)
        self.show_undo("", "")
        self.show_guide(docked=True, findings=0)
        self.look_again()

    def look_again(self) -> None:
        """Take colors and sizes from the theme as it is now."""
        px = self._theme.px
        self._row.setContentsMargins(px(14), px(9), px(16), px(9))
        self.home_button.setIcon(icon("menu", self._theme.color("ink")))
        self.undo_button.setIcon(icon("undo", self._theme.color("ink")))
        self.redo_button.setIcon(icon("redo", self._theme.color("ink")))
        self.menu_button.setIcon(icon("more", self._theme.color("ink")))
        self.guide_button.setIcon(icon("guide", self._theme.color("ink")))
        self.export_button.setIcon(icon("chevron_down", self._theme.color("primary_ink")))
        for button in (
            *(self.home_button, self.undo_button, self.redo_button, self.menu_button),
            *(self.guide_button, self.export_button),
        ):
            size = px(18)
            button.setIconSize(button.iconSize().scaled(size, size, Qt.AspectRatioMode.IgnoreAspectRatio))

    def show_titles(self, title: str, session: str) -> None:
        """Show what the plan and the current session are called."""
        self._title.setText(title)
        self._session.setText(session)
        self._session.setVisible(bool(session))

    def show_undo(self, undo: str, redo: str) -> None:
        """Name what undo and redo would do; an empty label means nothing."""
        self._name_in_menu("undo", _("Undo: {edit}").format(edit=undo) if undo else _("Undo"), on=bool(undo))
        self._name_in_menu("redo", _("Redo: {edit}").format(edit=redo) if redo else _("Redo"), on=bool(redo))
        said = _("Undo: {edit}").format(edit=undo) if undo else _("Nothing to undo since the plan was opened")
        self.undo_button.setEnabled(bool(undo))
        self.undo_button.setAccessibleName(said)
        self.undo_button.setToolTip(escape(f"{said} (Ctrl+Z)"))
        said = _("Redo: {edit}").format(edit=redo) if redo else _("Nothing to redo")
        self.redo_button.setEnabled(bool(redo))
        self.redo_button.setAccessibleName(said)
        self.redo_button.setToolTip(escape(f"{said} (Ctrl+Y)"))

    def show_guide(self, *, docked: bool, findings: int) -> None:
        """Offer the guide where it is not beside the work, with the count of things to look at."""
        self.guide_button.setVisible(not docked)
        self.guide_button.setText(_("Guide · {count}").format(count=findings) if findings else _("Guide"))
        things = ngettext("{count} thing to look at", "{count} things to look at", findings)
        self.guide_button.setAccessibleName(
            _("Guide, {things}").format(things=things.format(count=findings)) if findings else _("Guide")
        )

    def fold(self, room: int) -> None:
        """Drop words where there are fewer than some pixels (at 100 %) of room."""
        self.undo_button.setText(_("Undo") if room >= 700 else "")
        self.redo_button.setVisible(room >= 560)  # the menu has it too
        self.countdown.set_compact(room < 560)
        self.export_button.setText(_("Export plan") if room >= 640 else _("Export"))
        if room < 640:
            self.guide_button.setText("")
        self.home_button.setVisible(True)

    def _name_in_menu(self, name: str, words: str, *, on: bool) -> None:
        action = self._menu_actions[name]
        action.setText(words.replace("&", "&&"))
        action.setEnabled(on)

    def _workshop_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("open_workshop_menu")
        known = {command.name: command for command in COMMANDS}
        self._menu_actions: dict[str, QAction] = {}
        for name in MENU:
            if not name:
                menu.addSeparator()
                continue
            keys = known[name].keys
            action = menu.addAction(_(known[name].label))
            action.setObjectName(f"menu_{name}_action")
            if keys:  # shown only: the window's own action of this name answers to the keys
                action.setShortcut(QKeySequence(keys[0]))
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                action.setShortcutVisibleInContextMenu(True)
            action.triggered.connect(lambda _checked=False, wanted=name: self.command_wanted.emit(wanted))
            self._menu_actions[name] = action
        return menu

    def _export_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("export_menu")
        for value, label in EXPORTS:
            action = menu.addAction(_(label))
            action.setObjectName(f"export_{value}_action")
            action.triggered.connect(lambda _checked=False, wanted=value: self.export_wanted.emit(wanted))
        return menu
