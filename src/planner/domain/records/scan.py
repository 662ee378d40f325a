"""Where we are: six lessons, whole-child scan, data (A3, A4)."""

from typing import ClassVar

from planner.domain import fields as f
from planner.domain import vocabulary as v
from planner.domain.record import About, Record, described


@described
class LessonRating(Record):
    """How many people of a group say that the district is so far with one statement: 0 not yet to 3 firmly.

    A group that rated with several voices has a row for each rating it gave.
    """

    about: ClassVar[About] = About(
        kind="lesson_rating",
        collection="lesson_ratings",
        noun="lesson rating",
        nouns="lesson ratings",
        prefix="LR",
        coded=False,
    )

    lesson: str = f.choice("Lesson", v.LESSONS, required=True)
    statement_no: int | None = f.whole("Statement", 1, 3, required=True)
    group_id: str | None = f.link("Group", "stakeholder_group", required=True, cascade=True)
    rating: int | None = f.scale("How far are we", 0, 3, options=v.LESSON_LEVELS, required=True)
    respondents: int | None = f.whole("People", 1, 100_000, unit="people")


@described
class LessonNote(Record):
    """What the rating of a lesson rests on."""

    about: ClassVar[About] = About(
        kind="lesson_note",
        collection="lesson_notes",
        noun="evidence for a lesson",
        nouns="evidence for lessons",
        prefix="LN",
        coded=False,
        title="evidence",
    )

    lesson: str = f.choice("Lesson", v.LESSONS, required=True)
    evidence: str = f.note("Evidence", max_length=400)


@described
class StartingPointAdoption(Record):
    """A small first move the group chose, with owner and date. Its id (L4a) is the method library's."""

    about: ClassVar[About] = About(
        kind="starting_point",
        collection="starting_points_adopted",
        noun="starting point",
        nouns="starting points",
        prefix="SP",
        coded=False,
        title="starting_point_id",
    )

    starting_point_id: str = f.choice(
        "Starting point",
        v.STARTING_POINTS,
        required=True,
    )
    owner_id: str | None = f.link("Owner", "person", required=True)
    due: f.Day | None = f.day("By when", required=True)
    action_ids: tuple[str, ...] = f.links("Became action", "action", more=True)


@described
class WsccRating(Record):
    """Practice: how far one statement about a component is in place, 0 to 3, or not applicable."""

    about: ClassVar[About] = About(
        kind="wscc_rating",
        collection="wscc_ratings",
        noun="scan rating",
        nouns="scan ratings",
        prefix="WR",
        coded=False,
    )

    component: str = f.choice("Component", v.WSCC, required=True)
    statement_no: int | None = f.whole("Statement", 1, 3, required=True)
    rating: int | None = f.scale("In place", 0, 3, options=v.SCAN_LEVELS)
    na: bool = f.flag("Does not apply here")
    evidence: str = f.note("Evidence", max_length=400)


@described
class PolicyRating(Record):
    """Written policy: how strongly it says one thing about a component, 0 to 2."""

    about: ClassVar[About] = About(
        kind="policy_rating",
        collection="policy_ratings",
        noun="policy rating",
        nouns="policy ratings",
        prefix="PO",
        coded=False,
    )

    component: str = f.choice("Component", v.WSCC, required=True)
    prompt_no: int | None = f.whole("Prompt", 1, 2, required=True)
    rating: int | None = f.scale("In policy", 0, 2, options=v.POLICY_LEVELS)


@described
class ComponentNote(Record):
    """Strengths and weaknesses the scan found in one component."""

    about: ClassVar[About] = About(
        kind="component_note",
        collection="component_notes",
        noun="strengths and weaknesses",
        nouns="strengths and weaknesses",
        prefix="CN",
        coded=False,
    )

    component: str = f.choice("Component", v.WSCC, required=True)
    strengths: tuple[str, ...] = f.texts("Strengths", at_most=10)
    weaknesses: tuple[str, ...] = f.texts("Weaknesses", at_most=10)


@described
class DataPoint(Record):
    """A number the group looks at. Values for groups smaller than 10 are suppressed, never stored."""

    about: ClassVar[About] = About(
        kind="data_point",
        collection="data_points",
        noun="data point",
        nouns="data",
        prefix="DA",
        title="measure",
    )

    measure: str = f.text("Measure", required=True)
    unit: str = f.choice("Unit", v.UNITS)
    period: str = f.text("Period", max_length=40)
    student_group: str = f.text("Student group", default="All students")
    value: float | None = f.decimal("Value")
    source: str = f.text("Source", max_length=160)
    component: str = f.choice("Component", v.WSCC, blank="null")
    suppressed: bool = f.flag("Too small to show", hint="Groups smaller than 10 are never shown")
