"""`TallyBody`: the six lessons, rated by one group at a time: how many people said 0, 1, 2 and 3."""

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.domain import vocabulary as v
from planner.domain.analysis.scan import LEVELS, Tally, tally
from planner.domain.prompts import Prompt, prompts
from planner.domain.records import LessonRating, StakeholderGroup
from planner.domain.steps import Sheet, Step
from planner.gui.tally_edits import Place, count, count_all, rows_of
from planner.gui.theme import dress
from planner.gui.widgets.choice_editors import Combo
from planner.gui.widgets.count_box import CountBox
from planner.gui.widgets.field_row import Card
from planner.gui.widgets.labels import PlainLabel
from planner.gui.widgets.sheet_body import SheetBody
from planner.gui.workspace import Workspace
from planner.i18n import _, ngettext
from planner.services.document import Changes

_BOX = 58
"""Width of a field and of the words above it, pixels at 100 %."""
_SUM = 106
_GAP = 4
_BESIDE = 620
"""Width in pixels at 100 % from which the fields stand beside the statements."""


class TallyRow(QWidget):
    """One statement with a field for each rating, and what they come to."""

    def __init__(self, body: "TallyBody", prompt: Prompt, name: str) -> None:
        """Build the row; `show_tally` fills it."""
        super().__init__()
        self.prompt = prompt
        self.setObjectName(f"{name}_row")
        px = body.workspace.theme.px
        self.label = PlainLabel(_(prompt.text), wrap=True)
        self.label.setObjectName(f"{name}_label")
        self.boxes: list[CountBox] = []
        fields = QWidget()
        row = QHBoxLayout(fields)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(_GAP))
        for level, option in enumerate(v.LESSON_LEVELS):
            spoken = _("{statement} How many said {level}, {word}?").format(
                statement=_(prompt.text), level=level, word=_(option.label)
            )
            box = CountBox(f"{name}_{level}_count", spoken, px(_BOX))
            box.counted.connect(lambda people, at=level: body.count(self, at, people))
            box.left.connect(body.end_visit)
            box.walked.connect(lambda right, down, at=level: body.walk(self, at, right, down))
            box.table_pasted.connect(lambda text, at=level: body.paste(self, at, text))
            row.addWidget(box)
            self.boxes.append(box)
        self.sum = PlainLabel("", "second", wrap=True)
        self.sum.setObjectName(f"{name}_sum_label")
        self.sum.setFixedWidth(px(_SUM))
        row.addSpacing(px(6))
        row.addWidget(self.sum)
        self.line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.line.setContentsMargins(0, px(3), 0, px(3))
        self.line.setSpacing(px(8))
        self.line.addWidget(self.label, 1)
        self.line.addWidget(fields, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def place(self, level: int) -> Place:
        """The lesson, the statement and a rating."""
        return self.prompt.keys["lesson"], self.prompt.keys["statement_no"], level

    def show_tally(self, found: Tally, usual: int) -> None:
        """Show how many gave which rating; `usual` is how many people rated most other statements."""
        for level, box in enumerate(self.boxes):
            box.show_count(found.counts[level])
            asked = level in found.uncounted and not found.counts[level]
            box.setPlaceholderText("?" if asked else "")
            box.setToolTip(_("Rated, but nobody said by how many people") if asked else "")
        mean = found.mean
        if mean is None:
            self.sum.setText("")
            return
        people = ngettext("{count} person", "{count} people", found.people).format(count=found.people)
        if found.people and found.people != usual:
            people = _("{count} of {usual} people").format(count=found.people, usual=usual)
        self.sum.setText(
            _("mean {mean}").format(mean=f"{mean:.1f}") + (f"\n{people}" if found.people else "")
        )


class TallyBody(SheetBody):
    """Cards by lesson, a row for each statement; the group that rates is chosen above."""

    def __init__(self, workspace: Workspace, sheet: Sheet, step: Step, parent: QWidget | None = None) -> None:
        """Build a row for each statement."""
        super().__init__(workspace, sheet, step, parent)
        self.rows: list[TallyRow] = []
        self._heads: list[QBoxLayout] = []
        self._visit = 0
        self._make_head()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        dress(inside, "clear")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(workspace.theme.px(12))
        self._area.setWidget(inside)
        self.column.addWidget(self._area, 1)
        self._build()
        self._cards.addStretch(1)

    def group_id(self) -> str:
        """The group that rates now, "" while there are no groups."""
        return str(self._groups.currentData() or "")

    def show_group(self, group_id: str) -> None:
        """Show the tally of a group."""
        at = self._groups.findData(group_id)
        if at >= 0:
            self._groups.setCurrentIndex(at)
            self._show_tallies()

    def count(self, row: TallyRow, level: int, people: int) -> None:
        """Write how many gave a statement a rating."""
        if self.group_id():
            count(self.workspace, self.group_id(), row.place(level), people, self._visit, self)
            self._show_tallies()

    def end_visit(self) -> None:
        """What is typed from now on is undone by itself."""
        self._visit += 1

    def walk(self, row: TallyRow, level: int, right: int, down: int) -> None:
        """Go to a neighboring field; past the last of a row to the first of the next."""
        at = self.rows.index(row) * LEVELS + level + right + down * LEVELS
        if 0 <= at < len(self.rows) * LEVELS:
            self.focus_box(self.rows[at // LEVELS], at % LEVELS)

    def paste(self, row: TallyRow, level: int, text: str) -> None:
        """Fill fields from copied cells, beginning here; one edit."""
        counts: dict[Place, int] = {}
        for there, line in zip(self.rows[self.rows.index(row) :], text.splitlines(), strict=False):
            for at, cell in enumerate(line.split("\t"), level):
                if at < LEVELS and cell.strip().isdecimal():
                    counts[there.place(at)] = int(cell)
        if not counts:
            self.workspace.tell(_("There are no numbers to paste. Copy cells that hold counts first."))
        elif self.group_id():
            count_all(self.workspace, self.group_id(), counts)
            self._show_tallies()

    def focus_box(self, row: TallyRow, level: int = 0) -> None:
        """Put the keyboard into a field, with what it holds marked so that typing replaces it."""
        self._area.ensureWidgetVisible(row, 0, self.workspace.theme.px(80))
        row.boxes[level].setFocus(Qt.FocusReason.TabFocusReason)
        row.boxes[level].selectAll()

    def refresh(self, changes: Changes | None) -> None:
        """Offer the groups there are now, and show the tally of the chosen one."""
        plan = self.workspace.document.plan
        groups = [(group.id, group.name or group.code) for group in plan.all(StakeholderGroup)]
        each = range(self._groups.count())
        if groups != [(self._groups.itemData(row), self._groups.itemText(row)) for row in each]:
            rated = {each.group_id for each in plan.all(LessonRating)}
            at = self.group_id() or next((group_id for group_id, _name in groups if group_id in rated), "")
            self._groups.clear()
            for group_id, name in groups:
                self._groups.addItem(name, group_id)
            self._groups.setCurrentIndex(max(0, self._groups.findData(at)))
        for widget in (self._by, self._groups, self.progress):
            widget.setVisible(bool(groups))
        self._none.setVisible(not groups)
        self._area.setEnabled(bool(groups))
        self._show_tallies()

    def reveal(self, record_id: str, field: str = "") -> bool:
        """Go to the statement a rating is about, or to the first of a lesson."""
        record = self.workspace.document.plan.get(LessonRating, record_id)
        for row in self.rows:
            lesson, statement, _level = row.place(0)
            if record is not None:
                found = (record.lesson, record.statement_no) == (lesson, statement)
            else:
                found = record_id == lesson
            if found:
                if record is not None and record.group_id:
                    self.show_group(record.group_id)
                self.focus_box(row, record.rating or 0 if record is not None else 0)
                return True
        return False

    def current_id(self) -> str:
        """The group that is shown."""
        return self.group_id()

    def select(self, record_id: str) -> bool:
        """Show the tally of a group."""
        self.show_group(record_id)
        return self.group_id() == record_id

    def add(self) -> None:
        """Begin to count."""
        self.focus_box(self.rows[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the fields under the statements where there is no room beside them."""
        super().resizeEvent(event)
        beside = self.width() >= self.workspace.theme.px(_BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        for line in (*(row.line for row in self.rows), *self._heads):
            line.setDirection(direction)

    def _show_tallies(self) -> None:
        plan, group_id = self.workspace.document.plan, self.group_id()
        found = [tally(rows_of(plan, *row.place(0)[:2], group_id)) for row in self.rows]
        counted = Counter(each.people for each in found if each.people)
        usual = max(counted, key=lambda people: (counted[people], people), default=0)
        for row, each in zip(self.rows, found, strict=True):
            row.show_tally(each, usual)
        done = sum(each.mean is not None for each in found)
        self.progress.setText(_("{done} of {all} rated").format(done=done, all=len(self.rows)))

    def _make_head(self) -> None:
        px = self.workspace.theme.px
        self._by = PlainLabel(_("Rated by"), "label")
        self._groups: QComboBox = Combo()
        self._groups.setObjectName("group_id_choice")
        self._groups.setAccessibleName(_("Rated by"))
        self._groups.setMinimumContentsLength(22)
        self._groups.activated.connect(lambda _row: self._show_tallies())
        self._by.setBuddy(self._groups)
        self._none = QPushButton(_("Name the groups first: Stakeholders and voice"))
        self._none.setObjectName("go_to_groups_button")
        self._none.setAccessibleName(self._none.text())
        self._none.setAutoDefault(False)
        self._none.clicked.connect(lambda _on=False: self.workspace.show_step("A2"))
        self.progress = PlainLabel("", "second")
        self.progress.setObjectName("lesson_rating_progress")
        head = QHBoxLayout()
        head.setSpacing(px(8))
        for widget in (self._by, self._groups, self._none):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.progress)
        self.column.addLayout(head)

    def _build(self) -> None:
        section, card = None, None
        for number, prompt in enumerate(prompts(LessonRating), 1):
            if card is None or prompt.section != section:
                section = prompt.section
                card = Card(self.workspace)
                card.column.setSpacing(self.workspace.theme.px(4))
                self._cards.addWidget(card)
                card.column.addWidget(self._captions(_(section)))
            row = TallyRow(self, prompt, f"lesson_rating_{number}")
            card.column.addWidget(row)
            self.rows.append(row)

    def _captions(self, title: str) -> QWidget:
        """Make the heading of a lesson, with the words of the ratings above their columns."""
        px = self.workspace.theme.px
        holder = QWidget()
        whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        whole.setContentsMargins(0, 0, 0, 0)
        self._heads.append(whole)
        whole.addWidget(PlainLabel(title, "strong", wrap=True), 1)
        words = QWidget()
        whole.addWidget(words, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(words)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(_GAP))
        for option in v.LESSON_LEVELS:
            caption = PlainLabel(f"{option.value}\n{_(option.label)}", "caption")
            caption.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
            caption.setFixedWidth(px(_BOX))
            row.addWidget(caption)
        row.addSpacing(px(6 + _SUM + _GAP))
        return holder
