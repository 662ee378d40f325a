"""The timer of the window: counts down the minutes of the current step, and says so when they are over."""

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from planner.gui.theme import dress
from planner.gui.widgets.labels import PlainLabel
from planner.i18n import _

_TICK = 250  # ms


class Countdown(QWidget):
    """Time left for a step, with one button to start and pause. Each step keeps its own time.

    The clock is monotonic: changing the time of the computer does not move it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no time yet."""
        super().__init__(parent)
        self.setObjectName("countdown")
        self._step = ""
        self._left: dict[str, int] = {}  # ms
        self._clock = QElapsedTimer()
        self._tick = QTimer(self, interval=_TICK)
        self._tick.timeout.connect(self._show)
        self._time = PlainLabel(look="time")
        self._time.setObjectName("countdown_label")
        self.button = QPushButton(_("Start"))
        self.button.setObjectName("countdown_button")
        self.button.clicked.connect(self.toggle)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._time)
        row.addWidget(self.button)

    @property
    def running(self) -> bool:
        """Whether the time is running."""
        return self._tick.isActive()

    @property
    def seconds(self) -> int:
        """Seconds left for the current step; negative when it is over."""
        return self._remaining() // 1000

    def show_step(self, code: str, minutes: int) -> None:
        """Show the time of a step; the time of the step before is paused."""
        if code == self._step:
            return
        self._pause()
        self._step = code
        self._left.setdefault(code, minutes * 60_000)
        self._show()

    def toggle(self) -> None:
        """Start, or pause."""
        if self.running:
            self._pause()
        else:
            self._clock.start()
            self._tick.start()
        self._show()

    def set_compact(self, compact: bool) -> None:
        """Leave out the time, or show it."""
        self._time.setVisible(not compact)

    def _pause(self) -> None:
        if self.running:
            self._left[self._step] = self._remaining()
            self._tick.stop()

    def _remaining(self) -> int:
        left = self._left.get(self._step, 0)
        return left - self._clock.elapsed() if self.running else left

    def _show(self) -> None:
        seconds = abs(self.seconds)
        over = self.seconds < 0
        shown = f"{seconds // 60:02}:{seconds % 60:02}"
        self._time.setText(_("{time} over").format(time=shown) if over else shown)
        look = "time_over" if over else "time"
        if self._time.property("look") != look:
            dress(self._time, look)
        word = _("Pause") if self.running else _("Start")
        if self.button.text() != word:
            self.button.setText(word)
        name = _("Pause the timer") if self.running else _("Start the timer of this step")
        if self.button.accessibleName() != name:
            self.button.setAccessibleName(name)
            self.button.setToolTip(f"{name} (F8)")
