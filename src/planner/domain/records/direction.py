"""Direction, situation scan and priorities (C1 to C3)."""

from typing import ClassVar

from planner.domain import fields as f
from planner.domain import vocabulary as v
from planner.domain.record import About, Record, described


@described
class Statement(Record):
    """Vision, mission, a value, the equity commitment or an aspiration."""

    about: ClassVar[About] = About(
        kind="statement",
        collection="statements",
        noun="statement",
        nouns="statements",
        prefix="SM",
        title="text",
    )

    kind: str = f.choice("Kind", v.STATEMENT_KINDS, default="value", required=True)
    text: str = f.note("Words", required=True, min_length=10, max_length=500, hint="Words people will repeat")
    status: str = f.choice("Status", v.DRAFT_FINAL, default="draft")


@described
class ScanItem(Record):
    """One inside or outside condition that helps or hurts the theory."""

    about: ClassVar[About] = About(
        kind="scan_item",
        collection="scan_items",
        noun="scan item",
        nouns="scan items",
        prefix="SI",
        title="text",
    )

    category: str = f.choice("Field", v.SCAN_CATEGORIES, default="strength", required=True)
    origin: str = f.choice("Where", v.ORIGINS, default="internal")
    text: str = f.note("What we see", required=True, min_length=5, max_length=240)
    toc_node_ids: tuple[str, ...] = f.links("Touches", "toc_node")
    weight: int | None = f.scale("Weight", 1, 5, blank="omit", more=True)


@described
class Criterion(Record):
    """What priorities are judged by; weights sum to 100."""

    about: ClassVar[About] = About(
        kind="criterion",
        collection="criteria",
        noun="criterion",
        nouns="criteria",
        prefix="KR",
        coded=False,
        title="name",
    )

    key: str = f.text("Short name", required=True, max_length=30, hint="One word, used in tables")
    name: str = f.text("Criterion", required=True)
    weight: int | None = f.whole("Weight", 0, 100, unit="points", required=True)


@described
class Priority(Record):
    """One of the few areas the plan concentrates on. `scores` are 0 to 10, by criterion key."""

    about: ClassVar[About] = About(
        kind="priority",
        collection="priorities",
        noun="priority",
        nouns="priorities",
        prefix="PR",
        title="name",
    )

    name: str = f.text("Priority", required=True, min_length=3, max_length=100)
    scores: dict[str, int] = f.numbers("Scores", 0, 10, hint="0 to 10 for each criterion")
    dots: int | None = f.whole("Dots", 0, 10_000, unit="dots")
    selected: bool = f.flag("Chosen")
    toc_node_ids: tuple[str, ...] = f.links("Answers these outcomes", "toc_node")
    scan_item_ids: tuple[str, ...] = f.links("Answers these findings", "scan_item")
