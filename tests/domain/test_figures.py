"""Drawings: laid out once, without overlap, the same each time."""

import random
import time
from datetime import date
from itertools import combinations
from xml.etree import ElementTree

import pytest

from planner.domain.analysis.schedule import driving_chain
from planner.domain.figures.figure import Box, Figure, Path, Rect, Text, arrow_head, color_parts, sampled
from planner.domain.figures.gantt import HEADER, gantt_figure, joint_path
from planner.domain.figures.gantt_layout import gantt_layout
from planner.domain.figures.layers import layered
from planner.domain.figures.outcome_map import (
    MapLayout,
    hand_place,
    map_figure,
    map_layout,
    placed_by_hand,
)
from planner.domain.figures.routes import blocked
from planner.domain.figures.schedule_rows import schedule_rows
from planner.domain.plan import Plan
from planner.domain.records import Action, ActionDependency, Charter, Milestone, TocLink, TocNode
from planner.exports.svg import svg

TODAY = date(2026, 11, 13)
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik"
KINDS = ("intervention", "early_outcome", "intermediate_outcome", "long_term_outcome", "impact")


def overlapping(layout: MapLayout) -> list[tuple[str, str]]:
    return [(a, b) for (a, x), (b, y) in combinations(layout.cards.items(), 2) if x.overlaps(y)]


def run_through(plan: Plan, layout: MapLayout) -> list[str]:
    found = []
    for link in plan.all(TocLink):
        others = [box for node, box in layout.cards.items() if node not in (link.from_id, link.to_id)]
        if link.id in layout.routes and blocked(layout.routes[link.id], others, 0.0):
            found.append(link.id)
    return found


def made_up(cards: int, links: int, seed: int, *, loops: bool) -> Plan:
    dice = random.Random(seed)
    nodes = [
        TocNode(
            id=f"n{at}",
            code=f"TN-{at}",
            position=float(at),
            kind=KINDS[-1 - at] if at < 3 else dice.choices(KINDS[:3], (3, 5, 4))[0],
            above_ceiling=at == 0,
            statement=" ".join(
                dice.choice(("care", "students", "trust", LONG)) for _ in range(dice.randint(1, 9))
            ),
        )
        for at in range(cards)
    ]
    pairs: dict[tuple[int, int], None] = {}
    for _ in range(links * 30):
        a, b = dice.randrange(cards), dice.randrange(cards)
        ranks = KINDS.index(nodes[a].kind), KINDS.index(nodes[b].kind)
        forward = ranks[0] < ranks[1] <= ranks[0] + 2 or (ranks[0] == ranks[1] and b < a < b + 5)
        if a != b and (loops or forward) and len(pairs) < links:
            pairs[(a, b)] = None
    return Plan(
        [
            *nodes,
            *(
                TocLink(id=f"l{at}", code=f"TL-{at}", position=float(at), from_id=f"n{a}", to_id=f"n{b}")
                for at, (a, b) in enumerate(pairs)
            ),
        ]
    )


class TestMap:
    def test_no_card_of_the_sample_overlaps_another(self, sample: Plan) -> None:
        layout = map_layout(sample)
        assert len(layout.cards) == 33
        assert overlapping(layout) == []

    def test_no_link_of_the_sample_runs_through_a_card(self, sample: Plan) -> None:
        layout = map_layout(sample)
        assert len(layout.routes) == 45
        assert run_through(sample, layout) == []

    def test_links_begin_and_end_at_their_cards(self, sample: Plan) -> None:
        layout = map_layout(sample)
        for link in sample.all(TocLink):
            course, source, target = (
                layout.routes[link.id],
                layout.cards[link.from_id],
                layout.cards[link.to_id],
            )
            assert course[0][0] == pytest.approx(source.right)
            assert source.y < course[0][1] < source.bottom
            assert course[-1][0] == pytest.approx(target.x)
            assert target.y < course[-1][1] < target.bottom

    def test_lanes_hold_their_kinds_from_left_to_right(self, sample: Plan) -> None:
        layout = map_layout(sample)
        assert [lane.kind for lane in layout.lanes] == list(KINDS)
        for node in sample.all(TocNode):
            lane = layout.lanes[KINDS.index(node.kind)]
            assert lane.x < layout.cards[node.id].x
            assert layout.cards[node.id].right < lane.x + lane.w
        assert layout.ceiling == layout.lanes[-1].x

    def test_links_within_a_lane_run_to_a_later_column(self, sample: Plan) -> None:
        layout = map_layout(sample)
        for link in sample.all(TocLink):
            assert layout.cards[link.from_id].right < layout.cards[link.to_id].x

    def test_the_same_plan_gives_the_same_map(self, sample: Plan) -> None:
        layered.cache_clear()
        first = map_layout(sample)
        layered.cache_clear()
        again = map_layout(Plan(reversed(list(sample.records()))))
        assert (first.cards, first.routes) == (again.cards, again.routes)

    def test_all_is_on_the_page(self, sample: Plan) -> None:
        layout = map_layout(sample)
        for box in layout.cards.values():
            assert box.x > 0
            assert box.right <= layout.width
            assert box.y > 0
            assert box.bottom <= layout.height

    def test_a_longer_text_makes_a_taller_card_and_moves_no_column(self, sample: Plan) -> None:
        node = sample.all(TocNode)[4]
        before = map_layout(sample)
        after = map_layout(sample.changed([node.replace(statement=f"{LONG} {LONG} {LONG}")]))
        assert after.cards[node.id].h > before.cards[node.id].h
        assert {each: box.x for each, box in after.cards.items()} == {
            each: box.x for each, box in before.cards.items()
        }
        assert overlapping(after) == []

    def test_an_empty_plan_has_its_lanes(self) -> None:
        layout = map_layout(Plan())
        assert len(layout.lanes) == 4
        assert layout.cards == {}
        assert map_figure(Plan()).description == "The outcome map is empty."

    def test_loops_and_stray_links_do_no_harm(self) -> None:
        nodes = [TocNode(id=f"n{at}", code=f"TN-{at}", statement="So it is") for at in range(4)]
        ends = ((0, 1), (1, 2), (2, 0), (3, 3), (0, 9), (1, 0))
        links = [
            TocLink(id=f"l{at}", code=f"TL-{at}", from_id=f"n{a}", to_id=f"n{b}")
            for at, (a, b) in enumerate(ends)
        ]
        plan = Plan([*nodes, *links])
        layout = map_layout(plan)
        assert set(layout.routes) == {"l0", "l1", "l2", "l5"}
        assert overlapping(layout) == []
        assert run_through(plan, layout) == []

    @pytest.mark.parametrize("loops", [False, True])
    @pytest.mark.parametrize("seed", range(4))
    def test_made_up_maps_neither_overlap_nor_cross_cards(self, seed: int, loops: bool) -> None:
        plan = made_up(40, 60, seed, loops=loops)
        layout = map_layout(plan)
        assert overlapping(layout) == []
        assert run_through(plan, layout) == []

    def test_large_maps_are_quick(self) -> None:
        plan = made_up(500, 800, 1, loops=False)
        start = time.process_time()
        layout = map_layout(plan)
        first = time.process_time() - start
        node = plan.all(TocNode)[7]
        start = time.process_time()
        map_layout(plan.changed([node.replace(statement="Other words")]))
        again = time.process_time() - start
        assert overlapping(layout) == []
        assert first < 5.0  # about 0.7 s where nothing else runs
        assert again < first / 2

    def test_a_card_placed_by_hand_stays_and_others_make_room(self, sample: Plan) -> None:
        free = map_layout(sample)
        moved, other = sample.all(TocNode)[12], sample.all(TocNode)[14]
        spot = free.cards[other.id]
        x, y = hand_place(spot.x + 20, spot.y + 10)
        plan = sample.changed([moved.replace(x=x, y=y)])
        layout = map_layout(plan)
        assert (layout.cards[moved.id].x, layout.cards[moved.id].y) == (x, y)
        assert overlapping(layout) == []
        assert map_layout(plan.changed([moved])).cards == free.cards

    def test_links_go_around_cards_placed_by_hand(self, sample: Plan) -> None:
        moved = sample.all(TocNode)[12]
        for x, y in ((700.5, 400.5), (60.5, 1300.5), (1500.5, 60.5), (900.5, 700.5)):
            plan = sample.changed([moved.replace(x=x, y=y)])
            layout = map_layout(plan)
            mine = {link.id for link in plan.all(TocLink) if moved.id in (link.from_id, link.to_id)}
            assert set(run_through(plan, layout)) <= mine

    def test_places_of_other_programs_are_kept_but_not_followed(self, sample: Plan) -> None:
        assert any(node.x and node.y for node in sample.all(TocNode))
        assert all(placed_by_hand(node) is None for node in sample.all(TocNode))
        for x, y in ((160.0, 150.0), (0.0, 0.0), (-50.0, 20.0), (320.04, 299.96)):
            kept = hand_place(x, y)
            assert placed_by_hand(TocNode(x=kept[0], y=kept[1])) == kept

    def test_links_without_a_reason_carry_a_question_mark(self, sample: Plan) -> None:
        link = sample.all(TocLink)[3]
        layout = map_layout(sample.changed([link.replace(rationale="Because")]))
        assert layout.marks[link.id][0] == "?"
        assert "A" in {sign for sign, _at in layout.marks.values()}

    def test_it_is_told_in_words(self, sample: Plan) -> None:
        said = map_figure(sample).description
        assert "33 cards and 45 links" in said
        assert "Students across the district are healthy enough to learn" in said
        assert "Billing and sustainability unit" in said


class TestSchedule:
    def test_rows_stand_under_their_goals(self, sample: Plan) -> None:
        rows = schedule_rows(sample, TODAY)
        assert [row.kind for row in rows].count("group") == 5
        assert [row.kind for row in rows].count("action") == 40
        assert [row.kind for row in rows].count("milestone") == 12
        assert rows[0].name == "Goal 1 · Care within reach in every region"
        assert rows[1].owner.startswith("Wellness Centers Director")

    @pytest.mark.parametrize("grouping", ["goal", "strategy", "owner", "none"])
    def test_every_grouping_shows_every_action_once(self, sample: Plan, grouping: str) -> None:
        rows = schedule_rows(sample, TODAY, grouping)  # type: ignore[arg-type]
        ids = [row.id for row in rows if row.kind == "action"]
        assert sorted(ids) == sorted(action.id for action in sample.all(Action))

    def test_bars_stand_on_their_days(self, sample: Plan) -> None:
        layout = gantt_layout(sample, TODAY, day=2.0)
        number = next(at for at, row in enumerate(layout.rows) if row.kind == "action")
        row, box = layout.rows[number], layout.bar(number)
        assert box is not None
        assert row.start is not None
        assert row.end is not None
        assert box.x == pytest.approx((row.start - layout.first).days * 2.0)
        assert box.w == pytest.approx(((row.end - row.start).days + 1) * 2.0)
        assert layout.date_at(box.x) == row.start
        assert number * layout.row_height < box.y < box.bottom < (number + 1) * layout.row_height

    def test_what_waits_ends_at_the_bar_that_waits(self, sample: Plan) -> None:
        layout = gantt_layout(sample, TODAY)
        assert len(layout.joints) == 34
        for joint in layout.joints:
            path, box = joint_path(layout, joint), layout.bar(joint.then)
            assert path is not None
            assert box is not None
            assert path.points[-1][1] == pytest.approx(box.middle[1])
            edge = box.right if joint.type == "FF" else box.x
            assert path.points[-1][0] == pytest.approx(edge)

    def test_conflicting_dates_are_dashed(self, sample: Plan) -> None:
        layout = gantt_layout(sample, TODAY)
        conflicts = [joint for joint in layout.joints if joint.slack is not None and joint.slack < 0]
        assert conflicts
        for joint in conflicts:
            path = joint_path(layout, joint)
            assert path is not None
            assert path.dash

    def test_the_driving_chain_is_brought_out(self, sample: Plan) -> None:
        chain = {action.id for action in driving_chain(sample, sample.all(Action)[12].id)}
        layout = gantt_layout(sample, TODAY, driving=chain)
        assert {row.id for row in layout.rows if row.driving} == chain
        assert any(joint.driving for joint in layout.joints)

    def test_missing_and_impossible_dates_do_no_harm(self) -> None:
        start = date(2026, 9, 1)
        plan = Plan(
            [
                Charter(id="c", horizon_start=date(2026, 7, 1), horizon_end=date(2029, 6, 30)),
                Action(id="a1", code="AC-001", name="No dates"),
                Action(id="a2", code="AC-002", name="Only a start", start_date=start),
                Action(id="a3", code="AC-003", name="Only an end", end_date=start),
                Action(id="a4", code="AC-004", name="Backwards", start_date=start, end_date=date(2026, 8, 1)),
                Action(
                    id="a5",
                    code="AC-005",
                    name="Mistyped",
                    start_date=date(202, 1, 1),
                    end_date=date(9999, 12, 31),
                ),
                Milestone(id="m1", code="MS-01", name="No date"),
                ActionDependency(id="d1", code="DE-01", predecessor_id="a1", successor_id="a2"),
                ActionDependency(id="d2", code="DE-02", predecessor_id="a2", successor_id="a2"),
            ]
        )
        layout = gantt_layout(plan, TODAY)
        assert (layout.first, layout.last) == (date(2026, 7, 1), date(2029, 6, 30))
        assert [layout.bar(at) is None for at in range(len(layout.rows))][:3] == [False, True, False]
        assert joint_path(layout, layout.joints[0]) is None
        boxes = [box for at in range(len(layout.rows)) if (box := layout.bar(at)) is not None]
        assert all(box.x > -500 and box.right < layout.width + 500 for box in boxes)
        drawn = gantt_figure(plan, TODAY)
        assert any(isinstance(item, Text) and item.text == "no dates yet" for item in drawn.items)

    def test_an_empty_plan_shows_the_year(self) -> None:
        layout = gantt_layout(Plan(), TODAY)
        assert (layout.first, layout.last) == (date(2026, 7, 1), date(2027, 6, 30))
        assert gantt_figure(Plan(), TODAY).description == "The schedule is empty."

    def test_pages_take_their_part_of_the_rows(self, sample: Plan) -> None:
        rows = schedule_rows(sample, TODAY)
        page = gantt_figure(sample, TODAY, date(2026, 7, 1), date(2027, 6, 30), rows[:10], width=500)
        assert page.width == 500
        assert page.height < HEADER + 10 * 20 + 20
        assert all(item.x + item.w <= 501 for item in page.items if isinstance(item, Rect) and item.x < 400)

    def test_it_is_told_in_words(self, sample: Plan) -> None:
        said = gantt_figure(sample, TODAY).description
        assert said.startswith("Schedule with 40 actions, July 1, 2026 to June 30, 2029.")
        assert "Late:" in said


class TestPainting:
    def test_svg_holds_every_word_and_is_well_formed(self, sample: Plan) -> None:
        for drawn in (map_figure(sample), gantt_figure(sample, TODAY)):
            root = ElementTree.fromstring(svg(drawn))
            words = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]
            assert words == [item.text for item in drawn.items if isinstance(item, Text)]

    def test_markup_in_a_text_stays_text(self) -> None:
        plan = Plan([TocNode(id="n", code="TN-1", statement="<b>&\"'</b>")])
        assert "&lt;b&gt;&amp;" in svg(map_figure(plan))

    def test_colors_are_roles_of_every_theme(self, sample: Plan) -> None:
        import tomllib

        from planner import assets

        used = set()
        for drawn in (map_figure(sample), gantt_figure(sample, TODAY)):
            for item in drawn.items:
                used |= {item.color} if isinstance(item, Text) else {item.fill, item.stroke}
        names = {color_parts(role)[0] for role in used if role}
        for theme in assets.names("themes", ".toml"):
            assert names <= tomllib.loads(assets.text(f"themes/{theme}"))["colors"].keys()

    def test_an_arrow_points_along_its_line(self) -> None:
        tip, left, right = arrow_head(
            Path(((0, 0), (0, 0), (10, 0), (20, 0)), "ink", curved=True, arrow=True)
        )
        assert tip == (20, 0)
        assert left[0] == right[0] < 20
        assert left[1] == -right[1]

    def test_sampling_follows_the_curve(self) -> None:
        points = sampled(Path(((0, 0), (5, 0), (5, 10), (10, 10)), curved=True), 10)
        assert points[0] == (0, 0)
        assert points[-1] == pytest.approx((10, 10))
        assert points[5] == pytest.approx((5, 5))

    def test_boxes_know_their_neighbors(self) -> None:
        box = Box(0, 0, 10, 10)
        assert box.overlaps(Box(9, 9, 5, 5))
        assert not box.overlaps(Box(10, 0, 5, 5))
        assert box.overlaps(Box(12, 0, 5, 5), 3)
        assert Figure(1, 1, ()).items == ()
