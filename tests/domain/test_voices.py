"""Chairs, the stakeholder grid, what the groups said, and the balance of voices (A2)."""

from datetime import date

from planner.domain.analysis import coverage
from planner.domain.analysis.voice import chairs, heard, plan_voices, session_voices
from planner.domain.figures.figure import Figure, Text
from planner.domain.figures.stakeholder_grid import CHAIR, chair_strip, stakeholder_map
from planner.domain.figures.text import width
from planner.domain.figures.voice_balance import balance_drawn
from planner.domain.figures.voices import unanswered, voices_drawn
from planner.domain.plan import Plan
from planner.domain.records import Attendance, Idea, Session, StakeholderGroup, VoiceInput

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik " * 3
FAMILIES = StakeholderGroup(
    id="f", code="SG-1", name="Families", categories=("families",), affected=5, influence=2
)
NURSES = StakeholderGroup(id="n", code="SG-2", position=1.0, name="Nurses", categories=("health_ecosystem",))
SAID = VoiceInput(
    id="v",
    code="VI-1",
    group_id="f",
    method="survey",
    date=date(2026, 2, 4),
    people_count=40,
    key_messages="Forms are long",
)


def words(figure: Figure) -> list[str]:
    return [each.text for each in figure.items if isinstance(each, Text)]


def fits(figure: Figure) -> bool:
    """Whether no text runs over the right or lower edge."""
    return all(
        each.y <= figure.height and each.x + width(each.text, each.size, each.weight) <= figure.width + 0.5
        for each in figure.items
        if isinstance(each, Text) and each.anchor == "start"
    )


class TestChairs:
    def test_every_chair_is_empty_without_groups(self):
        plan = Plan()
        assert [each.state for each in chairs(plan)] == ["empty"] * 5
        assert [each.voice for each in chairs(plan)] == list(coverage.missing_voices(plan))

    def test_a_group_sits_down_and_is_heard(self):
        plan = Plan([FAMILIES, NURSES])
        assert {each.voice: each.state for each in chairs(plan)} == {
            "students": "empty",
            "families": "unheard",
            "educators": "empty",
            "unions": "empty",
            "health_ecosystem": "unheard",
        }
        after = {each.voice: each for each in chairs(plan.changed([SAID]))}
        assert after["families"].state == "heard"
        assert after["families"].people == 40
        assert heard(plan, "f") is None

    def test_a_voice_without_a_number_counts_as_heard(self):
        plan = Plan([FAMILIES, SAID.replace(people_count=None)])
        assert heard(plan, "f") == 0
        assert "Heard" in words(chair_strip(plan, 700).figure)

    def test_chairs_stand_in_rows_where_there_is_little_room(self):
        wide, narrow = chair_strip(Plan(), 800.0), chair_strip(Plan(), 300.0)
        assert len({place.box.y for place in wide.places}) == 1
        assert len({place.box.y for place in narrow.places}) > 1
        assert all(place.box.right <= 300.0 for place in narrow.places)
        assert [place.key for place in wide.places] == [CHAIR + each for each in coverage.VOICES]


class TestGrid:
    def test_groups_stand_where_they_are_rated_and_others_wait(self):
        drawn = stakeholder_map(Plan([FAMILIES, NURSES]), 800.0, tray=True)
        families, nurses = drawn.drawn.place("f"), drawn.drawn.place("n")
        assert families is not None
        assert nurses is not None
        assert drawn.cell_at(*families.box.middle) == (5, 2)
        assert drawn.cell_at(*nurses.box.middle) is None
        assert "affected 5 of 5, influence 2 of 5" in families.name
        assert "not placed yet" in nurses.name

    def test_a_strongly_affected_group_that_is_only_told_is_marked(self):
        plan = Plan([FAMILIES.replace(participation_level="inform"), SAID])
        drawn = stakeholder_map(plan, 800.0).drawn
        assert "only told" in words(drawn.figure)
        assert "only told" in drawn.place("f").name

    def test_the_words_tell_what_the_picture_shows(self, sample: Plan):
        said = stakeholder_map(sample, 800.0).drawn.figure.description
        assert all(group.name in said for group in sample.all(StakeholderGroup))
        assert "the health ecosystem" in said

    def test_long_names_stay_inside(self):
        plan = Plan([FAMILIES.replace(name=LONG), NURSES.replace(name=LONG), SAID])
        for room in (420.0, 800.0):
            assert fits(stakeholder_map(plan, room, tray=True).drawn.figure)


class TestVoices:
    def test_each_group_shows_what_it_said_and_what_came_of_it(self):
        plan = Plan([FAMILIES, NURSES, SAID])
        drawn = voices_drawn(plan, 800.0)
        assert [each.key for each in drawn.places] == ["f", "v", "n"]
        assert any("Not answered yet" in each for each in words(drawn.figure))
        assert unanswered(plan) == (SAID,)
        answered = plan.changed([SAID.replace(how_it_shaped_plan="Shorter forms")])
        assert "Shorter forms" in words(voices_drawn(answered, 800.0).figure)
        assert unanswered(answered) == ()

    def test_a_strongly_affected_group_that_nobody_asked_stands_out(self):
        said = words(voices_drawn(Plan([FAMILIES]), 800.0).figure)
        assert any("the plan changes much for them" in each for each in said)

    def test_a_voice_of_nobody_is_shown_too(self):
        drawn = voices_drawn(Plan([SAID.replace(group_id=None)]), 800.0)
        assert "No group yet" in words(drawn.figure)

    def test_long_words_stay_inside(self):
        plan = Plan(
            [FAMILIES.replace(name=LONG), SAID.replace(key_messages=LONG * 4, how_it_shaped_plan=LONG * 4)]
        )
        assert fits(voices_drawn(plan, 420.0).figure)


class TestBalance:
    def plan(self, *counts: int) -> Plan:
        """Ideas of families, nurses and drivers in one session to which all of them came."""
        session = Session(id="s", code="WS-1", name="First")
        drivers = StakeholderGroup(id="d", code="SG-3", position=2.0, name="Drivers")
        ideas = [
            Idea(id=f"i{group}{number}", session_id="s", text="An idea", group_id=group)
            for group, count in zip("fnd", counts, strict=True)
            for number in range(count)
        ]
        there = [Attendance(id=f"a{each}", session_id="s", group_id=each, count=5) for each in "fnd"]
        return Plan([session, FAMILIES, NURSES, drivers, *there, *ideas])

    def test_all_sessions_count_together(self, sample: Plan):
        total = sum(session_voices(sample, each).ideas.total for each in sample.all(Session))
        assert plan_voices(sample).ideas.total == total

    def test_even_voices_are_even(self):
        drawn = balance_drawn(self.plan(7, 7, 7), 700.0)
        assert "balance 1.00" in drawn.figure.description
        assert "Even enough" in words(drawn.figure)
        assert drawn.place("ideas f") is not None
        assert drawn.place("s ideas") is not None

    def test_a_loud_voice_is_named(self):
        drawn = balance_drawn(self.plan(15, 5, 0), 700.0)
        assert "One voice is loud" in words(drawn.figure)
        assert "Families gave 75 % of 20" in drawn.figure.description

    def test_few_ideas_are_not_judged(self):
        assert "Too few to judge" in words(balance_drawn(self.plan(5, 1, 0), 700.0).figure)

    def test_nothing_to_compare_says_how_to_begin(self):
        drawn = balance_drawn(Plan([FAMILIES]), 700.0)
        assert any("Nothing to compare yet" in each for each in words(drawn.figure))
        assert fits(drawn.figure)
