"""The first page of a document, as it would be made now; drawn in the background while choices change."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from planner.errors import Cancelled, PlannerError
from planner.gui.export_work import DRAWING
from planner.gui.tasks import Report, Task
from planner.gui.theme import Theme, dress
from planner.gui.widgets.labels import PlainLabel
from planner.i18n import _, ngettext

if TYPE_CHECKING:  # named only: PDFium is loaded with the first page
    from planner.exports.first_page import PagePicture

Make = Callable[[Path, Report], object]
"""Writes a PDF."""

_REST = 250  # ms after the last change before a page is drawn
_READ_ALOUD = 600  # letters of the page in its description


class PagePreview(QFrame):
    """Shows the first page of a document; the page before stays, in gray, until the new one is there.

    Where only the beginning was drawn, the whole document follows: it tells how many pages there are.
    """

    shown = Signal()
    """What is wanted is what is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty until `show_page` or `show_words`."""
        super().__init__(parent)
        self._title = ""
        self._makes: tuple[Make, ...] = ()
        self._left: tuple[Make, ...] = ()
        self._task: Task | None = None
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_REST)
        self._waiting.timeout.connect(self._draw)
        dress(self, "card")
        self.title_label = PlainLabel(look="strong", wrap=True)
        self.title_label.setObjectName("preview_title_label")
        self.words_label = PlainLabel(look="second", wrap=True)
        self.words_label.setObjectName("preview_words_label")
        self.page = _Page()
        self.page.resized.connect(self._look_again)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(4)
        column.addWidget(self.title_label)
        column.addWidget(self.words_label)
        column.addWidget(self.page, 1)
        column.addStretch(0)

    @property
    def busy(self) -> bool:
        """Whether a page is being drawn, or is about to be."""
        return self._task is not None or self._waiting.isActive()

    def begin(self, theme: Theme) -> None:
        """Take the colors from a theme."""
        self.page.theme = theme

    def show_page(self, title: str, *makes: Make) -> None:
        """Show the first page of the PDF that the first of `makes` writes, in a moment.

        The second is called where the first did not return True: it writes the whole document.
        """
        if title != self._title:
            self.page.show_picture(None, "")
        self._title, self._makes = title, makes
        self.title_label.setText(title)
        self.page.setAccessibleName(_("First page: {title}").format(title=title))
        self.page.setVisible(True)
        self._look_again()

    def show_words(self, title: str, words: str) -> None:
        """Say in words what a document without pages is."""
        self._title = title
        self.close_down()
        self.title_label.setText(title)
        self.words_label.setText(words)
        self.page.show_picture(None, "")
        self.page.setVisible(False)
        self.shown.emit()

    def stop(self) -> None:
        """Stop drawing; what is wanted is drawn when something changes."""
        self._waiting.stop()
        self._left = ()
        if self._task is not None:
            self._task.cancel()

    def close_down(self) -> None:
        """Draw nothing any more: the window goes, or there is nothing to draw."""
        self._makes = ()
        self.stop()

    def _look_again(self) -> None:
        if not self._makes:
            return
        self.stop()
        self._left = self._makes
        self.words_label.setText(_("First page · drawing…"))
        self.page.dim()
        self._waiting.start()

    def _draw(self) -> None:
        """Draw in the background, once nothing else is being drawn."""
        if self._task is not None or not self._left:
            return  # `_end` goes on
        make, *left = self._left
        self._left = tuple(left)
        size = self.page.size() * self.devicePixelRatioF()
        self._task = Task(_work(make, size.width(), size.height()))
        self._task.succeeded.connect(self._show)
        self._task.failed.connect(self._fail)
        self._task.ended.connect(self._end)
        self._task.start()

    def _show(self, drawn: "_Drawn") -> None:
        if self._task is None or self._task.stopped:
            return
        picture = drawn.picture
        image = QImage(
            picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32
        ).copy()  # the bytes belong to the picture
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self.page.show_picture(image, picture.text[:_READ_ALOUD])
        if drawn.whole or not self._left:
            self._left = ()
            count = picture.pages
            said = ngettext("First page of {count}", "First page of {count}", count).format(count=count)
            self.words_label.setText(said if count > 1 else _("The only page"))
            self.shown.emit()
        else:
            self.words_label.setText(_("First page · counting pages…"))

    def _fail(self, error: PlannerError) -> None:
        if not isinstance(error, Cancelled) and self._task is not None and not self._task.stopped:
            self._left = ()
            self.page.show_picture(None, "")
            self.words_label.setText(_("The first page cannot be shown. {reason}").format(reason=error))

    def _end(self) -> None:
        self._task = None
        if self._left and not self._waiting.isActive():
            self._draw()


@dataclass(frozen=True)
class _Drawn:
    """A first page, and whether the document it was taken from is whole."""

    picture: "PagePicture"
    whole: bool


class _Page(QWidget):
    """Paints the page in the middle of its place."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme | None = None
        self._image: QImage | None = None
        self._dimmed = False
        self.setObjectName("preview_page")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that a screen reader comes to its description
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(40, 40)

    @property
    def image(self) -> QImage | None:
        """The page that is shown, if any."""
        return self._image

    def sizeHint(self) -> QSize:
        return QSize(300, 390)

    def show_picture(self, image: QImage | None, text: str) -> None:
        """Show a page; `text` is what stands on it."""
        self._image, self._dimmed = image, False
        self.setAccessibleDescription(text)
        self.update()

    def dim(self) -> None:
        """Say that the page is one of before."""
        self._dimmed = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page, its edge, and that it has the focus."""
        if self.theme is None or self._image is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.deviceIndependentSize()
        scale = min((self.width() - 4) / size.width(), (self.height() - 4) / size.height(), 1.0)
        across, down = size.width() * scale, size.height() * scale
        place = QRectF((self.width() - across) / 2, 2, across, down)
        painter.setOpacity(0.45 if self._dimmed else 1.0)
        painter.drawImage(place, self._image)
        painter.setOpacity(1.0)
        focused = self.hasFocus()
        painter.setPen(QPen(self.theme.color("focus" if focused else "line"), 2 if focused else 1))
        painter.drawRect(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the page drawn anew for another size."""
        super().resizeEvent(event)
        self.resized.emit()


def _work(make: Make, width: int, height: int) -> Callable[[Report], object]:
    """Return the work for the thread: write the PDF to a place of its own, and draw its first page."""

    def work(report: Report) -> _Drawn:
        from planner.exports.first_page import first_page

        with DRAWING, TemporaryDirectory(prefix="district-planner-") as folder:
            if not report(0, 0, ""):
                raise Cancelled
            path = Path(folder) / "first.pdf"
            whole = make(path, report) is True
            return _Drawn(first_page(path, max(40, width), max(40, height)), whole)

    return work
