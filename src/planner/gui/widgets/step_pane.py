"""One step as the window shows it: title, question and tools above, the page below."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from planner.domain.plan import Plan
from planner.domain.steps import status
from planner.gui.icons import icon
from planner.gui.pages.page import StepPage
from planner.gui.theme import Theme
from planner.gui.widgets.flow_layout import FlowLayout
from planner.gui.widgets.labels import PlainLabel
from planner.gui.widgets.navigator import STATUS_WORDS, marks_menu
from planner.i18n import _

_LOW = 430  # pixels at 100 %: a pane lower than this shows no question


class StepPane(QWidget):
    """The header never scrolls away; the page scrolls where it is larger than the room."""

    mark_chosen = Signal(str)
    """The status somebody wants for this step."""

    def __init__(self, page: StepPage, theme: Theme, parent: QWidget | None = None) -> None:
        """Frame a page."""
        super().__init__(parent)
        self.page = page
        self.stale = False
        self._theme = theme
        self._status = "not_started"
        step = page.step
        stem = step.code.lower()
        self.setObjectName(f"{stem}_pane")
        self.title = PlainLabel(_(step.name), "title", wrap=True)
        self.title.setObjectName(f"{stem}_title_label")
        self.question = PlainLabel(_(step.question), "question", wrap=True)
        self.question.setObjectName(f"{stem}_question_label")
        self.status_button = QPushButton()
        self.status_button.setObjectName(f"{stem}_status_button")
        self.status_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.status_button.clicked.connect(self._show_marks)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.title, 1)
        top.addWidget(self.status_button, 0, Qt.AlignmentFlag.AlignTop)
        header = QVBoxLayout()
        header.setContentsMargins(24, 16, 24, 12)
        header.setSpacing(2)
        header.addLayout(top)
        header.addWidget(self.question)
        self.addActions(page.actions())  # the tools stand outside the page
        tools = page.tools()
        if tools:
            row = QWidget()
            row.setObjectName(f"{stem}_tools")
            flow = FlowLayout(row)
            for tool in tools:
                flow.addWidget(tool)
            header.addSpacing(8)
            header.addWidget(row)
        area = QScrollArea()
        area.setObjectName(f"{stem}_area")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(header)
        column.addWidget(area, 1)
        self.area = area

    def minimumSizeHint(self) -> QSize:
        """Never make the window larger: the page scrolls."""
        return QSize(self._theme.px(200), self._theme.px(100))

    def show_status(self, plan: Plan) -> None:
        """Show how far the group is with this step."""
        self._status = status(plan, self.page.step.code)
        word = _(STATUS_WORDS[self._status])
        self.status_button.setText(word[:1].upper() + word[1:])
        size = self._theme.px(16)
        self.status_button.setIconSize(QSize(size, size))
        self.status_button.setIcon(icon("chevron_down", self._theme.color("ink_second")))
        self.status_button.setAccessibleName(_("State of this step: {state}").format(state=word))

    def fold(self, height: int) -> None:
        """Leave the question out where there are fewer than some pixels (at 100 %) of height."""
        self.question.setVisible(height >= _LOW)

    def _show_marks(self) -> None:
        menu = marks_menu(self, self._status)
        menu.triggered.connect(lambda action: self.mark_chosen.emit(action.data()))
        menu.popup(self.status_button.mapToGlobal(self.status_button.rect().bottomLeft()))
