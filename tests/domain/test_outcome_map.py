"""What the outcome map says: how firm links are, what is weak, pathways in words, the sheet for the wall."""

from datetime import date

import pytest

from planner.domain.analysis.claims import standing
from planner.domain.analysis.pathways import pathway, so_that, through
from planner.domain.figures.cards import card
from planner.domain.figures.figure import Path, Text
from planner.domain.figures.links import DASHES, HELPFUL, NEEDED, card_sign, signs
from planner.domain.figures.map_legend import legend_figure
from planner.domain.figures.map_sheet import map_sheet
from planner.domain.figures.outcome_map import map_figure, map_layout
from planner.domain.figures.weak_spots import weak_spots
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import Assumption, CheckWaiver, Indicator, TocLink, TocNode

REASON = "Because students who are well can learn and do"
END = TocNode(id="end", code="TN-1", kind="long_term_outcome", statement="Students are well")
HOPE = TocNode(id="hope", code="TN-2", kind="impact", above_ceiling=True, statement="Students thrive.")
CARE = TocNode(id="care", code="TN-3", statement="Students get care", wscc=("HS", "CP"))
OPEN = TocNode(id="open", code="TN-4", kind="early_outcome", statement="Centers are open")
DOING = TocNode(id="doing", code="TN-5", kind="intervention", statement="YMCA opening hours")


def link(start: str, end: str, **values: object) -> TocLink:
    given: dict[str, object] = {"rationale": REASON, **values}
    return TocLink(id=f"{start}-{end}", code=f"TL-{start}-{end}", from_id=start, to_id=end, **given)  # type: ignore[arg-type]


CHAIN = (link("doing", "open"), link("open", "care"), link("care", "end"), link("end", "hope"))
WHOLE: tuple[Record, ...] = (END, HOPE, CARE, OPEN, DOING, *CHAIN)


class TestHowFirmLinksAre:
    @pytest.mark.parametrize(
        ("evidence", "said"),
        [
            ("strong", "shown"),
            ("moderate", "shown"),
            ("promising", "promising"),
            ("practice", "promising"),
            ("hypothesis", "believed"),
        ],
    )
    def test_evidence_decides(self, evidence: str, said: str) -> None:
        one = link("care", "end", evidence_level=evidence)
        assert standing(Plan([CARE, END, one]), one) == said

    @pytest.mark.parametrize(
        ("values", "said"),
        [
            ({"confidence": 4}, "shown"),
            ({"confidence": 2}, "promising"),
            ({"confidence": 2, "status": "holding"}, "shown"),
            ({"confidence": 5, "status": "weakening"}, "promising"),
            ({"status": "false"}, "promising"),
        ],
    )
    def test_a_doubted_assumption_takes_a_step_down(self, values: dict[str, object], said: str) -> None:
        one = link("care", "end", evidence_level="strong")
        belief = Assumption(id="a", code="AS-1", link_ids=(one.id,), **values)  # type: ignore[arg-type]
        assert standing(Plan([CARE, END, one, belief]), one) == said

    def test_lines_are_solid_dashed_or_dotted_and_heavy_where_needed(self) -> None:
        levels = {"doing-open": "strong", "open-care": "practice", "care-end": "hypothesis"}
        links = [
            each.replace(evidence_level=levels[each.id], necessity="necessary")
            for each in CHAIN
            if each.id in levels
        ]
        drawn = [
            item
            for item in map_figure(Plan([END, CARE, OPEN, DOING, *links])).items
            if isinstance(item, Path) and item.arrow
        ]
        in_order = sorted(drawn, key=lambda item: item.points[0][0])  # from left to right
        assert [item.dash for item in in_order] == [DASHES["shown"], DASHES["promising"], DASHES["believed"]]
        assert {item.width for item in drawn} == {NEEDED}
        light = map_figure(Plan([END, CARE, link("care", "end")]))
        assert {item.width for item in light.items if isinstance(item, Path) and item.arrow} == {HELPFUL}

    def test_signs_tell_of_assumptions_and_of_missing_reasons(self) -> None:
        bare = link("care", "end", rationale="So")
        sure = Assumption(id="a", code="AS-1", link_ids=(bare.id,), node_ids=("care",), confidence=4)
        plan = Plan([CARE, END, bare, sure])
        assert signs(plan, bare) == "? A"
        assert card_sign(plan, "care") == "A"
        plan = plan.changed([sure.replace(confidence=1, consequence=5), bare.replace(rationale=REASON)])
        assert signs(plan, plan.all(TocLink)[0]) == "A!"
        assert map_layout(plan).marks[bare.id][0] == "A!"
        assert card_sign(plan, "end") == ""


class TestWeakSpots:
    def test_a_sound_theory_has_none(self) -> None:
        assert weak_spots(Plan(WHOLE)) == {}

    def test_they_stand_where_they_are_and_go_with_the_smallest_repair(self) -> None:
        plan = Plan([END, HOPE, CARE, OPEN, DOING, *CHAIN[1:]])
        assert weak_spots(plan) == {"doing": ("Leads nowhere yet",), "open": ("Nobody acts on it",)}
        assert weak_spots(plan.changed([CHAIN[0]])) == {}

    def test_the_missing_step_and_the_activity(self) -> None:
        train = CARE.replace(statement="Train nurses")
        found = weak_spots(Plan([END, HOPE, train, *CHAIN[2:]]))
        assert found == {"care": ("Nothing before it", "Reads as an activity")}
        face = card(Plan([train]), train, found["care"])
        assert face.weak == "Nothing before it +1"
        assert face.height > card(Plan([train]), train).height

    def test_indicators_are_missed_once_there_are_some(self) -> None:
        plan = Plan([*WHOLE, Indicator(id="i", code="IN-1", toc_node_ids=("end",))])
        assert weak_spots(plan) == {"care": ("No indicator yet",), "open": ("No indicator yet",)}

    def test_what_was_accepted_is_not_shown(self) -> None:
        train = OPEN.replace(statement="Train nurses", updated_at="2026-01-01T00:00:00+00:00")
        waiver = CheckWaiver(
            id="w",
            check_id="CHK-207",
            entity_id="open",
            reason="It is how the board says it",
            updated_at="2026-02-01T00:00:00+00:00",
        )
        plan = Plan([END, HOPE, CARE, train, DOING, *CHAIN])
        assert weak_spots(plan) == {"open": ("Reads as an activity",)}
        assert weak_spots(plan.changed([waiver])) == {}

    def test_they_are_told_in_words(self) -> None:
        said = map_figure(Plan([END, HOPE, CARE, OPEN, DOING, *CHAIN[1:]])).description
        assert (
            "To look at: Centers are open (Nobody acts on it); YMCA opening hours (Leads nowhere yet)" in said
        )


class TestCards:
    def test_tags_stand_beside_the_note_or_below_it(self) -> None:
        plan = Plan([CARE, *(Indicator(id=f"i{n}", toc_node_ids=("care",)) for n in range(2))])
        made = card(plan, CARE)
        assert made.note == "2 indicators"
        assert made.tags == ("HS", "CP")
        assert not made.tags_below
        many = CARE.replace(wscc=("HE", "PE", "NU", "HS", "CP", "SE", "EN", "EW", "FE", "CI"))
        face = card(plan, many)
        assert face.tags_below
        assert face.tags[-1].startswith("+")
        assert int(face.tags[-1][1:]) + len(face.tags) - 1 == 10

    def test_the_whole_sample_draws_every_sign_once(self, sample: Plan) -> None:
        words = [item.text for item in map_figure(sample).items if isinstance(item, Text)]
        assert words.count("A!") + words.count("A") >= 12
        assert weak_spots(sample) == {}


class TestPathways:
    def test_a_pathway_is_what_leads_there_and_where_it_leads(self) -> None:
        other = TocNode(id="other", code="TN-9", statement="Another thing is so")
        plan = Plan([*WHOLE, other, link("other", "end")])
        found = pathway(plan, "open")
        assert found.nodes == {"doing", "open", "care", "end", "hope"}
        assert "other-end" not in found.links
        assert pathway(plan, "other-end").nodes == {"other", "end", "hope"}
        assert pathway(plan, "nobody").nodes == frozenset()

    def test_chains_run_from_start_to_end(self) -> None:
        plan = Plan([*WHOLE, link("doing", "care")])
        assert set(through(plan, "care")) == {
            ("doing", "open", "care", "end", "hope"),
            ("doing", "care", "end", "hope"),
        }
        assert through(plan, "doing-care") == (("doing", "care", "end", "hope"),)
        assert through(plan, "nobody") == ()

    def test_loops_and_thickets_end(self) -> None:
        nodes = [TocNode(id=f"n{at}", code=f"TN-{at}", statement="So it is") for at in range(24)]
        thick = [link(f"n{a}", f"n{b}") for a in range(24) for b in range(24) if a != b]
        found = through(Plan([*nodes, *thick]), "n5")
        assert len(found) <= 60
        assert all(len(set(chain)) == len(chain) for chain in found)

    def test_it_is_read_upward_with_so_that(self) -> None:
        plan = Plan(WHOLE)
        chain = through(plan, "care")[0]
        assert so_that(plan, chain) == (
            "YMCA opening hours, so that centers are open, so that students get care, so that students are"
            " well, so that students thrive."
        )
        read = so_that(plan, chain[:2], reasons=True)
        assert read == (
            "YMCA opening hours, so that centers are open (because students who are well can learn and do)."
        )
        assert so_that(plan, ("care", "gone")) == ""


class TestSheets:
    def test_the_legend_uses_as_many_rows_as_it_needs(self) -> None:
        assert legend_figure(2000).height < legend_figure(300).height
        for width in (160.0, 500.0):
            assert all(item.x < width for item in legend_figure(width).items if isinstance(item, Text))

    def test_the_sheet_says_which_plan_and_when(self, sample: Plan) -> None:
        sheet = map_sheet(sample, date(2026, 11, 13))
        words = [item.text for item in sheet.items if isinstance(item, Text)]
        assert words[0].startswith("Wellness Centers")
        assert "November 13, 2026" in words[1]
        assert "Shown by evidence" in words
        assert map_sheet(Plan(), date(2026, 11, 13)).items
