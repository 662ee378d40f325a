"""Controls of dialogs that are built in code: each has an object name and a name for screen readers."""

from PySide6.QtWidgets import QPushButton, QRadioButton, QWidget

from planner.gui.widgets.labels import PlainLabel


def button(text: str, name: str) -> QPushButton:
    """Return a button that Enter presses only where it has the focus or is made the default."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    return made


def radio(text: str, name: str) -> QRadioButton:
    """Return one of several choices."""
    made = QRadioButton(text)
    made.setObjectName(name)
    made.setAccessibleName(text)
    return made


def label(text: str, name: str, buddy: QWidget) -> PlainLabel:
    """Return the words above a field."""
    made = PlainLabel(text, "heading")
    made.setObjectName(name)
    made.setBuddy(buddy)
    return made
