"""The guiding questions of a step, with the technique and the minutes it takes."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from planner import assets
from planner.domain.steps import Step
from planner.gui.theme import dress
from planner.gui.widgets.labels import PlainLabel
from planner.i18n import _


class Questions(QWidget):
    """Questions to read out, one below the other; how each technique works unfolds at a click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setObjectName("questions")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_step(self, step: Step) -> None:
        """Show the texts of a step."""
        empty_layout(self._column)
        for number, question in enumerate(step.ask, 1):
            row = QHBoxLayout()
            row.setSpacing(8)
            dot = PlainLabel("•")
            dot.setObjectName(f"question_{number}_dot")
            text = PlainLabel(_(question), wrap=True)
            text.setObjectName(f"question_{number}_label")
            row.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(text, 1)
            self._column.addLayout(row)
        minutes = _("About {typical} minutes ({least} to {most})").format(
            typical=step.minutes.typical, least=step.minutes.least, most=step.minutes.most
        )
        technique = PlainLabel(f"{_(step.technique)} {minutes}.", "second", wrap=True)
        technique.setObjectName("technique_label")
        self._column.addWidget(technique)
        known = {each["key"]: each for each in assets.method("library")["techniques"]}
        for key in step.technique_keys:
            if key in known:
                self._add_technique(known[key])

    def _add_technique(self, technique: Mapping[str, Any]) -> None:
        name = _(technique["name"])
        button = QPushButton(_("How: {technique}").format(technique=name))
        button.setObjectName(f"{technique['key']}_button")
        button.setAccessibleName(_("How to do it: {technique}").format(technique=name))
        dress(button, "link")
        how = PlainLabel(f"{_(technique['how'])} ({_(technique['time'])})", "second", wrap=True)
        how.setObjectName(f"{technique['key']}_label")
        how.hide()
        button.clicked.connect(lambda: how.setVisible(how.isHidden()))
        self._column.addWidget(button)
        self._column.addWidget(how)


def empty_layout(layout: QLayout) -> None:
    """Take everything out of a layout, and away."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty_layout(inner)
            inner.deleteLater()
