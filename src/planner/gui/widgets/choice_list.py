"""A list of things to take or leave: a box, a title, a few words about it, and its sort at the edge."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from planner.gui.theme import SMALL, Theme

Index = QModelIndex | QPersistentModelIndex
_CODE, _ABOUT, _SORT = (Qt.ItemDataRole.UserRole + number for number in range(3))
_MARGIN, _BOX, _GAP = 10, 18, 10
_ENDLESS = 16_777_215  # as high as Qt lets a widget be
_SECOND = 13  # size of the words under the title
_AT_EDGE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True)
class Choice:
    """A line: its code, title, a few words about it, and its sort. One that is `fixed` cannot be chosen."""

    code: str
    title: str
    about: str
    sort: str
    fixed: bool = False


class ChoiceList(QListWidget):
    """Space or a click on the box takes a line in or out; a click on its words takes it in."""

    chosen_changed = Signal()
    """Other lines are chosen now."""
    settled = Signal()
    """The lines have found their places for another size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be empty until `show_choices`."""
        super().__init__(parent)
        self._all = False
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemChanged.connect(lambda _item: self.chosen_changed.emit())

    def show_choices(self, theme: Theme, choices: Iterable[Choice]) -> None:
        """Offer these lines instead of others, none of them chosen."""
        self.setItemDelegate(_Lines(self, theme))
        self.clear()
        for each in choices:
            item = QListWidgetItem(each.title)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(flags if each.fixed else flags | Qt.ItemFlag.ItemIsUserCheckable)
            if not each.fixed:
                item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(_CODE, each.code)
            item.setData(_ABOUT, each.about)
            item.setData(_SORT, each.sort)
            said = [each.title, each.sort, " ".join(each.about.split())]
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ". ".join(part for part in said if part))
            self.addItem(item)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The codes of the lines that are taken, in the order of the list."""
        return tuple(str(each.data(_CODE)) for each in self._items() if _is_checked(each))

    @property
    def current_code(self) -> str:
        """The code of the line that is looked at; "" where none is."""
        row = self.currentRow()
        return str(self.item(row).data(_CODE)) if row >= 0 else ""

    def choose(self, code: str, *, on: bool = True) -> None:
        """Take a line in or out, and look at it."""
        for item in self._items():
            if item.data(_CODE) == code:
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
                self.setCurrentItem(item)

    def show_all(self, on: bool, least: int) -> None:
        """Be as high as all lines need, or scroll and be at least `least` pixels high."""
        self._all = on
        self.setMinimumHeight(least)
        self.setMaximumHeight(_ENDLESS)
        if on:
            self._fit()

    def current_place(self) -> QRect:
        """Return where the line that is looked at is, in pixels of the list."""
        return self.visualItemRect(self.currentItem())

    def _fit(self) -> None:
        rows = sum(self.sizeHintForRow(row) for row in range(self.count()))
        self.setFixedHeight(rows + 2 * self.frameWidth() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew."""
        super().resizeEvent(event)
        self.doItemsLayout()
        if self._all and event.size().width() != event.oldSize().width():
            self._fit()
        self.settled.emit()

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]


class _Lines(QStyledItemDelegate):
    """Draws a line, and says what a click means."""

    def __init__(self, view: ChoiceList, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        px = self._theme.px
        title = self._height(self._title_font(), str(index.data()), self._title_room(index))
        about = self._height(self._theme.font(_SECOND), str(index.data(_ABOUT)), self._room())
        return QSize(px(160), title + about + px(14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self._theme, self._theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.color("hover"))
            if self._view.hasFocus():
                painter.setPen(QPen(theme.color("focus"), 2))
                painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        free = bool(index.flags() & Qt.ItemFlag.ItemIsUserCheckable)
        if free:
            self._box(painter, option.rect, checked=_index_is_checked(index))
        left, top = option.rect.left() + px(_MARGIN + _BOX + _GAP), option.rect.top() + px(7)
        title = QRect(left, top, self._title_room(index), option.rect.height() - px(14))
        painter.setFont(self._title_font())
        painter.setPen(theme.color("ink" if free else "ink_second"))
        painter.drawText(title, _WRAP, str(index.data()))
        painter.setPen(theme.color("ink_second"))
        painter.setFont(theme.font(SMALL))
        edge = QRect(left, top + px(2), self._room(), title.height())
        painter.drawText(
            edge, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, str(index.data(_SORT))
        )
        painter.setFont(theme.font(_SECOND))
        used = self._height(self._title_font(), str(index.data()), title.width())
        painter.drawText(
            title.adjusted(0, used, edge.width() - title.width(), 0), _WRAP, str(index.data(_ABOUT))
        )
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Take a click on the box for a change, a click on the words for a yes."""
        if isinstance(event, QMouseEvent):
            if event.type() is QEvent.Type.MouseButtonRelease and event.button() is Qt.MouseButton.LeftButton:
                beside = event.position().x() > option.rect.left() + self._theme.px(_MARGIN + _BOX + 6)
                if not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                    return False
                on = beside or not _index_is_checked(index)
                state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
                return model.setData(index, state, Qt.ItemDataRole.CheckStateRole)
            return False
        return super().editorEvent(event, model, option, index)

    def _box(self, painter: QPainter, row: QRect, *, checked: bool) -> None:
        theme, px = self._theme, self._theme.px
        box = QRectF(row.left() + px(_MARGIN), row.top() + px(9), px(_BOX), px(_BOX))
        painter.setPen(QPen(theme.color("primary" if checked else "ink_second"), 1.5))
        painter.setBrush(theme.color("primary" if checked else "card"))
        painter.drawRoundedRect(box, px(4), px(4))
        if checked:
            painter.setPen(QPen(theme.color("primary_ink"), px(2)))
            spots = [QPointF(0.24, 0.52), QPointF(0.43, 0.71), QPointF(0.77, 0.31)]
            painter.drawPolyline(
                [
                    QPointF(box.left() + at.x() * box.width(), box.top() + at.y() * box.height())
                    for at in spots
                ]
            )

    def _room(self) -> int:
        """The width in pixels of the words."""
        return max(40, self._view.viewport().width() - self._theme.px(2 * _MARGIN + _BOX + _GAP))

    def _title_font(self) -> QFont:
        return self._theme.font(15, QFont.Weight.DemiBold)

    def _title_room(self, index: Index) -> int:
        """The width in pixels of a title, with the sort beside it."""
        sort = str(index.data(_SORT))
        beside = (
            QFontMetrics(self._theme.font(SMALL)).horizontalAdvance(sort) + self._theme.px(12) if sort else 0
        )
        return max(40, self._room() - beside)

    def _height(self, font: QFont, text: str, width: int) -> int:
        if not text:
            return 0
        return QFontMetrics(font).boundingRect(QRect(0, 0, width, 100_000), int(_WRAP), text).height()


def _is_checked(item: QListWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked


def _index_is_checked(index: Index) -> bool:
    state = index.data(Qt.ItemDataRole.CheckStateRole)
    return state is not None and Qt.CheckState(state) is Qt.CheckState.Checked
