"""The style sheet, drawn from the colors of a theme and a scale. Lengths are pixels at 100 %."""

import re
from collections.abc import Mapping
from string import Template

from PySide6.QtGui import QColor

from planner.gui.worksheet_style import WORKSHEET

_GROUND = """
QMainWindow, QDialog { background: $paper; }
QLabel, QPushButton, QLineEdit { color: $ink; }
QToolTip { background: $ink; color: $card; border: 1px solid $ink; padding: 4px 6px; }
QLabel[look="title"] { font-size: 24px; font-weight: 700; }
QLabel[look="greeting"] { font-size: 30px; font-weight: 700; }
QLabel[look="question"] { font-size: 15px; color: $ink_second; }
QLabel[look="strong"] { font-size: 16px; font-weight: 600; }
QLabel[look="section"] { font-size: 18px; font-weight: 600; }
QLabel[look="heading"] { font-weight: 600; }
QLabel[look="second"] { color: $ink_second; }
QLabel[look="small"] { font-size: 12px; color: $ink_second; }
QLabel[look="promise"] { font-size: 17px; color: $ink_second; }
QLabel[look="small_line"] { font-size: 13px; color: $ink_second; }
QLabel[look="good_small"] { font-size: 13px; color: $good; font-weight: 600; }
QLabel[look="time"] { font-size: 18px; font-weight: 600; }
QLabel[look="time_over"] { font-size: 18px; font-weight: 600; color: $stop; }
QLabel[look="good"] { color: $good; font-weight: 600; }
QLabel[look="look"] { color: $look; }
QLabel[look="look_heading"] { color: $look; font-weight: 600; }
QLabel[look="stop"] { color: $stop; }
QLabel[look="on_primary"] { color: $primary_ink; }
QLabel[look="on_primary_strong"] { color: $primary_ink; font-size: 16px; font-weight: 600; }
QFrame[look="card"] { background: $card; border: 1px solid $line; border-radius: 9px; }
QFrame[look="panel"] { background: $panel; }
QFrame[look="side_left"] { background: $panel; border: none; border-right: 1px solid $line; }
QFrame[look="side_right"] { background: $panel; border: none; border-left: 1px solid $line; }
QFrame[look="bar_top"] { background: $card; border: none; border-bottom: 1px solid $line; }
QFrame[look="bar_bottom"] { background: $card; border: none; border-top: 1px solid $line; }
QFrame[look="row"] { background: $card; border: none; border-bottom: 1px solid $line; }
QFrame[look="row_first"] { background: $theory_tint; border: none; border-bottom: 1px solid $line; }
QFrame[first="true"] { border-top-left-radius: 8px; border-top-right-radius: 8px; }
QFrame[last="true"] { border-bottom: none; border-bottom-left-radius: 8px; border-bottom-right-radius: 8px; }
QFrame[look="notice"] { background: $ink; border-radius: 8px; }
QLabel[look="notice_text"] { color: $card; }
QFrame[look="notice_grave"] { background: $stop_background; border: 1px solid $stop; border-radius: 8px; }
QFrame[look="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget[look="clear"] { background: transparent; }
QSplitter::handle { background: $line; }
QGroupBox { border: 1px solid $line; border-radius: 9px; margin-top: 20px; padding: 8px; background: $card; }
QGroupBox::title { subcontrol-origin: margin; left: 8px; font-weight: 600; }
"""

_BUTTONS = """
QPushButton, QToolButton {
  background: $card; border: 1px solid $line; border-radius: 6px; padding: 0 12px; min-height: 30px;
  font-weight: 500;
}
QToolButton { padding: 0 7px; min-width: 16px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked,
QPushButton:checked { background: $line_faint; }
QPushButton:focus { border: 2px solid $focus; padding: 0 11px; min-height: 28px; }
QToolButton:focus { border: 2px solid $focus; padding: 0 6px; min-height: 28px; }
QPushButton:disabled, QToolButton:disabled { color: $ink_disabled; }
QPushButton[look="primary"] { background: $primary; color: $primary_ink; border: 1px solid $primary; }
QPushButton[look="primary"]:hover { background: $primary_hover; }
QPushButton[look="primary"]:focus { border: 2px solid $focus; }
QPushButton[look="primary"]:disabled { background: $line; border-color: $line; color: $ink_second; }
QPushButton[look="danger"] { color: $stop; border: 1px solid $stop; }
QPushButton[look="danger"]:disabled { color: $ink_second; border: 1px solid $line; }
QPushButton[look="quiet"],
QToolButton[look="quiet"] { background: transparent; border: 1px solid transparent; }
QPushButton[look="quiet"]:hover, QToolButton[look="quiet"]:hover { background: $hover; }
QPushButton[look="quiet"]:focus, QToolButton[look="quiet"]:focus { border: 2px solid $focus; }
QPushButton[look="link"] {
  background: transparent; border: 1px solid transparent; padding: 0 2px; min-height: 24px; color: $strategy;
  font-weight: 400; text-align: left; text-decoration: underline;
}
QPushButton[look="link"]:focus { border: 2px solid $focus; padding: 0 1px; min-height: 22px; }
QPushButton[look="on_notice"] { background: $card; color: $ink; min-height: 26px; }
QToolButton[look="on_notice_quiet"] {
  background: transparent; border: 1px solid transparent; min-height: 22px;
}
QToolButton[look="on_notice_quiet"]:focus { border: 2px solid $focus; }
QPushButton[look="card"] {
  background: $card; border: 1px solid $line; border-radius: 9px; padding: 0; min-height: 24px;
}
QPushButton[look="card"]:hover { border: 1px solid $border; background: $card; }
QPushButton[look="card"]:focus { border: 2px solid $focus; }
QPushButton[look="card_primary"] {
  background: $primary; border: 1px solid $primary; border-radius: 9px; padding: 0; min-height: 24px;
}
QPushButton[look="card_primary"]:hover { background: $primary_hover; }
QPushButton[look="card_primary"]:focus { border: 2px solid $focus; }
QPushButton[look="finding"] {
  background: $look_background; border: 1px solid $look_background; border-radius: 8px; padding: 0;
  min-height: 24px;
}
QPushButton[look="finding"]:hover { border: 1px solid $look_mark; }
QPushButton[look="finding"]:focus { border: 2px solid $focus; }
QPushButton[look="row"] {
  background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 0 4px;
  min-height: 24px;  text-align: left; font-weight: 400;
}
QPushButton[look="row"]:hover { background: $hover; }
QPushButton[look="row"]:checked { background: $line_faint; font-weight: 600; }
QPushButton[look="row"]:focus { border: 2px solid $focus; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
  background: $card; border: 1px solid $border; border-radius: 6px; padding: 0 9px; min-height: 30px;
  selection-background-color: $strategy; selection-color: $card; placeholder-text-color: $ink_second;
}
QPlainTextEdit, QTextEdit { padding: 5px 6px; }
QLineEdit:focus, QComboBox:focus,
QAbstractSpinBox:focus { border: 2px solid $focus; padding: 0 8px; min-height: 28px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus; padding: 4px 5px; min-height: 28px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"],
QAbstractSpinBox[wrong="true"] { border: 2px solid $stop; padding: 0 8px; min-height: 28px; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $panel; border-color: $line; }
QLineEdit:disabled, QComboBox:disabled,
QAbstractSpinBox:disabled { background: $panel; color: $ink_disabled; }
QComboBox QLineEdit, QComboBox QLineEdit:focus {
  border: none; padding: 0; min-height: 20px; background: transparent;
}
QComboBox::drop-down {
  border: none; width: 26px; subcontrol-origin: border; subcontrol-position: center right;
}
QComboBox QAbstractItemView {
  background: $card; border: 1px solid $line; selection-background-color: $selection;
}
QCheckBox, QRadioButton { spacing: 8px; min-height: 24px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $focus; border-radius: 6px; }
"""

_LISTS = """
QAbstractItemView {
  background: $card; alternate-background-color: $panel; border: 1px solid $line; border-radius: 6px;
  gridline-color: $line_faint; selection-background-color: $selection; selection-color: $selection_ink;
}
QAbstractItemView:focus { border: 2px solid $focus; }
QListView::item, QTreeView::item { padding: 4px 6px; min-height: 24px; }
QListWidget#questions_list { outline: 0; }
QListWidget#questions_list::item:selected { background: $selection; color: $selection_ink; border: none; }
QHeaderView::section {
  background: $panel; color: $ink_second; border: none; border-bottom: 1px solid $line; padding: 6px 8px;
  font-weight: 600;
}
QTableCornerButton::section { background: $panel; border: none; }
QTabWidget::pane { border: none; }
QTabBar::tab {
  background: transparent; color: $ink_second; border: none; border-bottom: 2px solid transparent;
  padding: 0 12px; min-height: 32px; font-weight: 500;
}
QTabBar::tab:selected { color: $ink; border-bottom: 2px solid $ink; }
QTabBar::tab:hover { background: $hover; }
QTabBar::tab:focus { color: $focus; border-bottom: 2px solid $focus; }
QMenu { background: $card; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 7px 24px 7px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $selection_ink; }
QMenu::item:disabled { color: $ink_disabled; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QProgressBar { background: $line_faint; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: $theory; border-radius: 4px; }
QProgressBar[phase] { background: $line; }
QProgressBar[phase="A"]::chunk { background: $prepare; }
QProgressBar[phase="B"]::chunk { background: $theory; }
QProgressBar[phase="C"]::chunk { background: $strategy; }
QProgressBar[phase="D"]::chunk { background: $implementation; }
QProgressBar[phase="E"]::chunk { background: $rechart; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $ink_second; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

_TEMPLATE = Template(_GROUND + _BUTTONS + _FIELDS + _LISTS + WORKSHEET)
_LENGTH = re.compile(r"\b(\d+)px")


def style_sheet(colors: Mapping[str, QColor], scale: float) -> str:
    """Return the sheet with every length multiplied by `scale`; hairlines stay one pixel."""
    sheet = _TEMPLATE.substitute({role: color.name() for role, color in colors.items()})
    return _LENGTH.sub(lambda found: f"{_scaled(int(found[1]), scale)}px", sheet)


def _scaled(length: int, scale: float) -> int:
    return length if length <= 1 else max(1, round(length * scale))
