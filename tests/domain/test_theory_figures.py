"""Match cards, the logic model, paths to read aloud and the gate: nothing overlaps, everything is told."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from planner.domain.figures.gate import gate_drawn, low_without_comment
from planner.domain.figures.logic_model import columns, logic_model
from planner.domain.figures.match_cards import acted_on_by, match_cards
from planner.domain.figures.read_aloud import chains, path_drawn
from planner.domain.plan import Plan
from planner.domain.records import Decision, TocLink, TocNode, TocQuality

AS_OF = date(2026, 11, 15)
LONG = "Betriebskindergartenplatzvergabe " * 12
DRAWERS = {
    "cards": match_cards,
    "logic": logic_model,
    "path": lambda plan, room: path_drawn(plan, next(iter(chains(plan)), ()), "Path 1", room),
    "gate": lambda plan, room: gate_drawn(plan, AS_OF, room),
}


@pytest.fixture
def wordy() -> Plan:
    nodes = [
        TocNode(id=f"n{number}", code=f"TN-{number}", statement=LONG, kind=kind, position=float(number))
        for number, kind in enumerate(["intervention", "early_outcome", "early_outcome", "long_term_outcome"])
    ]
    links = [
        TocLink(id="a", code="TL-1", from_id="n0", to_id="n1", rationale=LONG),
        TocLink(id="b", code="TL-2", from_id="n1", to_id="n3"),
    ]
    return Plan([*nodes, *links])


@pytest.mark.parametrize("drawer", DRAWERS)
@pytest.mark.parametrize("room", [320.0, 700.0, 1080.0])
def test_parts_stay_inside_and_apart(drawer, room, sample, wordy):
    for plan in (sample, wordy, Plan([])):
        drawn = DRAWERS[drawer](plan, room)
        boxes = [each.box for each in drawn.places]
        assert all(box.x >= 0 and box.right <= drawn.figure.width + 1e-6 for box in boxes)
        assert all(box.y >= 0 and box.bottom <= drawn.figure.height + 1e-6 for box in boxes)
        assert not any(one.overlaps(two) for one, two in combinations(boxes, 2))
        assert len({each.key for each in drawn.places}) == len(drawn.places)
        assert all(each.name for each in drawn.places)


def test_an_outcome_nothing_leads_to_says_so(wordy):
    drawn = match_cards(wordy, 700.0)
    assert "Nothing we do leads to this yet" in drawn.place("n2").name
    assert "Nothing we do" not in drawn.place("n1").name
    assert acted_on_by(wordy, wordy.get(TocNode, "n1"))[0].id == "n0"


def test_every_column_of_the_logic_model_is_derived(sample):
    made = {column.name: column.entries for column in columns(sample)}
    assert list(made) == ["Resources", "Activities", "Outputs", "Outcomes", "Impact"]
    nodes = sample.all(TocNode)
    placed = [
        record for entries in made.values() for record, _words in entries if isinstance(record, TocNode)
    ]
    assert sorted(each.id for each in placed) == sorted(each.id for each in nodes)
    assert all(each.above_ceiling or each.kind == "impact" for each, _words in made["Impact"])


def test_paths_run_from_starts_to_ends(sample):
    ends = {link.to_id for link in sample.all(TocLink)}
    starts = {link.from_id for link in sample.all(TocLink)}
    for chain in chains(sample):
        assert chain[0] not in ends
        assert chain[-1] not in starts
        assert len(set(chain)) == len(chain)
    assert {chain[0] for chain in chains(sample)} == starts - ends


def test_a_loop_is_no_path_without_end():
    nodes = [TocNode(id=each, code=each, statement=each) for each in "abc"]
    links = [TocLink(id=f"{a}{b}", code=f"{a}{b}", from_id=a, to_id=b) for a, b in ("ab", "bc", "cb")]
    assert chains(Plan([*nodes, *links])) == (("a", "b", "c"),)


def test_the_gate_tells_the_vote_and_the_rule(sample):
    quality = TocQuality(id="q", plausible=4, feasible=2, testable=4, meaningful=4, complete=4)
    assert low_without_comment(Plan([quality])) == ("feasible",)
    assert low_without_comment(Plan([replace(quality, comments="We will hire")])) == ()
    decision = Decision(id="d", code="DC-1", text="We sign", kind="adoption", date=AS_OF)
    told = gate_drawn(Plan([decision]), AS_OF, 700.0).figure.description
    assert "We sign" in told
    assert "no vote was written down" in told
    assert "91.7% support, which satisfies the rule" in gate_drawn(sample, AS_OF, 700.0).figure.description
