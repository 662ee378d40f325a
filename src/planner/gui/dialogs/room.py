"""Room for texts that wrap: Qt does not make a dialog higher when one of its labels becomes longer."""

from PySide6.QtWidgets import QDialog


def widen(dialog: QDialog, width: int) -> None:
    """Make a dialog so many pixels wide at least, as far as the window under it is."""
    parent = dialog.parentWidget()
    dialog.setMinimumWidth(min(width, parent.width() - 40 if parent is not None else width))


def grow(dialog: QDialog) -> None:
    """Make a dialog as high as its texts need at its present width; it never becomes smaller."""
    column = dialog.layout()
    if column is None:
        return
    column.activate()
    needed = max(column.totalHeightForWidth(dialog.width()), column.totalMinimumSize().height())
    dialog.setMinimumHeight(min(needed, dialog.screen().availableGeometry().height()))
