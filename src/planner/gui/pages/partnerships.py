"""A5: partners and what they are good for, who is missing where, and how near to collective impact."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from planner.domain import vocabulary as v
from planner.domain.figures.collective_impact import collective_impact
from planner.domain.figures.partner_inventory import inventory, summary
from planner.domain.figures.places import Drawn
from planner.domain.prompts import answer
from planner.domain.record import Record
from planner.domain.records import (
    Action,
    BackboneFunction,
    CiPreconditions,
    CiRating,
    ComponentNote,
    DistrictPartnershipAnswer,
    Idea,
    Partner,
    PartnershipGap,
    Strategy,
    TocNode,
    WsccRating,
)
from planner.domain.steps import Step
from planner.gui import partnership_edits, record_edits
from planner.gui.canvas.figure_view import FigureView, Region
from planner.gui.pages.drawn_page import DRAWING, DrawnPage
from planner.gui.theme import dress
from planner.gui.widgets.empty_note import EmptyNote
from planner.gui.widgets.field_row import Card
from planner.gui.widgets.follow_up_card import FollowUpCard
from planner.gui.widgets.segmented import Segment, Segmented
from planner.gui.widgets.service_gaps import ServiceGaps
from planner.gui.widgets.text_editors import Line
from planner.gui.workspace import Workspace
from planner.i18n import _
from planner.services.document import Changes

INVENTORY, SERVICES, IMPACT, NEXT = "partners", "services", "impact", "next"
_LEAST = {INVENTORY: 640.0, IMPACT: 420.0}
"""Points below which drawings are not built narrower; they scroll then."""
_LOWEST = 160  # pixels at 100 % that show the criteria and a partner; the page scrolls rather than less


class PartnershipsPage(DrawnPage):
    """Four pictures of the partnerships; the chosen partner, gap or function shows its fields below.

    Digits rate: a criterion of a partner, or the maturity of a backbone function.
    """

    def __init__(self, step: Step, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Build the pictures; `refresh` draws them."""
        self._pictures = QStackedWidget()
        self._pictures.setObjectName("a5_pictures")
        super().__init__(step, workspace, self._pictures, _("Pictures"), parent)
        self.inventory = FigureView(workspace.theme, "partners_figure")
        self.inventory.takes = "0123n"
        self.inventory.setMinimumHeight(workspace.theme.px(_LOWEST))
        self.impact = FigureView(workspace.theme, "impact_figure", largest=1.15)
        self.impact.takes = "0123"
        self.services = ServiceGaps(workspace)
        self._efforts = FollowUpCard(workspace, "new_effort", (TocNode, Strategy))
        self._capacities = FollowUpCard(workspace, "new_capacity", (Action,))
        self.quick = Line()
        self._build()
        self.views = Segmented(
            [
                Segment(INVENTORY, _("Partners")),
                Segment(SERVICES, _("Services by region")),
                Segment(IMPACT, _("Collective impact")),
                Segment(NEXT, _("What it leads to")),
            ]
        )
        self.views.name("a5_view", _("Pictures of the partnerships"))
        self.views.set_value(INVENTORY)
        self.views.picked.connect(self.show_picture)
        self._new = QPushButton(_("+ Partner   N"))
        self._new.setObjectName("partner_button")
        self._new.setAccessibleName(_("New partner"))
        self._new.setAutoDefault(False)
        dress(self._new, "primary")
        self._new.clicked.connect(lambda _on=False: self.add_partner())
        self.setFocusProxy(self.inventory)
        self.inventory.chosen.connect(self._choose_partner)
        self.inventory.activated.connect(self._open_partner)
        self.inventory.typed.connect(self._typed_on_partner)
        self.inventory.removal_wanted.connect(self._remove_partner)
        self.inventory.room_changed.connect(lambda _room: self._draw_inventory())
        self.services.chosen.connect(self._choose_record)
        self.services.opened.connect(self._open_record)
        self.services.partner_wanted.connect(self.add_partner)
        self.impact.chosen.connect(self._choose_function)
        self.impact.activated.connect(self._open_impact)
        self.impact.typed.connect(self._typed_on_function)
        self.impact.room_changed.connect(lambda _room: self._draw_impact())

    @property
    def picture(self) -> str:
        """Which picture is shown."""
        return self.views.value

    def kinds(self) -> tuple[type[Record], ...]:
        """Return what is drawn, and what answers may become."""
        return (*super().kinds(), WsccRating, ComponentNote, Idea, TocNode, Strategy, Action)

    def tools(self) -> list[QWidget]:
        """Return the button for a partner and the choice of pictures."""
        return [self._new, self.views]

    def part_shown(self, part: str) -> None:
        """The tools belong to the pictures."""
        self.views.setEnabled(part == DRAWING)
        self._new.setEnabled(part == DRAWING)

    def place(self) -> tuple[str, str]:
        """Return the part that is shown, and which picture of it."""
        return self.part, self.picture

    def return_to(self, place: tuple[str, str]) -> None:
        """Show that part and that picture."""
        if place[1] in self._parts:
            self.show_picture(place[1])
        super().return_to(place)

    def show_picture(self, name: str) -> None:
        """Show one of the four pictures."""
        self.details.show_record(None)
        self.views.set_value(name)
        self._pictures.setCurrentWidget(self._parts[name])
        self._draw(name)
        chosen = {
            INVENTORY: lambda: self._choose_partner(self.inventory.current),
            IMPACT: lambda: self._choose_function(self.impact.current),
        }.get(name)
        if chosen is not None:
            chosen()

    def refresh_drawing(self, _changes: Changes | None) -> None:
        """Draw the picture that is shown again."""
        self._draw(self.picture)

    def show_in_drawing(self, record: Record) -> bool:
        """Choose a partner, gap or function in its picture."""
        if isinstance(record, Partner):
            self.show_picture(INVENTORY)
            self.inventory.choose(record.id, tell=True)
        elif isinstance(record, PartnershipGap):
            self.show_picture(SERVICES)
            self._choose_record(record.id)
        elif isinstance(record, BackboneFunction):
            self.show_picture(IMPACT)
            self.impact.choose(f"function/{record.function}", tell=True)
        else:
            return False
        return True

    def look_at_chosen(self) -> None:
        """Bring what is chosen into view."""
        for view in (self.inventory, self.impact):
            region = view.region(view.current)
            if region is not None and view.isVisible():
                view.look_at(region.box)

    def commit(self) -> None:
        """Write what is still being typed."""
        if self.quick.text().strip() and self.quick.hasFocus():
            self._quick_entered()
        super().commit()

    def add_partner(self) -> None:
        """Make a partner and go to its name."""
        made = record_edits.add(self.workspace, self.step.sheets[0])
        if made is not None:
            self._after_adding(made)
            self.details.open("name")

    # Pictures

    def _build(self) -> None:
        px = self.workspace.theme.px
        self._note = EmptyNote(
            self.workspace,
            _(self.step.empty),
            _(self.step.example),
            _("Write the first partner"),
            self.add_partner,
        )
        card = Card(self.workspace)
        card.column.setContentsMargins(px(8), px(12), px(8), px(8))
        card.column.addWidget(self.inventory, 1)
        card.column.addWidget(self.quick)
        said = _("Add partner: type, Enter")
        self.quick.setObjectName("partner_line_edit")
        self.quick.setPlaceholderText(said)
        self.quick.setAccessibleName(said)
        self.quick.setAccessibleDescription(_("Pasted lines become one entry each"))
        self.quick.takes_lines = True
        self.quick.returnPressed.connect(self._quick_entered)
        self.quick.lines_pasted.connect(self._paste)
        partners = QWidget()
        grid = QGridLayout(partners)
        grid.setContentsMargins(px(24), px(4), px(24), px(12))
        grid.addWidget(card, 0, 0)
        grid.addWidget(self._note, 0, 0)
        self._card = card
        impact = Card(self.workspace)
        impact.column.addWidget(self.impact)
        held = QWidget()
        holder = QVBoxLayout(held)
        holder.setContentsMargins(px(24), px(4), px(24), px(12))
        holder.addWidget(impact)
        self._parts = {INVENTORY: partners, SERVICES: self.services, IMPACT: held, NEXT: self._next()}
        for widget in self._parts.values():
            self._pictures.addWidget(widget)

    def _next(self) -> QWidget:
        """Build the lists of new efforts and new capacities."""
        px = self.workspace.theme.px
        inside = QWidget()
        dress(inside, "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(24), px(4), px(24), px(16))
        column.setSpacing(px(12))
        questions = QPushButton(_("Answer the twelve questions"))
        questions.setObjectName("questions_button")
        questions.setAutoDefault(False)
        questions.clicked.connect(
            lambda _on=False: self.reveal_in_sheet(DistrictPartnershipAnswer, "PQ01", "answer")
        )
        column.addWidget(questions, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._efforts)
        column.addWidget(self._capacities)
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("follow_up_area")
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _draw(self, name: str) -> None:
        if name == INVENTORY:
            self._draw_inventory()
        elif name == SERVICES:
            self.services.refresh()
        elif name == IMPACT:
            self._draw_impact()
        else:
            self._efforts.refresh()
            self._capacities.refresh()

    def _draw_inventory(self) -> None:
        plan = self.workspace.document.plan
        drawn = inventory(plan, self.workspace.as_of, max(_LEAST[INVENTORY], self.inventory.room))
        self.inventory.show_figure(drawn.figure, _regions(drawn))
        empty = not plan.all(Partner)
        self._note.setVisible(empty)
        self._card.setVisible(not empty)

    def _draw_impact(self) -> None:
        drawn = collective_impact(self.workspace.document.plan, max(_LEAST[IMPACT], self.impact.room))
        self.impact.show_figure(drawn.figure, _regions(drawn))

    # Partners

    def _partner(self, key: str) -> Partner | None:
        return self.workspace.document.plan.get(Partner, key.partition("/")[0])

    def _choose_partner(self, key: str) -> None:
        partner = self._partner(key)
        self.details.show_record(
            partner, summary(partner, self.workspace.as_of) if partner is not None else ""
        )

    def _open_partner(self, key: str) -> None:
        self._choose_partner(key)
        self.details.open("criteria" if "/" in key else "name")

    def _typed_on_partner(self, key: str, letter: str) -> None:
        """Rate the chosen criterion and go on to the next; N makes a new partner."""
        partner, criterion = self._partner(key), key.partition("/")[2]
        if letter == "n":
            self.add_partner()
        elif partner is not None:
            names = [option.value for option in v.PARTNER_CRITERIA]
            criterion = criterion or names[0]
            partnership_edits.rate_partner(self.workspace, partner, criterion, int(letter))
            after = names.index(criterion) + 1
            self.inventory.choose(f"{partner.id}/{names[min(after, len(names) - 1)]}", tell=True)

    def _remove_partner(self, key: str) -> None:
        partner = self._partner(key)
        if partner is not None:
            record_edits.delete(self.workspace, [partner])
            self.details.show_record(None)

    def _quick_entered(self) -> None:
        name = " ".join(self.quick.text().split())
        if name:
            made = record_edits.add(self.workspace, self.step.sheets[0], values={"name": name})
            if made is not None:
                self.quick.clear()
                self._after_adding(made)

    def _paste(self, pasted: str) -> None:
        sheet = self.step.sheets[0]
        made = record_edits.paste(self.workspace, sheet, pasted, record_edits.paste_columns(sheet))
        if made:
            self._after_adding(made[-1])

    def _after_adding(self, made: str) -> None:
        if self.picture != INVENTORY:
            self.show_picture(INVENTORY)
        self._draw_inventory()
        self.inventory.choose(made, tell=True)

    # Gaps, and collective impact

    def _choose_record(self, record_id: str) -> None:
        self.details.show_record(self.workspace.document.plan.get(PartnershipGap, record_id))

    def _open_record(self, record_id: str) -> None:
        self._choose_record(record_id)
        self.details.open("response")

    def _function(self, key: str) -> BackboneFunction | None:
        kind, _slash, name = key.partition("/")
        held = answer(self.workspace.document.plan, BackboneFunction, {"function": name})
        return held if kind == "function" and isinstance(held, BackboneFunction) else None

    def _choose_function(self, key: str) -> None:
        self.details.show_record(self._function(key))

    def _typed_on_function(self, key: str, letter: str) -> None:
        kind, _slash, name = key.partition("/")
        if kind == "function":
            partnership_edits.rate_function(self.workspace, name, int(letter))
            self._choose_function(key)

    def _open_impact(self, key: str) -> None:
        """Go to where a condition, a precondition or a function is written."""
        kind, _slash, name = key.partition("/")
        if kind == "function" and self._function(key) is not None:
            self._choose_function(key)
            self.details.open("lead_id")
        elif kind == "function":
            self.reveal_in_sheet(BackboneFunction, name, "lead_id")
        elif kind == "condition":
            self.reveal_in_sheet(CiRating, partnership_edits.first_statement(self.workspace, name))
        else:
            self.reveal_in_sheet(CiPreconditions, "", name)


def _regions(drawn: Drawn) -> list[Region]:
    return [Region(each.key, each.box, each.name, removable="/" not in each.key) for each in drawn.places]
