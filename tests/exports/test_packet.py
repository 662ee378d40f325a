"""The participant packet: what is told before and after a session, and the sheets to fill in."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from planner import documents
from planner.domain import records as r
from planner.domain.analysis.agenda import agenda_sum
from planner.domain.analysis.votes import tally
from planner.domain.plan import Plan
from planner.domain.prompts import prompts
from planner.domain.steps import step
from planner.exports.outline import (
    Bullets,
    Facts,
    Heading,
    Outline,
    Paragraph,
    Section,
    Table,
    TickTable,
    WritingLines,
    plain,
)
from planner.exports.packet import moment_of, session_for
from planner.exports.packet.terms import glossary
from planner.exports.request import Request

AS_OF = date(2026, 11, 15)
KIND = documents.KINDS["packet"]


def asked(plan: Plan, code: str = "", **more: Any) -> Request:
    session = plan.by_code(code) if code else None
    words = {"as_of": AS_OF, "names": KIND.names, "session_id": session.id if session else None}
    return Request(**{**words, **more})


def before(plan: Plan, code: str, **more: Any) -> Outline:
    return documents.outline_of(plan, KIND, asked(plan, code, moment="before", **more))


def after(plan: Plan, code: str) -> Outline:
    return documents.outline_of(plan, KIND, asked(plan, code, moment="after"))


def headings(made: Outline) -> list[str]:
    return [each.text for each in made.headings()]


def below(made: Outline, heading: str) -> list[Any]:
    """Return the blocks below a heading, to the next of its level."""
    blocks = list(made.blocks())
    start = next(at for at, each in enumerate(blocks) if isinstance(each, Heading) and each.text == heading)
    level = blocks[start].level  # type: ignore[union-attr]
    found: list[Any] = []
    for each in blocks[start + 1 :]:
        if isinstance(each, Heading) and each.level <= level:
            break
        found.append(each)
    return found


def first(kind: type, blocks: list[Any]) -> Any:
    return next(each for each in blocks if isinstance(each, kind))


def sheets(made: Outline) -> list[Section]:
    return [
        each
        for each in made.sections
        if isinstance(each.blocks[0], Heading) and each.blocks[0].over == "Sheet to fill in"
    ]


def words(made: Outline) -> str:
    return " ".join(_said(made))


def _said(made: Outline) -> Iterator[str]:
    for block in made.blocks():
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Bullets):
            yield from map(plain, block.items)
        elif isinstance(block, Facts):
            yield from (f"{label}: {plain(told)}" for label, told in block.rows)
        elif isinstance(block, Table):
            yield from (plain(cell) for row in block.rows for cell in row.cells)
        elif hasattr(block, "words"):
            yield plain(block.words)


# Before


def test_before_a_session_the_packet_says_why_when_and_how(sample: Plan) -> None:
    made = before(sample, "WS-5")
    assert headings(made)[:6] == [
        "Direction and priorities",
        "Why we meet",
        "What we will do",
        "How we treat each other",
        "How we decide",
        "What became of what you told us",
    ]
    told = words(made)
    assert sample.charter.purpose in told
    assert "April 8, 2026, 09:00 to 13:00" in told
    assert first(Bullets, below(made, "How we treat each other")).items == sample.charter.ground_rules
    assert "80%" in plain(first(Paragraph, below(made, "How we decide")).words)
    assert sample.charter.notice in told
    assert not made.front


def test_the_agenda_has_the_minutes_of_the_session(sample: Plan) -> None:
    for session in sample.all(r.Session):
        table = first(Table, below(before(sample, session.code), "What we will do"))
        *rows, total = table.rows
        found = agenda_sum(sample, session)
        assert sum(int(plain(row.cells[2])) for row in rows) == found.asked + found.breaks
        assert plain(total.cells[2]) == str(found.asked + found.breaks)


def test_each_step_has_a_page_to_read_before(sample: Plan) -> None:
    for session in sample.all(r.Session):
        made = before(sample, session.code)
        codes = list(
            dict.fromkeys(
                each.step for each in sample.where(r.AgendaItem, session_id=session.id) if each.step
            )
        )
        pages = [each for each in made.sections if each.name.startswith("Read before")]
        assert len(pages) == len(codes) <= 5
        for code, section in zip(codes, pages, strict=True):
            told = words(Outline("", "", "en", (section,)))
            assert step(code).title in told
            assert step(code).question in told
            assert all(question in told for question in step(code).ask[:2])
            assert "(S1" not in told


def test_many_steps_share_five_pages() -> None:
    session = r.Session(id="s", code="WS-1", name="Retreat", date=AS_OF, planned_minutes=420)
    codes = ("A1", "A2", "A3", "A4", "A5", "B1", "B2", "B3", "B4", "B5", "C3", "E1")
    items = [
        r.AgendaItem(
            id=code, code=f"AG-{at:02}", position=at, session_id="s", step=code, label=code, minutes=30
        )
        for at, code in enumerate(codes)
    ]
    made = before(Plan([session, *items]), "WS-1")
    assert len([each for each in made.sections if each.name.startswith("Read before")]) <= 5
    assert all(step(code).title in headings(made) for code in codes)


def test_input_is_told_with_what_it_changed_until_the_day_of_the_session(sample: Plan) -> None:
    table = first(Table, below(before(sample, "WS-1"), "What became of what you told us"))
    known = [each for each in sample.all(r.VoiceInput) if each.date and each.date <= date(2026, 1, 28)]
    assert len(table.rows) == len(known)
    changed = [plain(row.cells[2]) for row in table.rows]
    assert sorted(changed) == sorted(each.how_it_shaped_plan for each in known)


def test_comments_of_a_review_come_back_with_what_was_done(sample: Plan) -> None:
    said = {"comment": "Say it in Spanish too", "status": "answered", "reply": "We will, from May on."}
    old = r.ReviewComment(id="old", **said, answered_on=date(2026, 1, 2))
    new = old.replace(
        id="new", comment="Where do we park?", reply="Behind the gym.", answered_on=date(2026, 4, 1)
    )
    made = before(sample.changed(put=[old, new]), "WS-5")  # the session before it was on March 18
    told = words(made)
    assert "Where do we park?" in told
    assert "Behind the gym." in told
    assert "Say it in Spanish too" not in told


def test_the_glossary_explains_what_the_packet_says_and_nothing_else(sample: Plan) -> None:
    made = before(sample, "WS-4")
    terms = [label for label, _meaning in first(Facts, below(made, "Words we use")).rows]
    assert "Indicator" in terms
    assert "Title I-A, II-A, IV-A, IDEA, Perkins" not in terms
    told = words(
        Outline("", "", "en", tuple(each for each in made.sections if each.name != "Words we use"))
    ).casefold()
    for term in terms:
        forms = term.casefold().partition(" (")[0].replace(",", " /").split(" /")
        assert any(each.strip() in told for each in forms), term
    assert list(glossary(())) == []


SHEETS = {
    "WS-1": ["Six lessons", "Dot sheet"],
    "WS-2": [
        "Whole-child scan: practice, 1 of 2",
        "Whole-child scan: practice, 2 of 2",
        "Whole-child scan: written policy",
    ],
    "WS-3": ["Future headline"],
    "WS-4": ["Ballot"],
    "WS-5": ["Five questions", "Dot sheet", "Future headline"],
    "WS-6": ["Five questions", "Ballot"],
    "WS-7": ["Dot sheet"],
    "WS-8": ["Ballot"],
    "WS-9": [],
}


def test_the_sheets_are_those_the_steps_work_with(sample: Plan) -> None:
    for code, names in SHEETS.items():
        made = before(sample, code)
        assert [each.name for each in sheets(made)] == names
        told = words(made)
        assert ("To fill in: " + "; ".join(names) in told) == bool(names)


def test_the_sheets_hold_every_statement_and_ask_for_no_name(sample: Plan) -> None:
    tables = {
        section.name: first(TickTable, list(section.blocks))
        for code in ("WS-1", "WS-2")
        for section in sheets(before(sample, code))
    }
    statements = {
        name: [plain(row.words) for row in each.rows if not row.kind] for name, each in tables.items()
    }
    assert statements["Six lessons"] == [each.text for each in prompts(r.LessonRating)]
    practice = [
        *statements["Whole-child scan: practice, 1 of 2"],
        *statements["Whole-child scan: practice, 2 of 2"],
    ]
    assert practice == [each.text for each in prompts(r.WsccRating)]
    assert statements["Whole-child scan: written policy"] == [each.text for each in prompts(r.PolicyRating)]
    assert tables["Six lessons"].answers == ("Not yet", "Beginning", "Partly", "Firmly")
    for code in SHEETS:
        for section in sheets(before(sample, code)):
            lines = [plain(each.words) for each in section.blocks if isinstance(each, WritingLines)]
            assert lines[0] == "I speak for this group:"
            assert "No name, please." in words(Outline("", "", "en", (section,)))


def test_priorities_are_rated_with_five_questions_and_get_dots(sample: Plan) -> None:
    five, dots = sheets(before(sample, "WS-5"))[:2]
    rated, dotted = (first(TickTable, list(each.blocks)) for each in (five, dots))
    names = [f"{each.code}  {each.name}" for each in sample.all(r.Priority)]
    assert [plain(row.words) for row in rated.rows] == names == [plain(row.words) for row in dotted.rows]
    assert rated.answers == ("Importance", "Cost", "Time", "Commitment", "Feasibility", "Total")
    assert len(dotted.answers) == 2
    assert "You have 3 dots." in words(Outline("", "", "en", (dots,)))  # 7 options / 3, rounded up


def test_a_vote_that_is_open_has_its_own_sheet(sample: Plan) -> None:
    session = sample.by_code("WS-9")
    assert session is not None
    rows = [
        r.VoteRound(
            id="v1",
            session_id=session.id,
            method="dot_vote",
            question="Which first?",
            options=tuple(each.id for each in sample.all(r.Goal)),
        ),
        r.VoteRound(id="v2", session_id=session.id, method="fist_to_five", question="Do we go on?"),
    ]
    made = before(sample.changed(put=rows), "WS-9")
    dots, ballot = sheets(made)
    assert first(TickTable, list(dots.blocks)).label == "Which first?"
    assert len(first(TickTable, list(dots.blocks)).rows) == len(sample.all(r.Goal))
    assert len(first(TickTable, list(ballot.blocks)).rows) == 6
    assert "Do we go on?" in words(Outline("", "", "en", (ballot,)))


# After


def test_after_a_session_the_packet_says_what_came_of_it(sample: Plan) -> None:
    made = after(sample, "WS-9")
    told = words(made)
    assert [each for each in headings(made) if not each.startswith("What stands now")] == [
        "First quarterly review",
        "What we decided",
        "What changed in the plan",
        "What the review found",
        "What we worked on",
        "What is parked",
        "What happens next",
        "How to correct us",
    ]
    decision = sample.by_code("DC-05")
    assert isinstance(decision, r.Decision)
    assert decision.text in told
    assert "100% support, 20 votes" in told
    assert "25 people from 8 groups" in told
    assert "Dec 18, 2026 → Jan 29, 2027" in told
    parked = first(Table, below(made, "What is parked"))
    here = [each.text for each in sample.all(r.ParkingLotItem) if each.status == "open"]
    assert sorted(plain(row.cells[0]) for row in parked.rows if not row.kind) == sorted(here)
    coming = first(Table, below(made, "What happens next"))
    assert [plain(row.cells[0]) for row in coming.rows] == [
        "Nov 30, 2026",
        "Jan 20, 2027",
        "Jan 29, 2027",
        "Jan 29, 2027",
    ]
    assert "Tell the facilitator" in told


def test_a_vote_is_told_both_ways(sample: Plan) -> None:
    table = next(
        each for each in below(after(sample, "WS-5"), "What we decided")
        if isinstance(each, Table) and each.label == "Which priorities should lead the plan?"
    )  # fmt: skip
    found = tally(sample, sample.all(r.VoteRound)[0])
    assert [plain(row.cells[0]).split()[0] for row in table.rows] == [
        sample.code(each) for each in found.ranked()
    ]
    assert [plain(row.cells[1]) for row in table.rows] == [
        f"{found.raw[each]:.0f}" for each in found.ranked()
    ]
    assert [plain(row.cells[2]) for row in table.rows] == [
        f"{100 * found.group_equal[each]:.0f}%" for each in found.ranked()
    ]


def test_ideas_come_with_their_groups(sample: Plan) -> None:
    told = words(after(sample, "WS-3"))
    for idea in sample.all(r.Idea):
        assert idea.text in told


# Which packet


def test_the_next_session_is_meant_or_else_the_last() -> None:
    sessions = [
        r.Session(id="1", code="WS-1", date=date(2026, 1, 5), status="held"),
        r.Session(id="2", code="WS-2", date=date(2026, 3, 5), status="planned", position=1),
        r.Session(id="3", code="WS-3", date=date(2026, 2, 5), status="planned", position=2),
        r.Session(id="4", code="WS-4", date=date(2026, 2, 1), status="cancelled", position=3),
    ]
    plan = Plan(sessions)

    def chosen(day: date, session_id: str | None = None) -> str:
        found = session_for(plan, day, session_id)
        return found.id if found else ""

    assert chosen(date(2026, 1, 20)) == "3"
    assert chosen(date(2026, 2, 6)) == "2"
    assert chosen(date(2026, 4, 1)) == "2"
    assert chosen(date(2026, 1, 20), "4") == "4"
    assert session_for(Plan(), AS_OF) is None
    undated = Plan([sessions[0], r.Session(id="5", code="WS-5", status="planned")])
    assert session_for(undated, AS_OF) == undated.get(r.Session, "5")


def test_the_state_of_the_session_says_which_packet() -> None:
    held, coming = r.Session(status="held"), r.Session(status="planned", date=date(2026, 12, 1))
    request = Request(as_of=AS_OF)
    assert moment_of(held, request) == "after"
    assert moment_of(coming, request) == "before"
    assert moment_of(coming.replace(date=date(2026, 11, 1)), request) == "after"
    assert moment_of(None, request) == "before"
    assert moment_of(held, Request(as_of=AS_OF, moment="before")) == "before"


def test_an_empty_plan_says_what_is_not_there_and_has_blank_sheets() -> None:
    made = documents.outline_of(Plan(), KIND, Request(as_of=AS_OF, names="roles"))
    told = words(made)
    for sentence in (
        "The purpose of the plan has not been written down yet.",
        "No session has been planned yet.",
        "The group has not agreed its ground rules yet.",
        "The group has not agreed yet how it decides.",
        "Nobody's voice has been written down yet.",
    ):
        assert sentence in told
    assert len(sheets(made)) == 8
    assert made.mark == "Draft"
    assert "None" not in told
