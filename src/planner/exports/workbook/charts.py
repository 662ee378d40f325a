"""Pictures of grids, drawn from the cells by the program that opens the workbook, with a text for each."""

import math
from typing import Any, Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from planner.exports.workbook.looks import INK, LINE, SECOND
from planner.exports.workbook.sheet import Chart, Grid
from planner.exports.workbook.texts import safe_text

MOST_ROWS: Final = {"bar": 30, "column": 60}
"""The rows that a picture shows, lying and standing; more could not be told apart."""
_ROW_PIXELS = 20
_WIDTH, _LEAST_WIDTH, _STANDING = 960, 600, 360
_LYING_ROW, _LYING_REST = 27, 120
_BRIGHT = 120  # of 255; dark figures are read on what is brighter
_DIGIT_PIXELS, _CELL_PIXELS = 7, 5
_LONGEST_TITLE = 200


class Charts:
    """Makes the charts of one workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book

    def insert(self, page: Worksheet, grid: Grid, chart: Chart, head: int, row: int) -> int:
        """Put the picture of a grid, with headings in row `head`, at `row`; return the last row it covers."""
        count = min(len(grid.rows), MOST_ROWS[chart.kind])
        drawn = self._book.add_chart(
            {"type": chart.kind, **({"subtype": "stacked"} if chart.stacked else {})}
        )
        first, last = head + 1, head + count
        for place, color in chart.series:
            drawn.add_series(
                {
                    "name": [page.get_name(), head, place],
                    "categories": [page.get_name(), first, chart.category, last, chart.category],
                    "values": [page.get_name(), first, place, last, place],
                    "fill": {"color": color},
                    "border": {"color": "#FFFFFF", "width": 0.75},
                    "gap": 60,
                    **_labels(chart, color),
                }
            )
        drawn.set_title(
            {
                "name": safe_text(chart.title)[:_LONGEST_TITLE],
                "overlay": False,
                "name_font": {"size": 12, "bold": True, "color": INK},
            }
        )
        words = {"num_font": {"size": 10, "color": INK}, "line": {"color": LINE}, "major_tick_mark": "none"}
        numbers: dict[str, Any] = {
            "num_format": chart.number_format,
            "num_font": {"size": 9, "color": SECOND},
            "line": {"none": True},
            "min": 0,
            "visible": not chart.labels,
            "major_gridlines": {"visible": not chart.labels, "line": {"color": LINE, "width": 0.75}},
        }
        lying = chart.kind == "bar"
        if lying:  # the first row on top; its numbers below
            drawn.set_y_axis({**words, "reverse": True, "major_gridlines": {"visible": False}})
            drawn.set_x_axis({**numbers, "label_position": "high"})
        else:
            drawn.set_x_axis(words)
            drawn.set_y_axis(numbers)
        drawn.set_legend({"position": "bottom", "font": {"size": 10, "color": INK}})
        height = _LYING_REST + _LYING_ROW * count if lying else _STANDING
        room = sum(_DIGIT_PIXELS * column.characters + _CELL_PIXELS for column in grid.columns)
        drawn.set_size({"width": min(_WIDTH, max(_LEAST_WIDTH, int(room))), "height": height})
        described = {"description": safe_text(chart.about), "object_position": 2}
        page.insert_chart(row, 0, drawn, described)
        return row + math.ceil(height / _ROW_PIXELS)


def _labels(chart: Chart, color: str) -> dict[str, Any]:
    """Return the options that write each count into its bar, with nothing said of none."""
    if not chart.labels:
        return {}
    red, green, blue = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    bright = 0.299 * red + 0.587 * green + 0.114 * blue > _BRIGHT
    font = {"size": 9, "color": INK if bright else "#FFFFFF"}
    return {"data_labels": {"value": True, "num_format": "0;;;", "font": font}}
