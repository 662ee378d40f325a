"""B4: what we do beside the early outcomes it brings about, matched by hand, and what will stop."""

from functools import partial

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from planner.domain.figures.figure import Box
from planner.domain.figures.match_cards import STOP, acted_on_by, acts_on, match_cards
from planner.domain.record import Record
from planner.domain.records import Partner, TocLink, TocNarrative, TocNode
from planner.domain.steps import Step
from planner.domain.wording import shortened
from planner.gui.canvas import map_edits
from planner.gui.canvas.figure_view import Region
from planner.gui.canvas.regions import region_at
from planner.gui.pages.figure_page import FigurePage, Scene
from planner.gui.widgets.carried_drawer import KINDS, CarriedDrawer
from planner.gui.workspace import Workspace
from planner.i18n import _
from planner.services.document import Changes

CARDS = "cards"
_EDITOR_HIGH = 56.0


class InterventionsPage(FigurePage):
    """N adds what we do for the chosen outcome, L or dragging matches two, E says that somebody else acts."""

    def __init__(self, step: Step, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Build the page; `refresh` draws it."""
        first = (_("Write the first intervention"), self.new_intervention)
        super().__init__(step, workspace, _("Match cards"), ((CARDS, _("Match cards")),), first, parent)
        self.view.takes = "nle"
        self.switch.hide()
        self.drawer = CarriedDrawer(workspace, step.code)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, self.drawer)
        self._tools = (
            self.button("intervention_button", _("+ Intervention"), "N", self.new_intervention, "primary"),
            self.button("match_button", _("Match"), "L", self.ask_match),
            self.button("external_button", _("Somebody else does"), "E", self.toggle_external),
            self.button("stop_button", _("Stop doing"), "", partial(self.show_part, "1")),
        )

    def kinds(self) -> tuple[type[Record], ...]:
        """Return what is drawn."""
        return (*super().kinds(), TocLink, Partner, TocNarrative, *KINDS)

    def tools(self) -> list[QWidget]:
        """Return the controls above the drawing."""
        return [*self._tools, self.drawer.button]

    def refresh(self, changes: Changes | None) -> None:
        """Show what the plan says now."""
        super().refresh(changes)
        self.drawer.refresh()

    def scene(self, shown: str, room: float) -> Scene:
        """Draw both columns of cards and the lines between them."""
        plan = self.workspace.document.plan
        drawn = match_cards(plan, room)
        regions = []
        for each in drawn.places:
            node = plan.get(TocNode, each.key)
            ours = node is not None and node.kind == "intervention"
            regions.append(Region(each.key, each.box, each.name, movable=ours, removable=node is not None))
        targets = [each for each in regions if self._is_outcome(each.key)]
        return drawn.figure, regions, targets

    def empty(self) -> bool:
        """Whether there is neither an intervention nor an early outcome."""
        plan = self.workspace.document.plan
        return not (plan.where(TocNode, kind="intervention") or plan.where(TocNode, kind="early_outcome"))

    def key_of(self, record: Record) -> tuple[str, str] | None:
        """Interventions and early outcomes have a card."""
        here = isinstance(record, TocNode) and record.kind in ("intervention", "early_outcome")
        return (CARDS, record.id) if here else None

    def said(self, record: Record) -> str:
        """Return what a card is matched with."""
        plan = self.workspace.document.plan
        if not isinstance(record, TocNode):
            return ""
        if record.kind == "intervention":
            names = ", ".join(each.statement for each in acts_on(plan, record))
            said = _("Acts on: {outcomes}") if names else _("Acts on no early outcome yet")
            return said.format(outcomes=names)
        names = ", ".join(each.statement for each in acted_on_by(plan, record))
        return _("Through: {interventions}").format(interventions=names) if names else ""

    def tell(self, key: str) -> str:
        """Say what can be done about an early outcome that nothing leads to."""
        node = self.workspace.document.plan.get(TocNode, key)
        if node is None or not self._is_outcome(key) or node.external:
            return ""
        if acted_on_by(self.workspace.document.plan, node):
            return ""
        return _(
            "Nothing we do leads to this yet. N writes what we will do; E says that somebody else does it."
        )

    def opened(self, key: str) -> None:
        """Open the fields of a card, or the list of what will stop."""
        if key == STOP:
            self.show_part("1")
        else:
            super().opened(key)

    def dropped(self, key: str, x: float, y: float) -> None:
        """Match an intervention with the outcome it was dropped on."""
        target = region_at(self.view.targets, x, y)
        if target is not None:
            self.match(key, target.key)

    def typed(self, key: str, letter: str) -> None:
        """N, L and E do as the buttons above."""
        {"n": self.new_intervention, "l": self.ask_match, "e": self.toggle_external}[letter]()

    def fill_menu(self, menu: QMenu, key: str) -> None:
        """Offer what keys and mouse do."""
        node = self.workspace.document.plan.get(TocNode, key)
        if node is None:
            menu.addAction(_("Change the list")).triggered.connect(lambda: self.opened(key))
            return
        menu.addAction(_("Open the details")).triggered.connect(lambda: self.opened(key))
        if self._is_outcome(key):
            menu.addAction(_("New intervention for it")).triggered.connect(self.new_intervention)
            outside = menu.addAction(_("Somebody else brings it about"))
            outside.setCheckable(True)
            outside.setChecked(node.external)
            outside.triggered.connect(lambda _on=False: self.toggle_external())
        partners = menu.addMenu(_("Acts on") if node.kind == "intervention" else _("Through"))
        self._fill_matches(partners, node)
        menu.addAction(_("Delete")).triggered.connect(lambda: self.removed(key))

    # What is done

    def new_intervention(self) -> None:
        """Write what we will do, for the chosen early outcome where there is one."""
        self.begin(CARDS)
        self._write()

    def _write(self) -> None:
        node = self.workspace.document.plan.get(TocNode, self.view.current)
        near = node.id if node is not None and node.kind == "early_outcome" else ""
        region = self.view.region(near)
        wide = self.view.figure.width * 0.4
        cards = [each.box for each in self.view.regions if each.movable]
        top = region.box.y if region is not None else max((box.bottom for box in cards), default=30.0) + 4
        hint = _("What will we do?")
        if node is not None and near:
            hint = _("What will we do so that “{outcome}”?").format(outcome=shortened(node.statement, 60))
        self.writer.start(
            Box(0.0, top, wide, _EDITOR_HIGH),
            lambda words: self._add(words, near),
            _("New intervention"),
            hint,
            key="n",
            again=self._write,
        )

    def ask_match(self) -> None:
        """Offer what the chosen card can be matched with, in a menu."""
        region = self.view.region(self.view.current)
        node = self.workspace.document.plan.get(TocNode, self.view.current)
        if node is None or region is None:
            self.say(_("Choose a card first; then what it is to be matched with."))
            return
        menu = QMenu(self)
        menu.setObjectName("b4_match_menu")
        self._fill_matches(menu, node)
        if menu.actions():
            menu.popup(self.view.viewport().mapToGlobal(self.view.pixels(region.box).center()))
        else:
            self.say(_("There is nothing to match it with yet."))

    def match(self, intervention: str, outcome: str) -> None:
        """Match two cards, or take the match back where they are matched."""
        plan = self.workspace.document.plan
        links = [each for each in plan.where(TocLink, from_id=intervention) if each.to_id == outcome]
        if links:
            map_edits.delete(self.workspace, [each.id for each in links])
        else:
            map_edits.link(self.workspace, intervention, outcome)

    def toggle_external(self) -> None:
        """Say of the chosen early outcome that somebody else brings it about, or that it is ours again."""
        node = self.workspace.document.plan.get(TocNode, self.view.current)
        if node is None or node.kind != "early_outcome":
            self.say(_("Choose an early outcome first."))
            return
        with self.workspace.edit(_("Somebody else brings it about")) as edit:
            edit.set(node, external=not node.external)

    def _add(self, words: str, near: str) -> bool:
        made = map_edits.add_cards(self.workspace, words.splitlines(), near, "intervention")
        if made:
            self.draw()
            self.view.choose(near or made[-1], tell=True)
        return bool(made)

    def _fill_matches(self, menu: QMenu, node: TocNode) -> None:
        plan = self.workspace.document.plan
        ours = node.kind == "intervention"
        matched = {each.id for each in (acts_on(plan, node) if ours else acted_on_by(plan, node))}
        for other in plan.where(TocNode, kind="early_outcome" if ours else "intervention"):
            words = f"{other.code}  {shortened(other.statement, 70)}".replace("&", "&&")
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(other.id in matched)
            pair = (node.id, other.id) if ours else (other.id, node.id)
            action.triggered.connect(lambda _on=False, pair=pair: self.match(*pair))

    def _is_outcome(self, key: str) -> bool:
        node = self.workspace.document.plan.get(TocNode, key)
        return node is not None and node.kind == "early_outcome"
