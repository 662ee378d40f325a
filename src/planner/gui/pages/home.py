"""The home page: three ways to begin, and the workshops of the library folder."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

import planner
from planner.gui.theme import Theme, dress
from planner.gui.widgets.card_button import CardButton
from planner.gui.widgets.labels import ElidedLabel, PlainLabel
from planner.gui.widgets.notice_bar import NoticeBar
from planner.gui.widgets.workshop_list import Shelf, WorkshopList
from planner.i18n import _, ngettext

_NO_FOCUS = 0  # Qt.FocusPolicy.NoFocus; why not by name: see widgets/labels.py
_WIDEST, _TIGHT, _STACKED = 1080, 860, 720
"""Pixels at 100 %: the column; where rows lose their bars; where cards go below one another."""


class HomePage(QWidget):
    """It only shows and asks; the window opens, makes, renames and removes."""

    painted = Signal()
    """Once, after the first paint."""
    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    help_wanted = Signal()
    workshop_wanted = Signal(Path)
    action_wanted = Signal(str, object)
    """"rename", "duplicate", "backups" or "remove", and the Entry."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show the cards; `show_entries` fills the list."""
        super().__init__(parent)
        self._theme = theme
        self._shown = False
        self.setObjectName("home_page")
        self.notices = NoticeBar(theme)
        hour = datetime.now().hour  # noqa: DTZ005  of the clock on the wall
        self._greeting = PlainLabel(_greeting(hour), "greeting", wrap=True)
        self._greeting.setObjectName("greeting_label")
        promise = PlainLabel(
            _("Everything stays on this laptop. Nothing is sent anywhere."), "promise", wrap=True
        )
        promise.setObjectName("promise_label")
        self.new_card = CardButton(
            _("New workshop"),
            _("Start with a purpose and the people in the room"),
            looks=("card_primary", "on_primary_strong", "on_primary"),
        )
        self.new_card.setObjectName("new_workshop_button")
        self.new_card.clicked.connect(self.new_wanted)
        self.open_card = CardButton(_("Open a workshop file"), _("From this laptop or a USB stick"))
        self.open_card.setObjectName("open_workshop_button")
        self.open_card.clicked.connect(self.open_wanted)
        self.sample_card = CardButton(
            _("Look at the sample"), _("A finished plan for school Wellness Centers")
        )
        self.sample_card.setObjectName("sample_button")
        self.sample_card.clicked.connect(self.sample_wanted)
        self._cards = QHBoxLayout()
        self._cards.setSpacing(14)
        for card in (self.new_card, self.open_card, self.sample_card):
            self._cards.addWidget(card, 1)
        self.search = QLineEdit()
        self.search.setObjectName("search_edit")
        self.search.setPlaceholderText(_("Search…"))
        self.search.setAccessibleName(_("Search the workshops"))
        self.list = WorkshopList(theme)
        self.list.opened.connect(self.workshop_wanted)
        self.list.action_wanted.connect(self.action_wanted)
        self.search.textChanged.connect(self.list.filter)
        self.search.returnPressed.connect(self.list.open_first)
        self._column = self._middle(promise)
        self.setFocusProxy(self.new_card)
        self._count = ElidedLabel(look="small_line")
        self._count.setObjectName("workshop_count_label")
        self._version = PlainLabel(look="small_line")
        self._version.setObjectName("version_label")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._top())
        box.addWidget(self._area(), 1)
        box.addWidget(self._bottom())

    def show_entries(self, entries: Sequence[Shelf], *, fresh: bool = True) -> None:
        """Show the workshops, the latest first and those with a problem last.

        `fresh` says that they were read from their files just now.
        """
        entries = sorted(entries, key=lambda entry: bool(entry.problem))
        self.list.show_entries(entries)
        self.search.setVisible(len(entries) > 1)
        said = ngettext("{count} workshop on this laptop", "{count} workshops on this laptop", len(entries))
        if fresh:
            self._version.setText(_("Version {number}").format(number=planner.__version__))
        self._count.setText(said.format(count=len(entries)) if fresh or entries else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the page is there for the first time."""
        super().paintEvent(event)
        if not self._shown:
            self._shown = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column readable, and the cards below one another where it is narrow."""
        super().resizeEvent(event)
        self.look_again()

    def look_again(self) -> None:
        """Take colors and sizes from the theme as it is now."""
        px = self._theme.px
        narrow = self.width() < px(_STACKED)
        tight = self.width() < px(_TIGHT)
        self._cards.setDirection(
            QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight
        )
        self._column.setFixedWidth(max(320, min(px(_WIDEST), self.width() - px(64))))
        self.search.setFixedWidth(px(200))
        self.list.look_again(narrow=tight)

    def _middle(self, promise: PlainLabel) -> QWidget:
        column = QWidget()
        column.setObjectName("home_column")
        heading = PlainLabel(_("Your workshops"), "section")
        heading.setObjectName("workshops_heading")
        row = QHBoxLayout()
        row.addWidget(heading, 1)
        row.addWidget(self.search)
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 36, 0, 24)
        box.setSpacing(0)
        box.addWidget(self._greeting)
        box.addSpacing(4)
        box.addWidget(promise)
        box.addSpacing(24)
        box.addLayout(self._cards)
        box.addSpacing(26)
        box.addLayout(row)
        box.addSpacing(8)
        box.addWidget(self.list)
        box.addStretch(1)
        return column

    def _area(self) -> QWidget:
        inside = QWidget()
        inside.setObjectName("home_inside")
        dress(inside, "clear")
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._column)
        row.addStretch(1)
        area = QScrollArea()
        area.setObjectName("home_area")
        area.setProperty("focusPolicy", _NO_FOCUS)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        return area

    def _top(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("home_top_bar")
        dress(bar, "bar_top")
        name = PlainLabel(_("District Planner"), "section")
        name.setObjectName("application_label")
        help_button = QPushButton(_("Help"))
        help_button.setObjectName("help_button")
        help_button.setAccessibleName(_("Help"))
        help_button.setToolTip(_("Help (F1)"))
        help_button.clicked.connect(self.help_wanted)
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 11, 16, 11)
        row.addWidget(name, 1)
        row.addWidget(help_button)
        return bar

    def _bottom(self) -> QWidget:
        foot = QWidget()
        foot.setObjectName("home_foot")
        bar = QFrame()
        bar.setObjectName("home_bottom_bar")
        dress(bar, "bar_bottom")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 6, 16, 6)
        row.addWidget(self._count, 1)
        row.addWidget(self._version)
        notices = QHBoxLayout()
        notices.setContentsMargins(16, 0, 16, 8)
        notices.addWidget(self.notices)
        box = QVBoxLayout(foot)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(notices)
        box.addWidget(bar)
        return foot


def _greeting(hour: int) -> str:
    if hour < 12:
        return _("Good morning. Which workshop today?")
    if hour < 18:
        return _("Good afternoon. Which workshop today?")
    return _("Good evening. Which workshop today?")
