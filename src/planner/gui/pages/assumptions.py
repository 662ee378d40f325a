"""B3: assumptions on a grid of how sure we are and how much harm, their register, and their tests by day."""

from collections.abc import Iterable

from PySide6.QtWidgets import QMenu, QWidget

from planner.domain.figures.assumption_board import (
    CHIP,
    LINK,
    Board,
    assumption_board,
    rating_words,
    standing_words,
)
from planner.domain.figures.assumption_tests import drawn_tests
from planner.domain.figures.places import Place
from planner.domain.record import Record
from planner.domain.records import Assumption, Person, TocLink, TocNode
from planner.domain.steps import Step
from planner.gui import rating_edits, record_edits
from planner.gui.canvas.figure_view import Region
from planner.gui.pages.figure_page import FigurePage, Scene
from planner.gui.rating_edits import DigitPair
from planner.gui.workspace import Workspace
from planner.i18n import _

BOARD, TESTS = "board", "tests"
_OFF: dict[str, int | None] = {"confidence": None, "consequence": None}


class AssumptionsPage(FigurePage):
    """N adds assumptions; dragging, Alt and the arrows, or two digits rate them; T says how we test one."""

    def __init__(self, step: Step, workspace: Workspace, parent: QWidget | None = None) -> None:
        """Build the page; `refresh` draws it."""
        views = ((BOARD, _("Grid and register")), (TESTS, _("Tests by day")))
        first = (_("Write the first assumption"), self.new_assumption)
        super().__init__(step, workspace, _("Pictures"), views, first, parent)
        self.view.takes = "nt12345"
        self._board: Board | None = None
        self._digits = DigitPair()
        self._tools = (
            self.button("assumption_button", _("+ Assumption"), "N", self.new_assumption, "primary"),
            self.button("test_button", _("Test"), "T", self.write_test),
            self.switch,
        )

    def kinds(self) -> tuple[type[Record], ...]:
        """Return what is drawn or named."""
        return (*super().kinds(), TocNode, TocLink, Person)

    def tools(self) -> list[QWidget]:
        """Return the controls above the drawing."""
        return list(self._tools)

    def scene(self, shown: str, room: float) -> Scene:
        """Draw the board or the tests."""
        plan, as_of = self.workspace.document.plan, self.workspace.as_of
        self._board = None
        if shown == TESTS:
            drawn = drawn_tests(plan, as_of, room)
            return drawn.figure, self._regions(drawn.places, movable=False), ()
        self._board = assumption_board(plan, as_of, room, tray=True)
        cells = [
            Region(
                f"cell:{confidence}:{consequence}",
                box,
                _("Sure {confidence}, harm {consequence}").format(
                    confidence=confidence, consequence=consequence
                ),
                radius=0.0,
            )
            for (confidence, consequence), box in self._board.grid.cells.items()
        ]
        return self._board.drawn.figure, self._regions(self._board.drawn.places, movable=True), cells

    def empty(self) -> bool:
        """Whether nothing has been assumed."""
        return not self.workspace.document.plan.all(Assumption)

    def record_of(self, key: str) -> Record | None:
        """Return the assumption of a chip or a row."""
        return self.workspace.document.plan.get(Assumption, key.removeprefix(CHIP))

    def key_of(self, record: Record) -> tuple[str, str] | None:
        """Assumptions stand in the register."""
        return (BOARD, record.id) if isinstance(record, Assumption) else None

    def echo(self, key: str) -> str:
        """A row goes with its chip."""
        if key.startswith(LINK):
            return ""
        return key.removeprefix(CHIP) if key.startswith(CHIP) else CHIP + key

    def said(self, record: Record) -> str:
        """Return how an assumption is rated, where its test stands, and what it says."""
        if not isinstance(record, Assumption):
            return ""
        standing = standing_words(self.workspace.document.plan, record, self.workspace.as_of)
        return " · ".join((rating_words(record), standing, record.statement))

    def tell(self, key: str) -> str:
        """Say how to rate what is not rated."""
        self._digits.clear()
        if key.startswith(LINK):
            return _("Nobody has said what is assumed here. Enter writes it; the link comes along.")
        record = self.record_of(key)
        if isinstance(record, Assumption) and (record.confidence is None or record.consequence is None):
            return _("Drag it onto the grid, or type two digits: how sure we are, then how much harm.")
        return ""

    def opened(self, key: str) -> None:
        """Open the fields of an assumption; a link that rests on belief takes one."""
        if key.startswith(LINK):
            self._write_under(key)
        else:
            super().opened(key)

    def dropped(self, key: str, x: float, y: float) -> None:
        """Rate an assumption by the cell it was dropped on, or take it off the grid."""
        assumption = self._assumption(key)
        if assumption is None or self._board is None:
            return
        cell, tray = self._board.grid.cell_at(x, y), self._board.grid.tray
        if cell is not None:
            rating_edits.place(self.workspace, assumption, {"confidence": cell[0], "consequence": cell[1]})
        elif tray is not None and tray.x <= x <= tray.right and tray.y <= y <= tray.bottom:
            rating_edits.place(self.workspace, assumption, _OFF)

    def nudged(self, key: str, right: int, down: int) -> None:
        """Move an assumption on the grid; to the right is less sure."""
        assumption = self._assumption(key)
        if assumption is not None:
            rating_edits.shift(self.workspace, assumption, {"confidence": -right, "consequence": -down})

    def typed(self, key: str, letter: str) -> None:
        """N and T begin to write; two digits say how sure we are and how much harm there would be."""
        if letter == "n":
            self.new_assumption()
        elif letter == "t":
            self.write_test()
        elif self._assumption(key) is not None:
            self._rate(key, int(letter))

    def fill_menu(self, menu: QMenu, key: str) -> None:
        """Offer what keys and mouse do."""
        assumption = self._assumption(key)
        if key.startswith(LINK):
            menu.addAction(_("Write what we assume")).triggered.connect(lambda: self.opened(key))
        if assumption is None:
            return
        menu.addAction(_("Open the details")).triggered.connect(lambda: self.opened(key))
        menu.addAction(_("How we test it")).triggered.connect(self.write_test)
        off = menu.addAction(_("Take off the grid"))
        off.setEnabled(assumption.confidence is not None or assumption.consequence is not None)
        off.triggered.connect(lambda: rating_edits.place(self.workspace, assumption, _OFF))
        menu.addAction(_("Delete")).triggered.connect(lambda: self.removed(key))

    # What is done

    def new_assumption(self) -> None:
        """Write assumptions, one after the other, at the end of the register."""
        self.begin(BOARD)
        self._write_next()

    def write_test(self) -> None:
        """Write how the chosen assumption is tested; its day and owner are asked for next."""
        assumption, region = self._assumption(self.view.current), self.view.region(self.view.current)
        if assumption is None or region is None:
            self.say(_("Choose an assumption first; then write how to test it."))
            return
        row = self.view.region(assumption.id) or region
        said, hint = _("How we test it"), _("What cheap sign would tell us early?")
        self.writer.start(
            row.box,
            lambda words: self._tested(words, assumption.id),
            said,
            hint,
            key="t",
            text=assumption.test_method or "",
            again=self._ask_for_day,
        )

    def _write_next(self) -> None:
        if self._board is not None:
            said = _("New assumption")
            hint = _("What must already be so?")
            self.writer.start(self._board.next_row, self._add, said, hint, key="n", again=self._write_next)

    def _write_under(self, key: str) -> None:
        """Write what is assumed under a link."""
        region, link_id = self.view.region(key), key.removeprefix(LINK)
        if region is not None:
            said, hint = _("New assumption"), _("What must already be so for this to follow?")
            self.writer.start(region.box, lambda words: self._add(words, (link_id,)), said, hint)

    def _add(self, words: str, link_ids: tuple[str, ...] = ()) -> bool:
        made = record_edits.add_lines(self.workspace, Assumption, "statement", words, link_ids=link_ids)
        if made:
            self.draw()
            self.view.choose(made[-1])
        return bool(made)

    def _tested(self, words: str, assumption_id: str) -> bool:
        assumption = self._assumption(assumption_id)
        if assumption is not None:
            with self.workspace.edit(_("How we test it")) as edit:
                edit.set(assumption, test_method=" ".join(words.split()))
        return True

    def _ask_for_day(self) -> None:
        self.writer.stop()
        self.details.open("test_by")

    def _rate(self, key: str, digit: int) -> None:
        assumption = self._assumption(key)
        pair = self._digits.typed(key, digit)
        if pair is None:
            self.say(_("Sure {confidence}. Now a digit for the harm, 1 to 5.").format(confidence=digit))
        elif assumption is not None:
            rating_edits.place(self.workspace, assumption, {"confidence": pair[0], "consequence": pair[1]})
            self.say("")

    def _assumption(self, key: str) -> Assumption | None:
        return self.workspace.document.plan.get(Assumption, key.removeprefix(CHIP))

    def _regions(self, places: Iterable[Place], *, movable: bool) -> list[Region]:
        plan = self.workspace.document.plan
        found = []
        for each in places:
            held = plan.get(Assumption, each.key.removeprefix(CHIP)) is not None
            found.append(Region(each.key, each.box, each.name, movable=movable and held, removable=held))
        return found
