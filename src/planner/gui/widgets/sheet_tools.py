"""The row of buttons above the records of a sheet."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QPushButton, QWidget

from planner.gui.theme import dress
from planner.gui.workspace import Workspace
from planner.i18n import _


class SheetTools(QWidget):
    """“+ New …” on the left; what can be done to the chosen record on the right, or in a menu when narrow."""

    def __init__(self, workspace: Workspace, kind: str) -> None:
        """Make an empty row; `kind` begins the names of its buttons."""
        super().__init__()
        self._kind = kind
        self._theme = workspace.theme
        self.setObjectName(f"{kind}_tools")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(self._theme.px(8))
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._row.addStretch(1)
        self._makers: list[QPushButton] = []
        self._actors: list[QPushButton] = []
        self._chosen: list[QPushButton] = []
        self._more = self._button(_("More ▾"), f"{kind}_actions_button", self._open, "quiet")
        self._more.setAccessibleName(_("More"))
        self._more.hide()
        self._row.addWidget(self._more)

    def sizeHint(self) -> QSize:
        """Want room for all buttons."""
        return QSize(self._needed(), self._more.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Need room for the buttons on the left and the menu."""
        width = sum(each.sizeHint().width() + self._row.spacing() for each in (*self._makers, self._more))
        return QSize(width, self._more.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what does not fit into the menu."""
        super().resizeEvent(event)
        narrow = self.width() < self._needed()
        self._more.setVisible(narrow and bool(self._actors))
        for button in self._actors:
            button.setVisible(not narrow)

    def new(
        self, text: str, do: Callable[[], object], *, name: str = "new", primary: bool = True
    ) -> QPushButton:
        """Add a button on the left that makes something."""
        button = self._button(text, f"{self._kind}_{name}_button", do, "primary" if primary else "")
        self._row.insertWidget(len(self._makers), button)
        self._makers.append(button)
        return button

    def act(
        self, text: str, name: str, do: Callable[[], object], hint: str = "", *, on_chosen: bool = True
    ) -> None:
        """Add a quiet button on the right; those `on_chosen` work once a record is chosen."""
        button = self._button(text, f"{self._kind}_{name}_button", do, "quiet")
        if hint:
            button.setToolTip(hint)
            button.setAccessibleDescription(hint)
        self._row.insertWidget(self._row.count() - 1, button)
        self._actors.append(button)
        if on_chosen:
            self._chosen.append(button)

    def usual(
        self,
        paste: Callable[[], object],
        up: Callable[[], object],
        down: Callable[[], object],
        delete: Callable[[], object],
    ) -> None:
        """Add the buttons every sheet has."""
        self.act(
            _("Paste lines"),
            "paste",
            paste,
            _("One line for each, straight from a document"),
            on_chosen=False,
        )
        self.act(_("Up"), "up", up, _("Alt+Up"))
        self.act(_("Down"), "down", down, _("Alt+Down"))
        self.act(_("Delete"), "delete", delete, _("Can be undone"))

    def chosen(self, any_chosen: bool) -> None:
        """Say whether a record is chosen."""
        for button in self._chosen:
            button.setEnabled(any_chosen)

    def show_makers(self, shown: bool) -> None:
        """Show the buttons that make something, or leave that to the note of an empty sheet."""
        for button in self._makers:
            button.setVisible(shown)

    def _needed(self) -> int:
        buttons = (*self._makers, *self._actors)
        return sum(each.sizeHint().width() + self._row.spacing() for each in buttons)

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setObjectName(f"{self._kind}_actions_menu")
        for button in self._actors:
            action = menu.addAction(button.text())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _button(self, text: str, name: str, do: Callable[[], object], look: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        if look:
            dress(button, look)
        button.clicked.connect(lambda _on=False: do())
        return button
