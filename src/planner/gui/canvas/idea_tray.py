"""`IdeaTray`: the ideas of the brainstorm beside the outcome map, to drag or send onto it."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from planner.domain.plan import Plan
from planner.domain.records import Cluster, Idea
from planner.gui.canvas.dropped_ideas import carry
from planner.gui.icons import icon
from planner.gui.theme import Theme, dress
from planner.gui.widgets.labels import PlainLabel
from planner.i18n import _

_PADS = 16  # pixels around the words of a row
_WIDE = 250  # pixels at 100 %
_ID = Qt.ItemDataRole.UserRole


class _WholeWords(QStyledItemDelegate):
    """Gives each row the height its words need; a tree by itself gives one line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as the list, as high as the words."""
        found = super().sizeHint(option, index)
        tree = self.parent()
        if isinstance(tree, QTreeWidget):
            depth = 2 if index.parent().isValid() else 1
            room = tree.viewport().width() - depth * tree.indentation() - _PADS
            font = index.data(Qt.ItemDataRole.FontRole) or tree.font()
            words = QFontMetrics(font).boundingRect(
                QRect(0, 0, max(40, room), 10_000), int(Qt.TextFlag.TextWordWrap), str(index.data())
            )
            found.setHeight(max(found.height(), words.height() + _PADS))
        return found


class IdeaList(QTreeWidget):
    """Clusters with their ideas. Enter or a double click sends what is chosen; dragging carries it."""

    sent = Signal()

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self.setObjectName("ideas_list")
        self.setAccessibleName(_("Ideas"))
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.setItemDelegate(_WholeWords(self))
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setIndentation(12)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setExpandsOnDoubleClick(False)
        self.itemDoubleClicked.connect(lambda _item, _column: self.sent.emit())

    def show_plan(self, plan: Plan) -> None:
        """Show what has not become anything yet, then the rest, cluster by cluster."""
        chosen, at = set(self.ids()), self.verticalScrollBar().value()
        self.clear()
        loose = [idea for idea in plan.all(Idea) if plan.get(Cluster, idea.cluster_id) is None]
        for cluster in plan.all(Cluster):
            ideas = plan.where(Idea, cluster_id=cluster.id)
            used = bool(ideas) and all(idea.promoted_to for idea in ideas)
            branch = self._add(self.invisibleRootItem(), cluster.id, cluster.title, used=used)
            font = branch.font(0)
            font.setBold(True)
            branch.setFont(0, font)
            for idea in sorted(ideas, key=lambda each: bool(each.promoted_to)):
                self._add(branch, idea.id, idea.text, used=bool(idea.promoted_to))
            branch.setExpanded(True)
        for idea in sorted(loose, key=lambda each: bool(each.promoted_to)):
            self._add(self.invisibleRootItem(), idea.id, idea.text, used=bool(idea.promoted_to))
        for item in self._all():
            item.setSelected(item.data(0, _ID) in chosen)
        self.verticalScrollBar().setValue(at)

    def ids(self) -> list[str]:
        """Return the ids of what is chosen, in order; a chosen cluster stands for its ideas."""
        found = []
        for item in self._all():
            parent = item.parent()
            if item.isSelected() and not (parent is not None and parent.isSelected()):
                found.append(str(item.data(0, _ID)))
        return found

    def words(self, ids: Sequence[str]) -> list[str]:
        """Return the words of ideas and clusters."""
        return [str(item.toolTip(0)) for item in self._all() if item.data(0, _ID) in ids]

    def mimeData(self, _items: Sequence[QTreeWidgetItem]) -> QMimeData:
        """Carry the chosen ideas, and their words for any other program."""
        ids = self.ids()
        return carry(ids, self.words(ids))

    def supportedDropActions(self) -> Qt.DropAction:
        """Ideas stay in the list."""
        return Qt.DropAction.CopyAction

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sends what is chosen."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.sent.emit()
        else:
            super().keyPressEvent(event)

    def _add(self, parent: QTreeWidgetItem, record_id: str, words: str, *, used: bool) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent)
        item.setText(0, _("✓ {idea}").format(idea=words) if used else words)
        item.setData(0, _ID, record_id)
        item.setToolTip(0, words)
        if used:
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, _("{idea}, is on the map").format(idea=words))
            item.setForeground(0, self.palette().placeholderText())
        return item

    def _all(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        branches = [self.topLevelItem(at) for at in range(self.topLevelItemCount())]
        for branch in filter(None, branches):
            found.append(branch)
            found += filter(None, (branch.child(at) for at in range(branch.childCount())))
        return found


class IdeaTray(QFrame):
    """The list with what can be done to it; hidden until somebody asks for it."""

    wanted = Signal(list)
    """Ids of ideas and clusters that are to become outcomes."""
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        """Show nothing yet."""
        super().__init__()
        self.setObjectName("idea_tray")
        dress(self, "side_right")
        self.setFixedWidth(theme.px(_WIDE))
        heading = PlainLabel(_("Ideas"), "heading")
        heading.setObjectName("ideas_heading_label")
        close = QToolButton()
        close.setObjectName("ideas_close_button")
        close.setIcon(icon("close"))
        close.setAccessibleName(_("Close the ideas"))
        dress(close, "quiet")
        close.clicked.connect(lambda _on=False: self.closed.emit())
        self.about = PlainLabel("", "small", wrap=True)
        self.about.setObjectName("ideas_about_label")
        self.list = IdeaList()
        self.list.sent.connect(self._send)
        self.button = QPushButton(_("Make outcomes"))
        self.button.setObjectName("promote_button")
        self.button.setAccessibleName(_("Make outcomes of the chosen ideas"))
        self.button.setAutoDefault(False)
        self.button.clicked.connect(lambda _on=False: self._send())
        self.list.itemSelectionChanged.connect(self._enable)
        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(8), theme.px(8))
        column.setSpacing(theme.px(6))
        column.addLayout(head)
        column.addWidget(self.about)
        column.addWidget(self.list, 1)
        column.addWidget(self.button)
        self.hide()

    def show_plan(self, plan: Plan) -> None:
        """Show the ideas of a plan."""
        if len(plan.all(Idea)) + len(plan.all(Cluster)):
            self.about.setText(_("Drag an idea or a cluster onto the map, or choose and press Enter."))
        else:
            self.about.setText(_("No ideas yet. Collect them under Ideas below, a line each."))
        self.list.show_plan(plan)
        self._enable()

    def _enable(self) -> None:
        self.button.setEnabled(bool(self.list.ids()))

    def _send(self) -> None:
        ids = self.list.ids()
        if ids:
            self.wanted.emit(ids)
