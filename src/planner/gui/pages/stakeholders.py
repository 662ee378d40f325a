"""A2: stakeholder groups on a grid under the five chairs, what they told us, and the balance of voices."""

from collections.abc import Iterable

from PySide6.QtWidgets import QMenu, QWidget

from planner.domain.analysis.coverage import VOICE_LABELS, VOICES
from planner.domain.analysis.voice import chairs
from planner.domain.figures.figure import Box
from planner.domain.figures.places import Place
from planner.domain.figures.stakeholder_grid import (
    CHAIR,
    StakeholderMap,
    chair_strip,
    chair_words,
    group_words,
    stakeholder_map,
)
from planner.domain.figures.voice_balance import balance_drawn
from planner.domain.figures.voices import unanswered, voice_words, voices_drawn
from planner.domain.record import Record
from planner.domain.records import Idea, Session, StakeholderGroup, VoiceInput, VoteResult, VoteRound
from planner.domain.steps import Step
from planner.gui import rating_edits, record_edits
from planner.gui.canvas.figure_view import Region
from planner.gui.pages.figure_page import FigurePage, Scene
from planner.gui.rating_edits import DigitPair
from planner.gui.workspace import Workspace
from planner.i18n import _, ngettext

GRID, VOICES_VIEW, BALANCE = "grid", "voices", "balance"
_EDITOR = Box(0.0, 0.0, 150.0, 56.0)
_ANSWER = 0.5  # share of the width at which the answers begin


class StakeholdersPage(FigurePage):
    """N adds groups; dragging, Alt and the arrows, or two digits place them; V records what they said."""

    def __init__(self, step: Step, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Build the page; `refresh` draws it."""
        views = ((GRID, _("Who is affected")), (VOICES_VIEW, _("What they said")), (BALANCE, _("Balance")))
        first = (_("Name the first group"), self.new_group)
        super().__init__(step, workspace, _("Pictures"), views, first, parent)
        self.view.takes = "nva12345"
        self._map: StakeholderMap | None = None
        self._digits = DigitPair()
        self._tools = (
            self.button("group_button", _("+ Group"), "N", self.new_group, "primary"),
            self.button("voice_button", _("+ Voice"), "V", self.new_voice),
            self.switch,
        )

    def kinds(self) -> tuple[type[Record], ...]:
        """Return what is drawn or counted."""
        return (*super().kinds(), Session, Idea, VoteRound, VoteResult)

    def tools(self) -> list[QWidget]:
        """Return the controls above the drawing."""
        return list(self._tools)

    def scene(self, shown: str, room: float) -> Scene:
        """Draw the grid, the voices or the balance."""
        plan = self.workspace.document.plan
        self._map = None
        if shown == VOICES_VIEW:
            drawn = voices_drawn(plan, room)
            return drawn.figure, self._regions(drawn.places), ()
        if shown == BALANCE:
            drawn = balance_drawn(plan, room)
            return drawn.figure, self._regions(drawn.places), ()
        self._map = stakeholder_map(plan, room, tray=True)
        regions = self._regions(self._map.drawn.places)
        return self._map.drawn.figure, regions, (*self._cells(self._map), *regions[: len(VOICES)])

    def bare_scene(self, room: float) -> Scene | None:
        """Show the five empty chairs."""
        strip = chair_strip(self.workspace.document.plan, room)
        return strip.figure, self._regions(strip.places), ()

    def empty(self) -> bool:
        """Whether no group has been named."""
        return not self.workspace.document.plan.all(StakeholderGroup)

    def key_of(self, record: Record) -> tuple[str, str] | None:
        """Groups stand on the grid, voice inputs under them."""
        if isinstance(record, StakeholderGroup):
            return GRID, record.id
        return (VOICES_VIEW, record.id) if isinstance(record, VoiceInput) else None

    def said(self, record: Record) -> str:
        """Return who a group is, or what a voice input says."""
        plan = self.workspace.document.plan
        if isinstance(record, VoiceInput):
            return voice_words(plan, record)
        if not isinstance(record, StakeholderGroup):
            return ""
        label = StakeholderGroup.describe("categories").option_label
        speaks = ", ".join(_(label(each)) for each in record.categories)
        open_ = sum(each.group_id == record.id for each in unanswered(plan))
        left = ngettext("{count} not answered", "{count} not answered", open_).format(count=open_)
        parts = (group_words(plan, record), speaks, left if open_ else "")
        return " · ".join(part for part in parts if part)

    def tell(self, key: str) -> str:
        """Say who sits on a chair and what can be done about it."""
        self._digits.clear()
        if not key.startswith(CHAIR):
            return ""
        plan = self.workspace.document.plan
        chair = next(each for each in chairs(plan) if CHAIR + each.voice == key)
        said = chair_words(plan, chair)
        if chair.state == "empty":
            return _("{said} Enter adds a group for it; a group can also be dragged here.").format(said=said)
        return said

    def opened(self, key: str) -> None:
        """Open the fields of a record; an empty chair takes a new group, a bar leads to its group."""
        plan = self.workspace.document.plan
        what, _space, record_id = key.partition(" ")
        if key.startswith(CHAIR):
            chair = next(each for each in chairs(plan) if CHAIR + each.voice == key)
            if chair.group_ids:
                self.choose(plan.get(StakeholderGroup, chair.group_ids[0]))
            else:
                self.new_group(categories=VOICES[chair.voice][:1])
        elif what in ("ideas", "votes"):
            self.choose(plan.get(StakeholderGroup, record_id))
        elif plan.get(Session, what) is not None:
            self.workspace.go_to(what)
        else:
            super().opened(key)

    def dropped(self, key: str, x: float, y: float) -> None:
        """Place a group on the grid, back into the tray, or on a chair it speaks for."""
        group = self.workspace.document.plan.get(StakeholderGroup, key)
        if group is None or self._map is None:
            return
        chair = next((each for each in self.view.targets if _within(each.box, x, y)), None)
        cell, tray = self._map.cell_at(x, y), self._map.grid.tray
        if chair is not None and chair.key.startswith(CHAIR):
            self.speak_for(group, chair.key.removeprefix(CHAIR))
        elif cell is not None:
            rating_edits.place(self.workspace, group, {"affected": cell[0], "influence": cell[1]})
        elif tray is not None and x >= tray.x:
            rating_edits.place(self.workspace, group, {"affected": None, "influence": None})

    def nudged(self, key: str, right: int, down: int) -> None:
        """Move a group on the grid."""
        group = self.workspace.document.plan.get(StakeholderGroup, key)
        if group is not None and self._shown == GRID:
            rating_edits.shift(self.workspace, group, {"affected": right, "influence": -down})

    def typed(self, key: str, letter: str) -> None:
        """N, V and A begin to write; two digits say how affected a group is and how much it can do."""
        if letter == "n":
            self.new_group()
        elif letter == "v":
            self.new_voice()
        elif letter == "a":
            self.answer()
        elif self._shown == GRID and self.workspace.document.plan.get(StakeholderGroup, key) is not None:
            self._rate(key, int(letter))

    def fill_menu(self, menu: QMenu, key: str) -> None:
        """Offer what keys and mouse do."""
        plan = self.workspace.document.plan
        record = self.record_of(key)
        if key.startswith(CHAIR):
            menu.addAction(_("Add a group for it")).triggered.connect(
                lambda: self.new_group(categories=VOICES[key.removeprefix(CHAIR)][:1])
            )
        if record is None:
            return
        menu.addAction(_("Open the details")).triggered.connect(lambda: self.opened(key))
        if isinstance(record, VoiceInput):
            menu.addAction(_("How it shaped the plan")).triggered.connect(self.answer)
        elif isinstance(record, StakeholderGroup):
            menu.addAction(_("What they said")).triggered.connect(self.new_voice)
            speaks = menu.addMenu(_("Speaks for"))
            speaks.setObjectName("a2_speaks_menu")
            for chair in chairs(plan):
                action = speaks.addAction(_(VOICE_LABELS[chair.voice]))
                action.setEnabled(record.id not in chair.group_ids)
                action.triggered.connect(
                    lambda _on=False, voice=chair.voice, group=record: self.speak_for(group, voice)
                )
            away = menu.addAction(_("Take off the grid"))
            away.setEnabled(record.affected is not None or record.influence is not None)
            away.triggered.connect(
                lambda: rating_edits.place(self.workspace, record, {"affected": None, "influence": None})
            )
        menu.addAction(_("Delete")).triggered.connect(lambda: self.removed(key))

    # What is done

    def new_group(self, categories: tuple[str, ...] = ()) -> None:
        """Write names of groups, one after the other, where they wait to be placed."""
        self.begin(GRID)
        self._write_in_tray(categories)

    def new_voice(self) -> None:
        """Write what the chosen group said, then how it shaped the plan."""
        plan = self.workspace.document.plan
        record = self.record_of(self.view.current)
        group = plan.get(StakeholderGroup, record.group_id if isinstance(record, VoiceInput) else None)
        group = record if isinstance(record, StakeholderGroup) else group
        if group is None:
            self.say(_("Choose the group first; then write what it said."))
            return
        group_id = group.id
        self.begin(VOICES_VIEW)
        self.view.choose(group_id)
        box = self._below(group_id)
        self.writer.start(
            box,
            lambda words: self._add_voice(words, group_id),
            _("What they said"),
            _("What did {group} say?").format(group=group.name),
            key="v",
            again=self.answer,
        )

    def answer(self) -> None:
        """Write how the chosen voice input shaped the plan."""
        voice = self.workspace.document.plan.get(VoiceInput, self.view.current)
        region = self.view.region(self.view.current)
        if voice is None or region is None:
            return
        wide = region.box.w
        place = Box(wide * _ANSWER + 16, region.box.y, wide * (1 - _ANSWER) - 16, region.box.h)
        said = _("How it shaped the plan")
        hint = _("How did it shape the plan?")
        again = None if voice.method else self._ask_how
        text = voice.how_it_shaped_plan
        self.writer.start(place, self._answered, said, hint, key="a", text=text, again=again)

    def _ask_how(self) -> None:
        """Go on to how and when a group was heard."""
        self.writer.stop()
        self.details.open("method")

    def speak_for(self, group: StakeholderGroup, voice: str) -> None:
        """Let a group speak for one of the five voices."""
        category = VOICES[voice][0]
        if not set(VOICES[voice]).isdisjoint(group.categories):
            return
        label = _("“{group}” speaks for {voice}").format(group=group.name[:60], voice=_(VOICE_LABELS[voice]))
        with self.workspace.edit(label) as edit:
            edit.set(group, categories=(*group.categories, category))

    def _write_in_tray(self, categories: tuple[str, ...] = ()) -> None:
        tray = self._map.grid.tray if self._map is not None else None
        if self._map is None or tray is None:
            return
        waiting = [box.bottom for box in self._map.grid.chips.values() if box.x >= tray.x]
        top = max(waiting, default=tray.y + 18) + 4 + self._map.top
        spoken = _("New group")
        if categories:
            label = StakeholderGroup.describe("categories").option_label
            spoken = _("New group: {voice}").format(voice=_(label(categories[0])).lower())
        self.writer.start(
            Box(tray.x + 4, top, tray.w - 8, _EDITOR.h),
            lambda words: self._add_groups(words, categories),
            spoken,
            spoken,
            key="n",
            again=self._write_in_tray,
        )

    def _add_groups(self, words: str, categories: tuple[str, ...]) -> bool:
        values = {"categories": categories} if categories else {}
        made = record_edits.add_lines(self.workspace, StakeholderGroup, "name", words, **values)
        if made:
            self.draw()
            self.view.choose(made[-1])
        return bool(made)

    def _add_voice(self, words: str, group_id: str) -> bool:
        text = " ".join(words.split())
        made = record_edits.add_lines(self.workspace, VoiceInput, "key_messages", text, group_id=group_id)
        if made:
            self.draw()
            self.view.choose(made[0], tell=True)
        return bool(made)

    def _answered(self, words: str) -> bool:
        voice = self.workspace.document.plan.get(VoiceInput, self.view.current)
        if voice is not None:
            with self.workspace.edit(_("How it shaped the plan")) as edit:
                edit.set(voice, how_it_shaped_plan=" ".join(words.split()))
        return True

    def _below(self, group_id: str) -> Box:
        """Return where a new voice input of a group is written: where what it said would stand."""
        region = self.view.region(group_id)
        if region is None:
            return _EDITOR
        return Box(0.0, region.box.bottom, region.box.w * _ANSWER - 20, 72.0)

    def _rate(self, key: str, digit: int) -> None:
        group = self.workspace.document.plan.get(StakeholderGroup, key)
        pair = self._digits.typed(key, digit)
        if pair is None:
            self.say(_("Affected {affected}. Now a digit for influence, 1 to 5.").format(affected=digit))
        elif group is not None:
            rating_edits.place(self.workspace, group, {"affected": pair[0], "influence": pair[1]})
            self.say("")

    def _regions(self, places: Iterable[Place]) -> list[Region]:
        plan = self.workspace.document.plan
        regions = []
        for each in places:
            record = plan.find(each.key)
            movable = self._shown == GRID and isinstance(record, StakeholderGroup)
            regions.append(
                Region(each.key, each.box, each.name, movable=movable, removable=record is not None)
            )
        return regions

    def _cells(self, drawn: StakeholderMap) -> Iterable[Region]:
        for (affected, influence), box in drawn.grid.cells.items():
            name = _("Affected {affected}, influence {influence}").format(
                affected=affected, influence=influence
            )
            place = Box(box.x, box.y + drawn.top, box.w, box.h)
            yield Region(f"cell:{affected}:{influence}", place, name, radius=0.0)


def _within(box: Box, x: float, y: float) -> bool:
    return box.x <= x <= box.right and box.y <= y <= box.bottom
