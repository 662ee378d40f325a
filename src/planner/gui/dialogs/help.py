"""Help: what the step is for, the words of the method, the keys."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from planner import assets
from planner.gui.commands import COMMANDS, EVERYWHERE, IN_PLACE
from planner.gui.theme import Theme, dress
from planner.gui.widgets.labels import PlainLabel
from planner.i18n import _


class HelpDialog(QDialog):
    """Three pages; it stays open beside the work."""

    def __init__(self, theme: Theme, step_code: str = "", parent: QWidget | None = None) -> None:
        """Open on a step of the method, or on the keys where no workshop is open."""
        super().__init__(parent)
        self.setObjectName("help_dialog")
        self.setWindowTitle(_("Help"))
        self.tabs = QTabWidget()
        self.tabs.setObjectName("help_tabs")
        self.tabs.setAccessibleName(_("Help"))
        self.tabs.tabBar().setObjectName("help_tab_bar")
        self.tabs.tabBar().setAccessibleName(_("Pages of the help"))
        if step_code:
            self.tabs.addTab(_scrolled(_step_page(step_code), "help_step_area"), _("This step"))
        self.tabs.addTab(_Glossary(), _("Words of the method"))
        self.tabs.addTab(_scrolled(_keys_page(), "help_keys_area"), _("Keys"))
        if not step_code:
            self.tabs.setCurrentIndex(1)
        close = QPushButton(_("Close"))
        close.setObjectName("close_button")
        close.setAccessibleName(_("Close"))
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(self.tabs, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(theme.px(680), theme.px(560))


class _Glossary(QWidget):
    """Terms to search, with what each means."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("glossary_page")
        self._terms = {_(each["term"]): _(each["definition"]) for each in _terms()}
        entry = QLineEdit()
        entry.setObjectName("glossary_edit")
        entry.setPlaceholderText(_("Search a word…"))
        entry.setAccessibleName(_("Search a word of the method"))
        entry.textChanged.connect(self._filter)
        self._list = QListWidget()
        self._list.setObjectName("glossary_list")
        self._list.setAccessibleName(_("Words of the method"))
        self._list.setUniformItemSizes(True)
        self._list.currentItemChanged.connect(lambda item, _before: self._show(item))
        self._meaning = PlainLabel(wrap=True)
        self._meaning.setObjectName("glossary_meaning_label")
        self._meaning.setMinimumHeight(self._meaning.fontMetrics().lineSpacing() * 4)
        self._meaning.setAlignment(Qt.AlignmentFlag.AlignTop)
        for term in sorted(self._terms, key=str.casefold):
            self._list.addItem(term)
        column = QVBoxLayout(self)
        column.addWidget(entry)
        column.addWidget(self._list, 1)
        column.addWidget(self._meaning)
        self._list.setCurrentRow(0)

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        first = None
        for row in range(self._list.count()):
            item = self._list.item(row)
            fits = wanted in item.text().casefold() or wanted in self._terms[item.text()].casefold()
            item.setHidden(not fits)
            if fits and first is None:
                first = item
        if first is not None:
            self._list.setCurrentItem(first)

    def _show(self, item: QListWidgetItem | None) -> None:
        self._meaning.setText(f"{item.text()}: {self._terms[item.text()]}" if item else "")


def _terms() -> list[dict[str, str]]:
    """Return the words of the method, in the order of the file."""
    terms: Any = assets.method("glossary")
    return list(terms)


def _step_page(code: str) -> QWidget:
    from planner.domain.steps import step

    about = step(code)
    page = QWidget()
    page.setObjectName("help_step_page")
    dress(page, "clear")
    column = QVBoxLayout(page)
    column.setSpacing(4)
    column.addWidget(PlainLabel(f"{code} {_(about.title)}", "section", wrap=True))
    column.addWidget(PlainLabel(_(about.question), "question", wrap=True))
    for heading, text in (
        (_("What it is for"), about.purpose),
        (_("How to do it"), about.technique),
        (_("Done when"), about.done_when),
        (_("What comes out"), about.outputs),
    ):
        column.addSpacing(8)
        column.addWidget(PlainLabel(heading, "heading"))
        column.addWidget(PlainLabel(_(text), wrap=True))
    known = {each["key"]: each for each in assets.method("library")["techniques"]}
    for each in (known[key] for key in about.technique_keys if key in known):
        column.addSpacing(8)
        column.addWidget(PlainLabel(f"{_(each['name'])} · {_(each['time'])}", "heading", wrap=True))
        column.addWidget(PlainLabel(_(each["how"]), wrap=True))
    column.addStretch(1)
    return page


def _keys_page() -> QWidget:
    page = QWidget()
    page.setObjectName("help_keys_page")
    dress(page, "clear")
    grid = QGridLayout(page)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    rows = [
        (command.keys[0].replace("Return", "Enter"), command.label)
        for command in (*COMMANDS, *EVERYWHERE)
        if command.keys
    ]
    for number, (keys, label) in enumerate((*rows, *((_(keys), label) for keys, label in IN_PLACE))):
        grid.addWidget(PlainLabel(keys, "heading"), number, 0)
        grid.addWidget(PlainLabel(_(label), wrap=True), number, 1)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    return page


def _scrolled(page: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setObjectName(name)
    area.setAccessibleName(_("Help"))
    area.setWidgetResizable(True)
    area.setWidget(page)
    return area
