"""`LessonBody`: the six lessons, rated by one group at a time."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from planner.domain.prompts import Prompt
from planner.domain.record import Record
from planner.domain.records import LessonRating, StakeholderGroup
from planner.gui.reading import Unreadable, read_whole
from planner.gui.widgets.choice_editors import Combo
from planner.gui.widgets.labels import PlainLabel
from planner.gui.widgets.rating_body import RatingBody
from planner.i18n import _, ngettext
from planner.services.document import Changes


class LessonBody(RatingBody):
    """The lessons, rated by one group at a time, with how many people rated."""

    def keys(self, prompt: Prompt) -> dict[str, Any]:
        """Add the group that rates."""
        return {**prompt.keys, "group_id": self.group_id()}

    def more(self) -> Mapping[str, Any]:
        """Give a new rating the number of people."""
        try:
            count = read_whole(self._people.text())
        except Unreadable:
            count = None
        return {} if count is None else {"respondents": count}

    def group_id(self) -> str | None:
        """The group that rates now, or None while there are no groups."""
        found = self._groups.currentData()
        return str(found) if found else None

    def refresh(self, changes: Changes | None) -> None:
        """Offer the groups there are now."""
        plan = self.workspace.document.plan
        groups = [(group.id, group.name or group.code) for group in plan.all(StakeholderGroup)]
        shown = [
            (self._groups.itemData(row), self._groups.itemText(row)) for row in range(self._groups.count())
        ]
        if groups != shown:
            rated = {each.group_id for each in plan.all(LessonRating)}
            at = self.group_id() or next((group_id for group_id, _name in groups if group_id in rated), None)
            self._groups.blockSignals(True)
            self._groups.clear()
            for group_id, name in groups:
                self._groups.addItem(name, group_id)
            self._groups.setCurrentIndex(max(0, self._groups.findData(at)))
            self._groups.blockSignals(False)
        self._none.setVisible(not groups)
        self._area.setEnabled(bool(groups))
        for each in (self._by, self._groups, self._of, self._people):
            each.setVisible(bool(groups))
        self._show_people()
        super().refresh(changes)

    def _begin(self) -> None:
        self._by = PlainLabel(_("Rated by"), "label")
        self._groups: QComboBox = Combo()
        self._groups.setObjectName("group_id_choice")
        self._groups.setAccessibleName(_("Rated by"))
        self._groups.setMinimumContentsLength(22)
        self._groups.activated.connect(lambda _row: self.refresh(None))
        self._of = PlainLabel(_("People"), "label")
        self._people = QLineEdit()
        self._people.setObjectName("respondents_number")
        self._people.setAccessibleName(_("People who rated"))
        self._people.setFixedWidth(self._people.fontMetrics().horizontalAdvance("0") * 9)
        self._people.editingFinished.connect(self._count_people)
        self._none = QPushButton(_("Name the groups first: Stakeholders and voice"))
        self._none.setObjectName("go_to_groups_button")
        self._none.setAutoDefault(False)
        self._none.clicked.connect(lambda _on=False: self.workspace.show_step("A2"))
        for widget in (self._by, self._groups, self._of, self._people, self._none):
            self.head.addWidget(widget)

    def _turn_to(self, record: Record | None) -> None:
        if isinstance(record, LessonRating) and record.group_id:
            self._groups.setCurrentIndex(max(0, self._groups.findData(record.group_id)))
            self.refresh(None)

    def _ratings(self) -> list[LessonRating]:
        group = self.group_id()
        return list(self.workspace.document.plan.where(LessonRating, group_id=group)) if group else []

    def _show_people(self) -> None:
        counts = [each.respondents for each in self._ratings() if each.respondents]
        if not self._people.hasFocus():
            self._people.setText(str(max(counts)) if counts else "")

    def _count_people(self) -> None:
        try:
            count = read_whole(self._people.text())
        except Unreadable as unreadable:
            self.workspace.tell(str(unreadable))
            return
        changed = [each for each in self._ratings() if each.respondents != count]
        if not changed:
            return
        label = ngettext("Count {number} person", "Count {number} people", count or 0).format(
            number=count or 0
        )
        with self.workspace.edit(label, origin=self) as edit:
            for each in changed:
                edit.set(each, respondents=count)
