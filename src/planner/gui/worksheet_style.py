"""The part of the style sheet that worksheets need: labels and hints, rows of buttons, chips, lists, grids.

Names in `$` are the roles of the themes; lengths are pixels at 100 %.
"""

WORKSHEET = """
QLabel[look="label"] { font-weight: 600; }
QLabel[look="hint"] { color: $ink_second; font-size: 13px; }
QLabel[look="example"] { color: $ink_second; font-style: italic; }
QLabel[look="finding"] {
  background: $look_background; color: $look; border-radius: 6px; padding: 6px 10px; font-size: 13px;
}
QLabel[look="code"] { color: $ink_second; font-weight: 600; }
QLabel[look="caption"] { color: $ink_second; font-size: 12px; }
QPushButton[look="segment"] {
  min-height: 30px; padding: 0 11px; border: 1px solid $border;
}
QPushButton[look="segment"]:checked {
  background: $selection; color: $selection_ink; border: 2px solid $theory; padding: 0 10px; min-height: 28px;
}
QPushButton[look="segment"]:focus { border: 2px solid $focus; padding: 0 10px; min-height: 28px; }
QPushButton[look="mark"] { min-height: 30px; padding: 0 2px; font-weight: 400; border: 1px solid $border; }
QPushButton[look="mark"]:checked {
  background: $theory; color: $card; border: 1px solid $theory; font-weight: 600;
}
QPushButton[look="mark"]:focus { border: 2px solid $focus; min-height: 28px; }
QPushButton[look="tab"] { min-height: 30px; padding: 0 12px; font-weight: 500; }
QPushButton[look="tab"]:checked { background: $primary; color: $primary_ink; border: 1px solid $primary; }
QPushButton[look="tab"]:focus { border: 2px solid $focus; padding: 0 11px; min-height: 28px; }
QPushButton[look="field"] {
  background: $card; border: 1px solid $border; text-align: left; font-weight: 400; padding: 0 9px;
}
QPushButton[look="field"]:focus { border: 2px solid $focus; padding: 0 8px; min-height: 28px; }
QPlainTextEdit[large="true"] { font-size: 16px; }
QLineEdit[large="true"] { font-size: 16px; min-height: 36px; }
QLineEdit[large="true"]:focus { min-height: 34px; }
QToolButton[look="inside"] {
  background: transparent; border: none; border-radius: 4px; padding: 0; min-height: 20px; min-width: 20px;
}
QToolButton[look="inside"]:hover { background: $hover; }
QFrame[look="chips"] { background: transparent; border: none; }
QFrame[look="chip"] {
  background: $selection; border: none; border-radius: 6px; min-height: 30px; max-height: 30px;
}
QFrame[look="chip"] QLabel { color: $selection_ink; }
QFrame[look="chip"] QToolButton {
  background: transparent; border: 1px solid transparent; padding: 0 2px; min-height: 22px; min-width: 20px;
}
QFrame[look="chip"] QToolButton:hover { background: $hover; }
QFrame[look="chip"] QToolButton:focus { border: 2px solid $focus; padding: 0 1px; min-height: 20px; }
QPushButton[look="test_passed"], QPushButton[look="test_open"] {
  background: $good_background; color: $good; border: 1px solid transparent; border-radius: 12px;
  padding: 2px 10px; min-height: 20px; font-weight: 400;
}
QPushButton[look="test_open"] { background: $look_background; color: $look; }
QPushButton[look="test_passed"]:focus, QPushButton[look="test_open"]:focus {
  border: 2px solid $focus; padding: 1px 9px;
}
QFrame[look="popup"] { background: $card; border: 1px solid $border; border-radius: 6px; }
QListView[look="menu"], QListView[look="menu"]:focus { border: none; background: $card; }
QListView[look="menu"]::item { padding: 5px 8px; border-radius: 4px; }
QListView[look="menu"]::item:selected, QListView[look="menu"]::item:hover {
  background: $selection; color: $selection_ink;
}
QListView[look="records"], QListView[look="records"]:focus { background: transparent; border: none; }
QTextEdit[look="reading"] { background: transparent; border: 1px solid transparent; padding: 0; }
QTextEdit[look="reading"]:focus { border: 2px solid $focus; padding: 0; }
QTableView[look="grid"], QTableView[look="grid"]:focus {
  background: transparent; border: none; selection-background-color: $selection;
}
QTableView[look="grid"]::item { border: none; border-bottom: 1px solid $line_faint; padding: 0 8px; }
QTableView[look="grid"]::item:selected { background: $selection; color: $selection_ink; }
QTableView[look="grid"] QHeaderView { background: transparent; border: none; }
QTableView[look="grid"] QHeaderView::section { background: transparent; padding: 6px 10px; }
QTableView[look="grid"] QLineEdit, QTableView[look="grid"] QComboBox { border-radius: 0; min-height: 28px; }
QTableView[look="grid"] QPushButton { border-radius: 0; min-height: 26px; }
QSplitter[look="clear"]::handle { background: transparent; }
QComboBox[look="combo"]::drop-down { border: none; width: 26px; }
QComboBox[look="combo"]::down-arrow { image: none; }
"""
