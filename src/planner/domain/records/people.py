"""People, stakeholder groups and their voice (A2)."""

from typing import ClassVar

from planner.domain import fields as f
from planner.domain import vocabulary as v
from planner.domain.record import About, Record, described


@described
class Person(Record):
    """Somebody who owns, decides or does part of the plan."""

    about: ClassVar[About] = About(
        kind="person", collection="people", noun="person", nouns="people", prefix="P", title="name"
    )

    name: str = f.text("Name", required=True, max_length=80)
    organization: str = f.text("Organization", max_length=80)
    role: str = f.text("Role", max_length=80, blank="omit")
    capacity_hours_per_month: int | None = f.whole(
        "Time for the plan", 0, 200, unit="hours a month", hint="Hours a month this person can give"
    )
    active: bool = f.flag("Active", default=True, blank="omit", more=True)


@described
class StakeholderGroup(Record):
    """People affected by the plan or able to influence it."""

    about: ClassVar[About] = About(
        kind="stakeholder_group",
        collection="stakeholder_groups",
        noun="stakeholder group",
        nouns="stakeholder groups",
        prefix="SG",
        title="name",
    )

    name: str = f.text("Group", required=True, max_length=80)
    categories: tuple[str, ...] = f.choices("Speaks for", v.GROUP_CATEGORIES, required=True, at_least=1)
    affected: int | None = f.scale(
        "Affected", 1, 5, required=True, hint="How much the plan changes their daily life"
    )
    influence: int | None = f.scale(
        "Influence", 1, 5, required=True, hint="How much they can help or stop it"
    )
    participation_level: str = f.choice("Level of say", v.PARTICIPATION_LEVELS, required=True)
    size_estimate: int | None = f.whole("How many", 0, 5_000_000, unit="people", more=True)
    barriers: tuple[str, ...] = f.texts("What makes it hard to come", at_most=8, max_length=60, more=True)
    supports: tuple[str, ...] = f.texts("What we change so they can", at_most=8, max_length=60, more=True)
    representative_ids: tuple[str, ...] = f.links("Represented by", "person", at_most=10, more=True)


@described
class VoiceInput(Record):
    """What a group said, how many people, and how it shaped the plan."""

    about: ClassVar[About] = About(
        kind="voice_input",
        collection="voice_inputs",
        noun="voice input",
        nouns="voice inputs",
        prefix="VI",
        title="key_messages",
    )

    group_id: str | None = f.link("Group", "stakeholder_group", required=True, cascade=True)
    method: str = f.choice("How they were heard", v.VOICE_METHODS, required=True)
    date: f.Day | None = f.day("When", required=True)
    people_count: int | None = f.whole("People heard", 1, 1_000_000, unit="people", required=True)
    key_messages: str = f.note("What they said", required=True, min_length=10)
    how_it_shaped_plan: str = f.note(
        "How it shaped the plan", max_length=500, hint="What did they tell us that we have not answered?"
    )


@described
class Attendance(Record):
    """How many people of a group took part in a session."""

    about: ClassVar[About] = About(
        kind="attendance",
        collection="attendance",
        noun="attendance",
        nouns="attendance",
        prefix="AT",
        coded=False,
    )

    session_id: str | None = f.link("Session", "session", required=True, cascade=True)
    group_id: str | None = f.link("Group", "stakeholder_group", required=True, cascade=True)
    count: int | None = f.whole("People", 0, 500, unit="people", required=True)
