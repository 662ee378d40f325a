"""Tables of the HTML document: a caption, headers with their scope, and room to scroll on a small screen.

Source: WCAG 2.1, 1.3.1 and technique H63.
"""

from planner.domain.figures.text import width as text_width
from planner.exports import outline
from planner.exports.html.markup import Links, element, escaped, shown
from planner.exports.pdf.columns import TURNED, share
from planner.exports.pdf.fonts import Fonts
from planner.exports.reading import SIGNS, legible
from planner.i18n import _

_SIZE = 9.0
_ROOM = 520.0  # points between the margins of a page: what columns share their width by
_GUTTER = 10.0


def table(links: Links, block: outline.Table, subject: str) -> str:
    """Return a table; one without a label is called `subject` to those who listen."""
    if not block.columns or not (block.rows or any(each.label for each in block.columns)):
        return ""
    own = legible(block.label).strip()
    label = own or legible(subject).strip() or _("Table")
    caption = element("caption", shown(label), "" if own else "hidden")
    head = element("thead", element("tr", _head(block))) if any(each.label for each in block.columns) else ""
    inner = caption + _columns(block) + head + _body(links, block)
    made = element("table", inner, "dense" if block.dense else "")
    note = element("p", shown(block.note), "note") if block.note else ""
    return f'<div class="scroll" role="region" tabindex="0" aria-label="{escaped(label)}">{made}</div>{note}'


def _columns(block: outline.Table) -> str:
    """Return the widths of columns of text as parts of the whole; others are as wide as what they hold."""
    widths = share(Fonts(), block, _ROOM, [_GUTTER] * len(block.columns), _SIZE)
    parts = (
        f' class="w{min(round(wide * 100 / _ROOM), 100)}"' if column.kind == "text" else ""
        for column, wide in zip(block.columns, widths, strict=True)
    )
    return element("colgroup", "".join(f"<col{part}>" for part in parts))


def _head(block: outline.Table) -> str:
    turn = any(
        column.kind == "mark" and text_width(column.label, _SIZE, "bold") > TURNED for column in block.columns
    )
    cells = []
    for column in block.columns:
        kind = _kind(column)
        if not column.label:
            cells.append(element("td", "", kind))
        elif turn and column.kind == "mark":
            words = element("span", shown(column.label))
            cells.append(element("th", words, f"{kind} turned", 'scope="col"'))
        else:
            cells.append(element("th", shown(column.label), kind, 'scope="col"'))
    return "".join(cells)


def _body(links: Links, block: outline.Table) -> str:
    """Return the rows; those below one that names a group stand together with it."""
    groups: list[list[str]] = [[]]
    for row in block.rows:
        if row.kind == "group":
            words = row.cells[0] if row.cells else ""
            span = f'colspan="{len(block.columns)}" scope="rowgroup"'
            groups.append([element("tr", element("th", _words(links, words), "group", span))])
        else:
            cells = [
                _cell(links, column, value, first=place == 0 and len(block.columns) > 1)
                for place, (column, value) in enumerate(zip(block.columns, row.cells, strict=False))
            ]
            cells += ["<td></td>"] * (len(block.columns) - len(cells))
            groups[-1].append(element("tr", "".join(cells), row.kind))
    return "".join(element("tbody", "".join(rows)) for rows in groups if rows)


def _cell(links: Links, column: outline.Column, value: outline.Cell, *, first: bool) -> str:
    """Return a cell; the first of a row is its header, where it is a text."""
    classes = _kind(column)
    if isinstance(value, outline.Shade):
        classes += f" shade {value.tone}".rstrip() if value.tone else ""
    heads = first and column.kind in ("text", "code") and bool(outline.plain(value).strip())
    name, scope = ("th", 'scope="row"') if heads else ("td", "")
    return element(name, _words(links, value), classes, scope)


def _words(links: Links, value: outline.Cell) -> str:
    if isinstance(value, outline.Status):
        classes = f"sign {value.tone}".rstrip()
        return f'<span class="{classes}" aria-hidden="true">{SIGNS[value.shape]}</span>{shown(value.word)}'
    return shown(value.words) if isinstance(value, outline.Shade) else links.words(value)


def _kind(column: outline.Column) -> str:
    return "mark-cell" if column.kind == "mark" else column.kind
