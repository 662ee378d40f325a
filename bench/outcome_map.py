"""The outcome map with 500 cards and 800 links: a frame of panning and zooming, and the layout.

The floor of a frame is a bare QGraphicsView whose scene has as many items: a rectangle for each card and a
curve for each link. The floor of the layout is Graphviz `dot` on the same graph, where it is installed.
"""

import random
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView

from bench.timing import Row, in_turn, seconds
from planner.domain.figures import columns, layers, outcome_map
from planner.domain.figures.columns import KINDS
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import TocLink, TocNode
from planner.gui.canvas.map_view import MapView
from planner.gui.theme import Theme, load_fonts
from planner.gui.workspace import Workspace
from planner.paths import Paths
from planner.services.document import Document

CARDS, LINKS = 500, 800
_SIZE = (1200, 760)
_FRAMES = 24
_COMPONENTS = ("HE", "PE", "NU", "HS", "CP", "SE")


def rows(times: int) -> list[Row]:
    """Measure frames and layout."""
    records = made_up(CARDS, LINKS)
    name = f"map of {CARDS} cards and {LINKS} links"
    found = [
        Row(f"{name}: {what}", ours, floor, 2.0) for what, ours, floor in _frames(records, max(3, times // 4))
    ]
    return [*found, *_layout(name, Plan(records), max(3, times // 4))]


def made_up(cards: int, links: int, seed: int = 1) -> list[Record]:
    """Return a theory of so many cards and links without loops, the same for the same seed."""
    dice = random.Random(seed)
    words = ("care", "students", "families", "trust", "within reach", "centers", "paid for", "know")
    nodes = [
        TocNode(
            id=f"n{at}",
            code=f"TN-{at}",
            position=float(at),
            kind=KINDS[-1 - at] if at < 3 else dice.choices(KINDS[:3], (3, 5, 4))[0],
            above_ceiling=at == 0,
            wscc=(dice.choice(_COMPONENTS),),
            statement=" ".join(dice.choice(words) for _ in range(dice.randint(2, 9))),
        )
        for at in range(cards)
    ]
    pairs: dict[tuple[int, int], None] = {}
    while len(pairs) < links:
        a, b = dice.randrange(cards), dice.randrange(cards)
        first, then = KINDS.index(nodes[a].kind), KINDS.index(nodes[b].kind)
        if first < then <= first + 2 or (first == then and b < a < b + 5):
            pairs[(a, b)] = None
    levels = ("strong", "promising", "practice", "hypothesis")
    made = [
        TocLink(
            id=f"l{at}",
            code=f"TL-{at}",
            position=float(at),
            from_id=f"n{a}",
            to_id=f"n{b}",
            evidence_level=dice.choice(levels),
            rationale="One follows from the other in districts like ours" if dice.random() < 0.8 else "",
        )
        for at, (a, b) in enumerate(pairs)
    ]
    return [*nodes, *made]


def _frames(records: Sequence[Record], times: int) -> list[tuple[str, float, float]]:
    """Return seconds for a frame of ours and of the bare view, panning and zooming, near and far."""
    QApplication.instance() or QApplication([])
    load_fonts()
    with tempfile.TemporaryDirectory() as folder:
        document = Document.create(
            Path(folder) / "map.workshop", records, label="Made", today=lambda: date(2026, 11, 13)
        )
        workspace = Workspace(document, Theme.load("light"), Paths(Path(folder)))
        view = MapView(workspace)
        view.resize(*_SIZE)
        view.show()
        view.show_plan(document.plan)
        bare = _bare(view)
        QApplication.processEvents()
        found = []
        for words, scale in (("at 100 %", 1.0), ("seen from afar", 0.25)):
            pair = in_turn(partial(_pan, view, scale), partial(_pan, bare, scale), times)
            found.append((f"pan {words}, a frame", *pair))
        found.append(("zoom, a frame", *in_turn(lambda: _zoom(view), lambda: _zoom(bare), times)))
        view.close()
        bare.close()
        workspace.close()
        QApplication.processEvents()
    return found


def _bare(view: MapView) -> QGraphicsView:
    """Return a plain view of a scene with as many items, at the same places."""
    layout = view.map.layout_now
    scene = QGraphicsScene()
    outline, line = QPen(QColor("#868B90")), QPen(QColor("#7F8B97"), 1.25)
    for box in layout.cards.values():
        scene.addRect(QRectF(box.x, box.y, box.w, box.h), outline, QColor("#FFFFFF"))
    for course in layout.routes.values():
        path = QPainterPath(QPointF(*course[0]))
        for at in range(1, len(course) - 2, 3):
            path.cubicTo(*(QPointF(*point) for point in course[at : at + 3]))
        scene.addPath(path, line)
    scene.setSceneRect(view.sceneRect())
    made = QGraphicsView(scene)
    scene.setParent(made)
    made.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
    made.resize(*_SIZE)
    made.show()
    return made


def _pan(view: QGraphicsView, scale: float) -> float:
    """Return the median of frames while the map is dragged across."""
    _scale(view, scale)
    across, down = view.horizontalScrollBar(), view.verticalScrollBar()
    across.setValue(across.minimum())
    down.setValue((down.minimum() + down.maximum()) // 2)
    QApplication.processEvents()
    taken = []
    for number in range(_FRAMES):
        start = time.perf_counter()
        across.setValue(across.value() + 23)
        down.setValue(down.value() + (17 if number % 2 else -17))
        QApplication.processEvents()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def _zoom(view: QGraphicsView) -> float:
    """Return the median of frames while the map is drawn larger and larger."""
    taken = []
    for number in range(_FRAMES):
        start = time.perf_counter()
        _scale(view, 0.22 * 1.08**number)
        QApplication.processEvents()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def _scale(view: QGraphicsView, scale: float) -> None:
    if isinstance(view, MapView):
        view.set_zoom(scale)
    else:
        view.resetTransform()
        view.scale(scale, scale)


def _layout(name: str, plan: Plan, times: int) -> list[Row]:
    ours = statistics.median(seconds(lambda: _laid_out(plan)) for _ in range(times))
    found = [Row(f"{name}: laid out (seconds)", ours, None, 1.0, "s")]
    if shutil.which("dot") is None:
        return found
    graph = _graph(plan)
    crossings = _laid_out(plan).crossings
    mine, dots = in_turn(
        lambda: seconds(lambda: _laid_out(plan)), lambda: seconds(lambda: _dot(graph)), times
    )
    found.append(Row(f"{name}: laid out, against dot", mine, dots, 1.0))
    found.append(Row(f"{name}: crossings, against dot", crossings, float(_dot(graph)), 1.2, "crossings"))
    return found


def _laid_out(plan: Plan) -> outcome_map.MapLayout:
    """Lay out as for the first time."""
    for remembered in (columns.arranged, layers.layered, outcome_map.drawing):
        remembered.cache_clear()
    return outcome_map.map_layout(plan)


def _graph(plan: Plan) -> str:
    """Return the graph as dot reads it: cards of our size, from left to right, in columns of its choice."""
    cards = "".join(f'"{node.id}";' for node in plan.all(TocNode))
    links = "".join(f'"{link.from_id}"->"{link.to_id}";' for link in plan.all(TocLink))
    look = "rankdir=LR;nodesep=0.2;node[shape=box,fixedsize=true,width=2.2,height=0.9];"
    return f"digraph{{{look}{cards}{links}}}"


def _dot(graph: str) -> int:
    """Let dot lay out the graph; return how many crossings it says there are."""
    run: Callable[..., subprocess.CompletedProcess[str]] = subprocess.run
    done = run(["dot", "-v", "-Tplain"], input=graph, capture_output=True, text=True, check=True)
    said = re.findall(r"(\d+) crossings", done.stderr)
    return int(said[-1]) if said else 0
