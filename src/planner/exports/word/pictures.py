"""Pictures of Word: drawings as PNG with the words that say what they show (DrawingML, ECMA-376, 20.4)."""

import io

from docx.parts.story import StoryPart

from planner.domain.figures.figure import Figure, Rect
from planner.exports.raster import png
from planner.exports.reading import legible
from planner.exports.word.markup import escaped
from planner.i18n import _

_EMU = 12_700
"""English metric units in a point."""

_LARGEST = 1.25  # a small figure that fills a page is not blown up beyond this
_SHARES = (1.0, 2.0, 2.0, 2.0, 1.0)  # how wide the bars of the five phases are beside each other
_BAR_GAP = 3.0
_BAR_HEIGHT = 7.0
_PHASES = ("prepare", "theory", "strategy", "implementation", "rechart")


class Pictures:
    """Puts pictures into one document, each with a number of its own."""

    def __init__(self, part: StoryPart) -> None:
        """Take the part of the package that holds the text."""
        self._part = part
        self._number = 0

    def picture(self, figure: Figure, alt: str, room: float, depth: float, *, fill: bool = False) -> str:
        """Return a run with a drawing that fits into `room` × `depth` points."""
        scale = min(room / figure.width, depth / figure.height, _LARGEST if fill else 1.0)
        told = next(filter(str.strip, map(legible, (alt, figure.title))), _("Picture"))
        return self._run(figure, scale, f' descr="{escaped(told)}"', "")

    def bars(self, room: float) -> str:
        """Return a run with the five bars of the phases, marked as decoration."""
        unit = (room - _BAR_GAP * (len(_SHARES) - 1)) / sum(_SHARES)
        x, items = 0.0, []
        for share, role in zip(_SHARES, _PHASES, strict=True):
            items.append(Rect(x, 0.0, share * unit, _BAR_HEIGHT, fill=role))
            x += share * unit + _BAR_GAP
        plain = (
            '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
            ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
            "</a:ext></a:extLst>"
        )
        return self._run(Figure(room, _BAR_HEIGHT, tuple(items)), 1.0, ' descr=""', plain)

    def _run(self, figure: Figure, scale: float, told: str, extra: str) -> str:
        self._number += 1
        width, height = figure.width * scale, figure.height * scale
        image = io.BytesIO(png(figure, width))
        relation, _image = self._part.get_or_add_image(image)
        extent = f'cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"'
        name = f'id="{self._number}" name="Picture {self._number}"'
        known = f"<wp:docPr {name}{told}>{extra}</wp:docPr>" if extra else f"<wp:docPr {name}{told}/>"
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>{known}'
            '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            f"<pic:pic><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
            f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
