"""Made-up plans that strain the documents: many of everything, long words, long texts, odd letters."""

import uuid
from datetime import date, timedelta
from random import Random
from typing import Any

from planner.domain import records as r
from planner.domain import vocabulary as v
from planner.domain.plan import Plan
from planner.domain.record import Record

START, END, AS_OF = date(2026, 7, 1), date(2029, 6, 30), date(2027, 11, 15)
YEARS = ("FY2026-27", "FY2027-28", "FY2028-29")
_PLAIN = (
    *("students", "families", "care", "school", "trust", "center", "health", "learn"),
    *("open", "near", "every", "region", "staff", "time"),
)
_LONG = (
    "Gesundheitsförderungskoordinierungsstelle",
    "counterrevolutionary-interdepartmental",
    "https://example.org/a/very/long/address/without/any/space/in/it/that/never/ends?question=answer",
    "Đăng",
    "Ελληνικά",
    "(see=SUM(A1))",
    "<b>bold</b>",
)


def made_up_plan(
    seed: int = 0,
    *,
    goals: int = 9,
    objectives: int = 40,
    actions: int = 60,
    sources: int = 12,
    strategies: int = 20,
    length: float = 1.0,
    long_words: float = 0.12,
    adopted: bool = False,
) -> Plan:
    """Return a plan with so many of each; `length` grows its texts, `long_words` is the share of odd ones."""
    return _Maker(seed, length, long_words).plan(goals, objectives, actions, sources, strategies, adopted)


class _Maker:
    def __init__(self, seed: int, length: float, long_words: float) -> None:
        self._random = Random(seed)
        self._length = length
        self._odd = long_words
        self._made: list[Record] = []
        self._counts: dict[str, int] = {}

    def _add(self, kind: type[Record], code: str = "", /, **values: Any) -> Any:
        about = kind.about
        number = self._counts[about.kind] = self._counts.get(about.kind, 0) + 1
        record = kind(
            id=str(uuid.UUID(int=self._random.getrandbits(128), version=4)),
            code=code or f"{about.prefix}-{number:0{about.digits}d}",
            position=float(number),
            **values,
        )
        self._made.append(record)
        return record

    def _words(self, count: int, most: int = 10_000) -> str:
        picked = (
            self._random.choice(_LONG if self._random.random() < self._odd else _PLAIN)
            for _word in range(max(1, round(count * self._length)))
        )
        return " ".join(picked)[:most].strip().capitalize()

    def _pick(self, held: list[Any]) -> Any:
        return self._random.choice(held) if held else None

    def _id(self, held: list[Any]) -> str | None:
        found = self._pick(held)
        return found.id if found else None

    def plan(
        self, goals: int, objectives: int, actions: int, sources: int, strategies: int, adopted: bool
    ) -> Plan:
        self._add(r.District, name=self._words(4, 100), state="CA", enrollment=61_234, school_count=87)
        people = [
            self._add(
                r.Person, name=f"Member Number{number}", role=self._words(3, 80), capacity_hours_per_month=20
            )
            for number in range(9)
        ]
        groups = [
            self._add(
                r.StakeholderGroup,
                name=self._words(5, 80),
                categories=(self._pick(v.GROUP_CATEGORIES).value,),
                affected=self._random.randint(1, 5),
                influence=self._random.randint(1, 5),
                participation_level=self._pick(v.PARTICIPATION_LEVELS).value,
            )
            for _x in range(7)
        ]
        self._add(
            r.Charter,
            title_text=self._words(14, 200),
            purpose=self._words(60, 600),
            horizon_start=START,
            horizon_end=END,
            decision_rule="gradients_80_no_veto",
            adopting_body=self._words(8, 120),
            sponsor_id=people[0].id,
            facilitator_id=people[1].id,
            status="adopted" if adopted else "draft",
            adopted_on=START if adopted else None,
        )
        for kind, count in (("vision", 1), ("mission", 1), ("value", 8), ("equity_commitment", 1)):
            for _x in range(count):
                self._add(r.Statement, kind=kind, text=self._words(30, 500))
        nodes = self._theory(people)
        self._voices(groups, people)
        made = self._direction(goals, objectives, strategies, people, nodes)
        self._work(actions, sources, made, people, groups)
        self._risks(people)
        for number in range(4):
            self._add(r.Review, date=AS_OF + timedelta(days=80 * number), headline=self._words(12, 300))
        self._add(r.MonitoringPlan, lead_id=people[2].id, report_audience=(self._words(4, 120),) * 3)
        return Plan(self._made)

    def _theory(self, people: list[Any]) -> list[Any]:
        nodes = [self._add(r.TocNode, statement=self._words(10, 200), kind="long_term_outcome")]
        for kind, count in (("intermediate_outcome", 8), ("early_outcome", 14), ("intervention", 12)):
            above = nodes[-8:]
            layer = [self._add(r.TocNode, statement=self._words(9, 200), kind=kind) for _x in range(count)]
            for node in layer:
                self._add(
                    r.TocLink,
                    from_id=node.id,
                    to_id=self._pick(above).id,
                    rationale=self._words(16, 400),
                )
            nodes += layer
        for number in range(10):
            self._add(
                r.Assumption,
                statement=self._words(14, 300),
                confidence=self._random.randint(1, 5),
                consequence=self._random.randint(1, 5),
                test_method=self._words(9, 300),
                test_by=AS_OF + timedelta(days=40 * (number - 4)),
                owner_id=self._id(people),
            )
        return nodes

    def _voices(self, groups: list[Any], people: list[Any]) -> None:
        for group in groups:
            self._add(
                r.VoiceInput,
                group_id=group.id,
                method="survey",
                date=START,
                people_count=self._random.randint(1, 900),
                key_messages=self._words(30, 600),
                how_it_shaped_plan=self._words(12, 300),
            )
        counts = tuple(str(self._random.randint(0, 9)) for _x in range(8))
        self._add(
            r.Decision,
            text=self._words(16, 400),
            kind="adoption",
            date=START,
            rationale=self._words(20, 600),
            vote_method="gradients",
            vote_counts=counts,
            owner_id=people[0].id,
        )

    def _direction(
        self, goals: int, objectives: int, strategies: int, people: list[Any], nodes: list[Any]
    ) -> list[Any]:
        kept = [
            self._add(
                r.Goal, name=self._words(8, 200), toc_node_ids=(nodes[1].id,), owner_id=self._id(people)
            )
            for _x in range(goals)
        ]
        made = []
        for number in range(objectives if goals else 0):
            goal = number % goals
            indicator = self._add(
                r.Indicator,
                name=self._words(9, 160),
                population=self._words(5, 200),
                baseline_value=40.0 + number,
                baseline_date=START,
                target_value=70.0 + number,
                target_date=END,
                owner_id=self._id(people),
            )
            self._add(
                r.Measurement,
                indicator_id=indicator.id,
                as_of=date(2027, 6, 30),
                value=47.0,
                student_group=self._words(4, 80),
                n=self._random.choice((3, 8, 40)),
            )
            self._add(r.Measurement, indicator_id=indicator.id, as_of=date(2027, 6, 30), value=51.0)
            made.append(
                self._add(
                    r.Objective,
                    f"OB-{goal + 1}.{number // goals + 1}",
                    goal_id=kept[goal].id,
                    statement=self._words(20, 400),
                    population=self._words(5, 120),
                    due_date=END,
                    indicator_ids=(indicator.id,) if self._random.random() < 0.9 else (),
                    lead_id=self._id(people),
                    beneficiaries=("students", "families"),
                    equity_focus=self._words(8, 300),
                )
            )
        return [
            self._add(
                r.Strategy,
                name=self._words(7, 100),
                objective_ids=tuple(filter(None, (self._id(made),))),
                lead_id=self._id(people),
                evidence_tier="promising",
                implementation_stage="installation",
            )
            for _x in range(strategies)
        ]

    def _work(
        self, actions: int, sources: int, strategies: list[Any], people: list[Any], groups: list[Any]
    ) -> None:
        paying = [
            self._add(
                r.FundingSource, name=self._words(5, 120), type="general_fund", one_time=number % 3 == 0
            )
            for number in range(sources)
        ]
        for source in paying:
            for year in YEARS:
                self._add(r.FundingAllocation, source_id=source.id, fiscal_year=year, amount_usd=900_000)
        for _x in range(actions):
            start = START + timedelta(days=self._random.randrange(900))
            action = self._add(
                r.Action,
                name=self._words(11, 140),
                strategy_id=self._id(strategies),
                output=self._words(9, 200),
                start_date=start,
                end_date=start + timedelta(days=self._random.randrange(10, 400)),
                stage="installation",
            )
            self._add(r.RaciEntry, action_id=action.id, role="A", person_id=self._id(people), hours=40)
            self._add(r.RaciEntry, action_id=action.id, role="C", group_id=self._id(groups))
            if self._random.random() < 0.3:
                self._add(r.Milestone, name=self._words(7, 120), action_id=action.id, date=action.end_date)
            for year in YEARS if paying else ():
                self._add(
                    r.BudgetLine,
                    action_id=action.id,
                    source_id=self._id(paying),
                    fiscal_year=year,
                    object_category="services",
                    amount_usd=self._random.randrange(1_000, 900_000),
                    recurrence=self._random.choice(("one_time", "ongoing")),
                )

    def _risks(self, people: list[Any]) -> None:
        for _x in range(12):
            self._add(
                r.Risk,
                statement=self._words(16, 300),
                probability=self._random.randint(1, 5),
                impact=self._random.randint(1, 5),
                mitigation=self._words(24, 500),
                trigger=self._words(8, 200),
                owner_id=self._id(people),
            )
