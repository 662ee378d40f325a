"""`PathReader`: the chain in the light as one sentence, large enough to be read aloud in a room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
)

from planner.gui.canvas.map_focus import MapFocus
from planner.gui.icons import icon
from planner.gui.theme import Theme, dress
from planner.gui.widgets.labels import PlainLabel
from planner.i18n import _

_HIGHEST = 132  # pixels at 100 %: five lines, then it scrolls


class PathReader(QFrame):
    """Shown while one pathway is in the light."""

    def __init__(self, focus: MapFocus, theme: Theme) -> None:
        """Read what a map has in the light."""
        super().__init__()
        self.setObjectName("path_reader")
        self.setAccessibleName(_("Read the path aloud"))
        dress(self, "bar_bottom")
        self._focus = focus
        self._theme = theme
        self.heading = PlainLabel("", "heading")
        self.heading.setObjectName("path_heading_label")
        self.words = PlainLabel("", "strong", wrap=True)
        self.words.setObjectName("path_words_label")
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._area = QScrollArea()
        self._area.setObjectName("path_area")
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self.words)
        for each in (self._area.viewport(), self.words):
            each.setAutoFillBackground(False)
        self.reasons = QCheckBox(_("With reasons"))
        self.reasons.setObjectName("path_reasons_check")
        self.reasons.setAccessibleName(_("Read the reasons as well"))
        self.reasons.toggled.connect(focus.read_reasons)
        self.before = self._button("path_before_button", _("Previous"), "PgUp", -1)
        self.after = self._button("path_after_button", _("Next"), "PgDn", 1)
        close = QToolButton()
        close.setObjectName("path_close_button")
        close.setText(_("Show everything"))
        close.setIcon(icon("close"))
        close.setToolTip(_("Show everything again (Esc)"))
        close.setAccessibleName(_("Show everything again"))
        dress(close, "quiet")
        close.clicked.connect(lambda _on=False: focus.leave())
        px = theme.px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.heading, 1)
        for each in (self.reasons, self.before, self.after, close):
            head.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(6), px(12), px(8))
        column.setSpacing(px(4))
        column.addLayout(head)
        column.addWidget(self._area)
        focus.changed.connect(self._show)
        self.hide()

    def resizeEvent(self, event: object) -> None:
        """Be as high as the words need."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _show(self) -> None:
        focus = self._focus
        self.setVisible(focus.active)
        if not focus.active:
            return
        if focus.count:
            said = _("So that: path {number} of {count}").format(number=focus.number, count=focus.count)
        else:
            said = _("So that")
        self.heading.setText(said)
        self.words.setText(focus.reading)
        self.words.setAccessibleName(focus.reading)
        for each in (self.before, self.after):
            each.setEnabled(focus.count > 1)
        self._fit()

    def _fit(self) -> None:
        wide = max(1, self._area.viewport().width())
        high = self.words.heightForWidth(wide)
        self._area.setFixedHeight(min(self._theme.px(_HIGHEST), high + 2))

    def _button(self, name: str, words: str, key: str, by: int) -> QPushButton:
        made = QPushButton(words)
        made.setObjectName(name)
        made.setAccessibleName(_("Previous path") if by < 0 else _("Next path"))
        made.setAccessibleDescription(_("Key {key}").format(key=key))
        made.setToolTip(key)
        made.setAutoDefault(False)
        made.clicked.connect(lambda _on=False: self._focus.step(by))
        return made
