"""Bring back: what the copies hold that is new, and side by side what only people can decide."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from planner.domain.fields import Field, Kind
from planner.domain.record import Record
from planner.gui.dialogs.controls import button
from planner.gui.models.history_list import moment_words
from planner.gui.theme import dress
from planner.gui.waiting import waiting
from planner.gui.widgets.labels import PlainLabel
from planner.gui.widgets.side_card import Lines, SideCard
from planner.gui.wording import title_of, words
from planner.gui.workspace import Workspace
from planner.i18n import _, ngettext
from planner.services.breakout import HERE, Conflict, File, Merge, Side, Twin

_KEY = Qt.ItemDataRole.UserRole
_FILES_SHOWN = 8
_LIST = 0.28  # of the width
_LONGEST = 90  # letters of a title


class BringBackDialog(QDialog):
    """The list of questions at the left, the sides of the chosen one at the right; nothing is written here.

    It is accepted once everything is decided; whoever shows it then applies the merge.
    """

    def __init__(self, workspace: Workspace, merge: Merge, parent: QWidget | None = None) -> None:
        """Show what there is to bring in, on the first question."""
        super().__init__(parent)
        self.setObjectName("bring_back_dialog")
        self.setWindowTitle(_("Bring back"))
        self._workspace = workspace
        self._merge = merge
        self._today = workspace.document.today()
        self._items: dict[str, Conflict | Twin] = {}
        theme = workspace.theme
        self.heading = PlainLabel(_("Bring back copies of tables"), "title", wrap=True)
        self.heading.setObjectName("bring_back_heading")
        self.files_label = PlainLabel("", "second", wrap=True)
        self.files_label.setObjectName("files_label")
        self.files_label.setText("\n".join(_told(file) for file in merge.files[:_FILES_SHOWN]))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addWidget(self.files_label)
        self.questions = self._questions()
        column.addWidget(self.questions, 1)
        column.addLayout(self._buttons())
        width, height = theme.px(1080), theme.px(660)
        if not merge.conflicts and not merge.twins:
            self.questions.hide()
            column.insertStretch(column.count() - 1, 1)
            width, height = theme.px(620), theme.px(220)
        if parent is not None:
            width, height = min(width, parent.width() - 40), min(height, parent.height() - 40)
        self.heading.setVisible(height >= theme.px(460) or self.questions.isHidden())  # the title bar says it
        self.questions.setSizes([round(width * _LIST), round(width * (1 - _LIST))])
        self.resize(width, height)
        for number in range(1, 10):
            QShortcut(QKeySequence(str(number)), self).activated.connect(_chooser(self.choose, number))
        self._fill()
        self._go_on()

    def choose(self, number: int) -> None:
        """Take the side with a number, counted from 1, of the question that is shown; go to the next one."""
        item = self._shown()
        if isinstance(item, Twin):
            if number in (1, 2):
                with waiting():
                    self._merge.make_one(item, number == 1)
                self._fill()
                self._next()
        elif item is not None and 1 <= number <= len(item.sides):
            party = item.sides[number - 1].party
            if item.only_here and party != HERE and item.side(HERE):
                return
            with waiting():
                self._merge.choose(item, party)
            self._fill()
            self._go_on()

    def take_all(self, which: str) -> None:
        """Decide all that is still open: "ours" as it is here, "theirs" as a copy wrote it last."""
        with waiting():
            self._merge.take(which)
        self._fill()
        self.bring_button.setFocus()

    # Building

    def _questions(self) -> QSplitter:
        theme = self._workspace.theme
        self.list = QListWidget()
        self.list.setObjectName("questions_list")
        self.list.setAccessibleName(_("What is to be decided"))
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.currentItemChanged.connect(lambda _now, _before: self._show())
        self.title_label = PlainLabel("", "section", wrap=True)
        self.title_label.setObjectName("question_title_label")
        self.what_label = PlainLabel("", "second", wrap=True)
        self.what_label.setObjectName("question_label")
        self.area = QScrollArea()
        self.area.setObjectName("sides_area")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidgetResizable(True)
        right = QWidget()
        right.setObjectName("question_part")
        box = QVBoxLayout(right)
        box.setContentsMargins(theme.px(16), 0, 0, 0)
        box.addWidget(self.title_label)
        box.addWidget(self.what_label)
        box.addWidget(self.area, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("questions_splitter")
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        return splitter

    def _buttons(self) -> QHBoxLayout:
        self.left_label = PlainLabel("", "second")
        self.left_label.setObjectName("left_to_decide_label")
        self.ours_button = button(_("Keep all as here"), "take_ours_button")
        self.ours_button.setToolTip(_("For everything that is not decided yet"))
        self.ours_button.clicked.connect(lambda: self.take_all("ours"))
        self.theirs_button = button(_("Take all from the copies"), "take_theirs_button")
        self.theirs_button.setToolTip(_("For everything that is not decided yet, the last word of a copy"))
        self.theirs_button.clicked.connect(lambda: self.take_all("theirs"))
        cancel = button(_("Cancel"), "cancel_button")
        cancel.clicked.connect(self.reject)
        self.bring_button = button(_("Bring in"), "bring_in_button")
        self.bring_button.setDefault(True)
        dress(self.bring_button, "primary")
        self.bring_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(self.left_label)
        row.addStretch(1)
        for each in (self.ours_button, self.theirs_button, cancel, self.bring_button):
            row.addWidget(each)
        return row

    # Showing

    def _fill(self) -> None:
        """Show the questions as they are now; the chosen one stays chosen where it is still asked."""
        merge = self._merge
        conflicts = merge.conflicts
        shown = self._shown_key()
        self._items = {twin.key: twin for twin in merge.twins} | {each.key: each for each in conflicts}
        self.list.blockSignals(True)
        self.list.clear()
        for key, item in self._items.items():
            line = QListWidgetItem(self._line(item))
            line.setData(_KEY, key)
            self.list.addItem(line)
            if key == shown:
                self.list.setCurrentItem(line)
        self.list.blockSignals(False)
        left = len(merge.open)
        said = ngettext("{count} difference to decide", "{count} differences to decide", left)
        self.left_label.setText(said.format(count=left) if left else _("Everything is decided."))
        self.left_label.setVisible(bool(self._items))
        self.bring_button.setEnabled(not left)
        for each in (self.ours_button, self.theirs_button):
            each.setVisible(bool(conflicts))
            each.setEnabled(bool(left))
        self._show()

    def _line(self, item: Conflict | Twin) -> str:
        if isinstance(item, Twin):
            said = _("Perhaps the same: {name}").format(name=self._name(item.first))
            return f"✓ {said}" if self._merge.is_one(item) else said
        said = f"{self._name(item.record)}\n{_about(item)}"
        return said if self._merge.chosen(item) is None else f"✓ {said}"

    def _shown(self) -> Conflict | Twin | None:
        return self._items.get(self._shown_key())

    def _shown_key(self) -> str:
        row = self.list.currentRow()
        return str(self.list.item(row).data(_KEY)) if row >= 0 else ""

    def _go_on(self) -> None:
        """Show the next question that is open; where none is left, get ready to bring in."""
        undecided = {each.key for each in self._merge.open}
        rows = range(self.list.count())
        start = max(0, self.list.currentRow())
        for row in [*rows[start:], *rows[:start]]:
            if self.list.item(row).data(_KEY) in undecided:
                self.list.setCurrentRow(row)
                self.list.setFocus()
                return
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(0)
        self.bring_button.setFocus()

    def _next(self) -> None:
        self.list.setCurrentRow(min(self.list.currentRow() + 1, self.list.count() - 1))

    def _show(self) -> None:
        item = self._shown()
        if item is None:
            self.area.setWidget(QWidget())
            return
        if isinstance(item, Twin):
            self.title_label.setText(_("The same row twice?"))
            self.what_label.setText(
                _("As one row, it keeps what either says; where they differ, you are asked.")
            )
            cards = [
                self._card(1, self._whose(item.first_party), "", self._row(item.first), _("They are one")),
                self._card(2, self._whose(item.second_party), "", self._row(item.second), _("They are two")),
            ]
            cards[0 if self._merge.is_one(item) else 1].button.setChecked(True)
        else:
            self.title_label.setText(self._name(item.record))
            self.what_label.setText(_about(item))
            cards = [self._side(number, item, side) for number, side in enumerate(item.sides, 1)]
        inside = QWidget()
        inside.setObjectName("sides")
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._workspace.theme.px(12))
        for card in cards:
            row.addWidget(card, 1)
        self.area.setWidget(inside)

    def _side(self, number: int, conflict: Conflict, side: Side) -> SideCard:
        here = side.party == HERE
        lines: Lines
        if conflict.fields:
            several = len(conflict.fields) > 1
            lines = [
                (
                    _(field.label) if several else "",
                    self._words(field, side.values.get(field.name))
                    if not isinstance(side.values.get(field.name), str) or field.options
                    else str(side.values[field.name]),
                )
                for field in conflict.fields
            ]
            lines = [(head, text or _("(empty)")) for head, text in lines]
        elif side.record is None:
            lines = [("", _("Deleted.") if conflict.deletion else _("Not there."))]
        else:
            lines = self._row(side.record, [each.record for each in conflict.sides if each.record])
        verb = _("Keep what is here") if here else _("Take this")
        card = self._card(number, _("Here") if here else side.name, self._written(side), lines, verb)
        card.button.setChecked(self._merge.chosen(conflict) == side.party)
        card.button.setEnabled(here or not conflict.only_here or conflict.side(HERE) is None)
        return card

    def _card(self, number: int, name: str, written: str, lines: Lines, verb: str) -> SideCard:
        card = SideCard(self._workspace.theme, name, written, lines, verb, number)
        card.taken.connect(_chooser(self.choose, number), Qt.ConnectionType.QueuedConnection)
        return card

    def _written(self, side: Side) -> str:
        if side.when is None:
            return _("As it was when the copies were made")
        when = moment_words(side.when, self._today)
        return _("{when}, on {computer}").format(when=when, computer=side.device) if side.device else when

    def _row(self, record: Record, others: Sequence[Record] = ()) -> Lines:
        """Return what a row holds; first what it holds otherwise than the same row on other sides."""

        def alike(field: Field) -> bool:
            return all(getattr(each, field.name) == getattr(record, field.name) for each in others)

        found = [
            (_(field.label), said)
            for field in sorted(record.fields(), key=alike)
            if not field.hidden and (said := self._words(field, getattr(record, field.name)))
        ]
        return found or [("", _("(empty)"))]

    def _words(self, field: Field, value: object) -> str:
        """Return what a field holds; of several links each on a line."""
        if isinstance(value, tuple) and len(value) > 1 and field.kind in (Kind.LINKS, Kind.REFERENCES):
            return "\n".join(f"• {words(field, (each,), self._merge.everything)}" for each in value)
        return words(field, value, self._merge.everything)

    def _name(self, record: Record) -> str:
        title = title_of(record, self._merge.everything)
        title = title if len(title) <= _LONGEST else f"{title[:_LONGEST].rstrip()}…"
        return f"{record.code}  {title}" if record.about.coded and record.code else title

    def _whose(self, party: int) -> str:
        return _("Here") if party == HERE else self._merge.files[party].name


def _about(conflict: Conflict) -> str:
    """What a conflict is about, in a few words."""
    if conflict.message:
        return _("Cannot be joined: {reason}").format(reason=conflict.message)
    if conflict.deletion:
        return _("Deleted on one side, worked on by another")
    return ", ".join(_(field.label) for field in conflict.fields)


def _told(file: File) -> str:
    """What a file brings, on one line."""
    parts = [
        ngettext("{count} new row", "{count} new rows", file.added).format(count=file.added),
        ngettext("{count} row changed", "{count} rows changed", file.changed).format(count=file.changed),
        ngettext("{count} deleted", "{count} deleted", file.deleted).format(count=file.deleted),
    ]
    if not file.edits:
        return _("{table}: nothing new").format(table=file.name)
    return _("{table}: {what}").format(table=file.name, what=", ".join(parts))


def _chooser(choose: Callable[[int], None], number: int) -> Callable[[], None]:
    return lambda: choose(number)
