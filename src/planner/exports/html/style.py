"""How the HTML document looks: colors by day, at night and on paper, on a screen of any width."""

import base64
from collections.abc import Mapping

from planner import assets
from planner.exports.reading import legible

FACE = "Atkinson Hyperlegible Next"

_FACES = ((400, "Regular"), (600, "SemiBold"), (700, "Bold"))
_ROLES = (
    *("paper", "card", "panel", "ink", "ink_second", "ink_disabled", "line", "line_faint", "border", "link"),
    *("focus", "primary", "primary_ink", "selection", "selection_ink", "hover", "primary_hover"),
    *("prepare", "prepare_tint", "theory", "theory_tint", "strategy", "strategy_tint"),
    *("implementation", "implementation_tint", "rechart", "rechart_tint"),
    *("good", "good_background", "look", "look_mark", "look_background", "stop", "stop_background"),
)


_WIDTHS = "".join(f".w{part}{{width:{part}%}}" for part in range(1, 101))

_PAGE = """
:root {{ --scale: {scale} }}
@page {{
  size: {size};
  margin: 18mm 16mm;
  @bottom-left {{ content: {foot}; {furniture} }}
  @bottom-right {{ content: {number}; {furniture} }}
  @top-right {{ content: {mark}; {furniture} font-weight: bold; }}
}}
@page wide {{ size: {size} landscape }}
"""
_FURNITURE = f'font: 8pt "{FACE}", Arial, sans-serif; color: {{color}};'


def css(
    themes: Mapping[str, Mapping[str, str]],
    *,
    title: str,
    page: tuple[str, str],
    mark: str,
    paper: str,
    scale: float = 1.0,
) -> str:
    """Return the whole style sheet.

    `themes` are the colors by day (“light”), at night (“dark”) and on paper (“print”), by role. `page` are
    the words before and after the number of a page; `title` stands at its foot, `mark` at its top. Large
    print has a `scale` above 1.
    """
    printed = _PAGE.format(
        scale=f"{scale:g}",
        size="letter" if paper == "letter" else "A4",
        foot=_string(title),
        number=f"{_string(page[0])} counter(page) {_string(page[1])} counter(pages)",
        mark=_string(mark),
        furniture=_FURNITURE.format(color=themes["print"]["ink_second"]),
    )
    parts = (
        *(_face(*each) for each in _FACES),
        f":root {{ color-scheme: light dark; {_variables(themes['light'])} }}\n",
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_variables(themes['dark'])} }} }}\n",
        f"@media print {{ :root {{ {_variables(themes['print'])} }} }}\n",
        assets.text("html/document.css"),
        _WIDTHS,
        printed,
    )
    return "".join(parts)


def variable(role: str) -> str:
    """Return the color of a role as a custom property, so that it follows the theme."""
    return f"var(--{_name(role)})"


def roles() -> dict[str, str]:
    """Return every role with its custom property, as drawings take colors."""
    return {role: variable(role) for role in _ROLES}


def _name(role: str) -> str:
    return {"good": "good-strong", "stop": "stop-strong"}.get(role, role.replace("_", "-"))


def _variables(colors: Mapping[str, str]) -> str:
    return "".join(f"--{_name(role)}:{colors[role]};" for role in _ROLES)


def _face(weight: int, name: str) -> str:
    data = base64.b64encode(assets.data(f"fonts/AtkinsonHyperlegibleNext-{name}.ttf")).decode("ascii")
    return (
        f'@font-face{{font-family:"{FACE}";font-weight:{weight};'
        f'src:url(data:font/ttf;base64,{data}) format("truetype")}}\n'
    )


def _string(text: str) -> str:
    """Return a text as CSS writes it: all but letters and digits by number, so that nothing ends it."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in legible(text)) + '"'
