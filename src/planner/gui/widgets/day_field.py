"""A date in a form: typed, or picked in the calendar that opens at its end."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDateEdit, QWidget

from planner.gui.icons import icon

_ICON, _MARGIN = 18, 8  # pixels beside a body text of 14


class DayField(QDateEdit):
    """Qt's date field with our picture of a calendar; the style sheet takes Qt's own arrow away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show the calendar at a click on the picture, or Alt+Down."""
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat("MMM d, yyyy")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture over the end of the field."""
        super().paintEvent(event)
        scale = self.fontMetrics().height() / 18
        size, margin = round(_ICON * scale), round(_MARGIN * scale)
        left = margin if self.isRightToLeft() else self.width() - size - margin
        painter = QPainter(self)
        place = QRect(left, (self.height() - size) // 2, size, size)
        icon("calendar").paint(painter, place, Qt.AlignmentFlag.AlignCenter)
        painter.end()
