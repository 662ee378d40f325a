"""Returned files, before anything is taken in: what each brings, who it is from, what was refused and why."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from planner.domain.records import ReviewComment, StakeholderGroup
from planner.domain.wording import shortened
from planner.gui import comment_words as cw
from planner.gui.dialogs.controls import button, label
from planner.gui.theme import dress
from planner.gui.widgets.choice_editors import Combo
from planner.gui.widgets.choice_list import Choice, ChoiceList
from planner.gui.widgets.labels import PlainLabel
from planner.gui.wording import option_label
from planner.gui.workspace import Workspace
from planner.i18n import _, ngettext
from planner.services.review import FileReport, Incoming, Report

_SIZE = (1040, 640)  # pixels at 100 %
_LIST = 0.34  # of the width
_TITLE, _LONGEST = 90, 220  # letters of what a comment is about, and of a comment, in the list


class ReturnedFilesDialog(QDialog):
    """Accepted when what is chosen is to be taken in; `chosen` is that. Nothing is written here."""

    def __init__(self, workspace: Workspace, report: Report, parent: QWidget | None = None) -> None:
        """Show the first file that brings something."""
        super().__init__(parent)
        self.setObjectName("returned_files_dialog")
        self.setWindowTitle(_("Returned files"))
        self._workspace = workspace
        self._report = report
        self._left_out: set[tuple[Path, str]] = set()
        theme = workspace.theme
        self.heading = PlainLabel(_("Returned files"), "title")
        self.heading.setObjectName("returned_heading")
        self.sum_label = _words("returned_sum_label", "second")
        self.files = QListWidget()
        self.files.setObjectName("returned_files_list")
        self.files.setAccessibleName(_("Files"))
        self.files.setWordWrap(True)
        self.files.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.files.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.files.currentRowChanged.connect(lambda _row: self._show())
        split = QSplitter()
        split.setObjectName("returned_splitter")
        split.setChildrenCollapsible(False)
        dress(split, "clear")
        split.addWidget(self.files)
        split.addWidget(self._detail())
        split.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(self.heading)
        column.addWidget(self.sum_label)
        column.addWidget(split, 1)
        column.addLayout(self._buttons())
        width, height = (theme.px(each) for each in _SIZE)
        if parent is not None:
            width, height = min(width, parent.width() - 40), min(height, parent.height() - 20)
        self.heading.setVisible(height >= theme.px(420))  # the title bar says it
        split.setSizes([round(width * _LIST), round(width * (1 - _LIST))])
        self.resize(width, height)
        for file in report.files:
            item = QListWidgetItem(file.name)
            item.setToolTip(str(file.path))
            self.files.addItem(item)
        first = next((at for at, file in enumerate(report.files) if file.new), 0)
        self.files.setCurrentRow(first)
        self._tell()
        self.take_button.setFocus()

    @property
    def chosen(self) -> Report:
        """What is to be taken in."""
        out = [
            remark
            for file in self._report.files
            for remark in file.remarks
            if (file.path, remark.comment.fingerprint) in self._left_out
        ]
        return self._report.without(*out)

    def _detail(self) -> QWidget:
        self.name_label = _words("returned_name_label", "section")
        self.state_label = _words("returned_state_label", "stop")
        self.notes_label = _words("returned_notes_label", "look")
        self.reviewer_edit = _line("returned_reviewer_edit", _("Who it is from"))
        self.reviewer_edit.setMaxLength(ReviewComment.describe("reviewer").max_length)
        self.role_edit = _line("returned_role_edit", _("Speaks as"))
        self.role_edit.setMaxLength(ReviewComment.describe("reviewer_role").max_length)
        self.group_combo = Combo()
        self.group_combo.setObjectName("returned_group_combo")
        self.group_combo.setAccessibleName(_("Group"))
        self.group_combo.addItem(_("No group"), None)
        for group in self._workspace.plan.all(StakeholderGroup):
            self.group_combo.addItem(group.name or group.code, group.id)
        for line in (self.reviewer_edit, self.role_edit):
            line.editingFinished.connect(self._name)
        self.group_combo.activated.connect(lambda _row: self._name())
        self.remarks = ChoiceList()
        self.remarks.setObjectName("returned_remarks_list")
        self.remarks.setAccessibleName(_("What it says"))
        self.remarks.chosen_changed.connect(self._mark)
        self.who = QWidget()
        self.who.setObjectName("returned_who")
        row = QHBoxLayout(self.who)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for name, words, control in (
            ("returned_reviewer_label", _("Who it is from"), self.reviewer_edit),
            ("returned_role_label", _("Speaks as"), self.role_edit),
            ("returned_group_label", _("Group"), self.group_combo),
        ):
            part = QVBoxLayout()
            part.setSpacing(2)
            part.addWidget(label(words, name, control))
            part.addWidget(control)
            row.addLayout(part, 1)
        detail = QWidget()
        detail.setObjectName("returned_detail")
        column = QVBoxLayout(detail)
        column.setContentsMargins(self._workspace.theme.px(16), 0, 0, 0)
        column.setSpacing(8)
        for part_ in (self.name_label, self.state_label, self.notes_label, self.who):
            column.addWidget(part_)
        column.addWidget(self.remarks, 1)
        return detail

    def _buttons(self) -> QHBoxLayout:
        cancel = button(_("Cancel"), "cancel_button")
        cancel.clicked.connect(self.reject)
        self.take_button = button(_("Take in"), "take_in_button")
        self.take_button.setDefault(True)
        dress(self.take_button, "primary")
        self.take_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.take_button)
        return row

    # Showing

    def _tell(self) -> None:
        """Tell what all files bring together, and each in the list."""
        report = self.chosen
        new, known, doubles = len(report.new), len(report.known), report.doubles
        refused = len(report.refused)
        parts = [
            ngettext("{count} new comment", "{count} new comments", new).format(count=new),
            ngettext("{count} is in the plan already", "{count} are in the plan already", known).format(
                count=known
            )
            if known
            else "",
            ngettext("{count} double joined", "{count} doubles joined", doubles).format(count=doubles)
            if doubles
            else "",
            ngettext("{count} file refused", "{count} files refused", refused).format(count=refused)
            if refused
            else "",
        ]
        self.sum_label.setText(
            f"{', '.join(part for part in parts if part)}. {_('The files stay as they are.')}"
        )
        said = ngettext("Take in {count} comment", "Take in {count} comments", new).format(count=new)
        self.take_button.setText(said)
        self.take_button.setAccessibleName(said)
        self.take_button.setEnabled(new > 0)
        for row, file in enumerate(report.files):
            self.files.item(row).setText(f"{file.name}\n{_brings(file)}")

    def _file(self) -> FileReport | None:
        row = self.files.currentRow()
        return self._report.files[row] if 0 <= row < len(self._report.files) else None

    def _show(self) -> None:
        file = self._file()
        if file is None:
            return
        self.name_label.setText(file.name)
        self.state_label.setText(file.refused)
        self.state_label.setVisible(bool(file.refused))
        notes = list(_notes(file))
        self.notes_label.setText("\n".join(notes))
        self.notes_label.setVisible(bool(notes))
        self.who.setVisible(not file.refused)
        self.remarks.setVisible(not file.refused)
        self.reviewer_edit.setText(file.reviewer)
        self.role_edit.setText(file.reviewer_role)
        self.group_combo.setCurrentIndex(max(0, self.group_combo.findData(file.group_id)))
        self.remarks.blockSignals(True)
        self.remarks.show_choices(self._workspace.theme, [self._remark(each) for each in file.remarks])
        for remark in file.new:
            key = remark.comment.fingerprint
            self.remarks.choose(key, on=(file.path, key) not in self._left_out)
        self.remarks.setCurrentRow(0)
        self.remarks.blockSignals(False)

    def _remark(self, remark: Incoming) -> Choice:
        comment = remark.comment
        said = []
        stance = option_label(ReviewComment.describe("stance"), comment.stance)
        if comment.comment or stance:
            said.append(shortened(": ".join(part for part in (stance, comment.comment) if part), _LONGEST))
        if comment.proposed:
            said.append(_("Proposed: {words}").format(words=shortened(comment.proposed, _LONGEST)))
        if remark.doubt:
            said.append(_("Doubtful: {reason}").format(reason=remark.doubt))
        nature = option_label(ReviewComment.describe("nature"), comment.nature)
        return Choice(
            comment.fingerprint,
            shortened(cw.about_words(self._workspace.plan, comment), _TITLE),
            "\n".join(said),
            _("In the plan already") if remark.known else nature,
            fixed=remark.known,
        )

    # Changing

    def _mark(self) -> None:
        """Keep what is left out of this file."""
        file = self._file()
        if file is None:
            return
        chosen = set(self.remarks.chosen)
        for remark in file.new:
            key = (file.path, remark.comment.fingerprint)
            if key[1] in chosen:
                self._left_out.discard(key)
            else:
                self._left_out.add(key)
        self._tell()

    def _name(self) -> None:
        """Say who the file is from; what they said before may be known then."""
        file = self._file()
        if file is None:
            return
        who = (
            self.reviewer_edit.text().strip(),
            self.role_edit.text().strip(),
            self.group_combo.currentData(),
        )
        if who != (file.reviewer, file.reviewer_role, file.group_id):
            self._report = self._report.told_by(
                file.path, reviewer=who[0], reviewer_role=who[1], group_id=who[2]
            )
            self._show()
            self._tell()


def _brings(file: FileReport) -> str:
    """What a file brings, on one line."""
    if file.refused:
        return _("Refused")
    new = len(file.new)
    said = ngettext("{count} new comment", "{count} new comments", new).format(count=new)
    who = file.reviewer or file.reviewer_role
    doubtful = sum(bool(each.doubt) for each in file.new)
    if doubtful:
        said += ", " + ngettext("{count} doubtful", "{count} doubtful", doubtful).format(count=doubtful)
    return f"{who}: {said}" if who else said


def _notes(file: FileReport) -> Iterator[str]:
    if file.made_for is not None and file.made_for.audience:
        yield _("It answers the document made for: {audience}.").format(audience=file.made_for.audience)
    yield from file.notices


def _words(name: str, look: str) -> PlainLabel:
    made = PlainLabel(look=look, wrap=True)
    made.setObjectName(name)
    return made


def _line(name: str, spoken: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(spoken)
    return made
