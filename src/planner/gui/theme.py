"""The look: named colors from `resources/themes`, the shipped fonts, and sizes that scale together."""

import tomllib
from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QWidget

from planner import assets

FAMILY = "Atkinson Hyperlegible Next"
PHASE_ROLES = {"A": "prepare", "B": "theory", "C": "strategy", "D": "implementation", "E": "rechart"}
BODY, QUESTION, STRONG, TITLE, SMALL = 14, 15, 16, 24, 12
"""Type sizes in pixels at 100 %."""


class Theme(QObject):
    """The colors of one theme and the scale of everything (1.0 = 100 %).

    Painted widgets ask `color`, `px` and `font` whenever they paint; `changed` says that they must do so.
    """

    changed = Signal()

    def __init__(self, name: str, colors: dict[str, str], *, dark: bool = False) -> None:
        """Take colors by role; use `load`."""
        super().__init__()
        self.name = name
        self.dark = dark
        self.scale = 1.0
        self._colors = {role: QColor(value) for role, value in colors.items()}

    @classmethod
    def load(cls, name: str) -> "Theme":
        """Read a theme: "light", "dark", "high_contrast" or "print"."""
        read = tomllib.loads(assets.text(f"themes/{name}.toml"))
        return cls(name, read["colors"], dark=read["dark"])

    def color(self, role: str) -> QColor:
        """Return the color of a role such as "ink"; KeyError when no theme knows it."""
        return QColor(self._colors[role])

    def hex(self, role: str) -> str:
        """Return the color of a role as `#RRGGBB`."""
        return self._colors[role].name()

    def phase(self, key: str) -> tuple[QColor, QColor]:
        """Return accent and tint of a phase, by its letter or the code of one of its steps."""
        role = PHASE_ROLES[key[0]]
        return self.color(role), self.color(f"{role}_tint")

    def px(self, size: float) -> int:
        """Return a length in pixels at the current scale."""
        return round(size * self.scale)

    def font(
        self, size: float = BODY, weight: QFont.Weight = QFont.Weight.Normal, *, tabular: bool = False
    ) -> QFont:
        """Return the screen font at a size in pixels at 100 %; `tabular` for figures under one another."""
        font = QFont(FAMILY)
        font.setPixelSize(max(6, self.px(size)))
        font.setWeight(weight)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def palette(self) -> QPalette:
        """Return the palette that fits the colors, for what the style sheet does not reach."""
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, name in {
            roles.Window: "paper",
            roles.WindowText: "ink",
            roles.Base: "card",
            roles.AlternateBase: "panel",
            roles.Text: "ink",
            roles.Button: "card",
            roles.ButtonText: "ink",
            roles.BrightText: "stop",
            roles.Highlight: "selection",
            roles.HighlightedText: "selection_ink",
            roles.PlaceholderText: "ink_second",
            roles.ToolTipBase: "ink",
            roles.ToolTipText: "card",
            roles.Link: "strategy",
            roles.LinkVisited: "rechart",
            roles.Mid: "line",
            roles.Midlight: "line_faint",
            roles.Light: "card",
            roles.Dark: "border",
            roles.Shadow: "line",
            roles.Accent: "focus",
        }.items():
            palette.setColor(role, self.color(name))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("ink_disabled"))
        return palette

    def style_sheet(self, scale: float | None = None) -> str:
        """Return the style sheet of the application at a scale (the current one unless told)."""
        from planner.gui.style_sheet import style_sheet

        return style_sheet(self._colors, self.scale if scale is None else scale)


def dress(widget: QWidget, look: str) -> QWidget:
    """Give a widget one of the looks of the style sheet, such as "primary"; return the widget.

    Labels: title, question, strong, heading, second, small, count, good, look, stop.
    Buttons: primary, quiet (no outline), link, card, danger. Frames: card, panel, bar, finding, line.
    """
    before = widget.property("look")
    if before == look:
        return widget
    widget.setProperty("look", look)
    if before is not None or widget.isVisible():  # a new widget is styled when it is shown
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
    return widget


@cache
def load_fonts(*, italic: bool = False) -> tuple[str, ...]:
    """Give the upright (or the italic) faces to Qt, once; return the families.

    Other scripts fall back to the system's faces.
    """
    families: set[str] = set()
    for name in assets.names("fonts", ".ttf"):
        if name.startswith("Atkinson") and ("Italic" in name) is italic:
            number = QFontDatabase.addApplicationFontFromData(assets.data(f"fonts/{name}"))
            families.update(QFontDatabase.applicationFontFamilies(number))
    return tuple(sorted(families))
