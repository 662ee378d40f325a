"""Made-up plans of any size that keep every rule, the same for the same seed.

The proportions are those of a worked plan: about a quarter of the records are roles of actions, a tenth each
actions, budget lines, dependencies, links and measurements. What is left of the number is filled with ideas.
"""

import itertools
import uuid
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from planner.domain import records as r
from planner.domain import vocabulary as v
from planner.domain.record import Record

R = TypeVar("R", bound=Record)

START, END, AS_OF = date(2026, 7, 1), date(2029, 6, 30), date(2027, 11, 15)
YEARS = ("FY2026-27", "FY2027-28", "FY2028-29")
_TIME = "2027-11-15T09:00:00.000+00:00"
_LAYERS = 7
_FIXED = 130  # records whose number does not depend on the size
_WHO = ("students", "families", "staff", "teachers", "partners", "counselors", "principals", "nurses")
_WHAT = ("care", "meals", "counseling", "movement", "belonging", "safety", "sleep", "screening", "attendance")
_WHERE = ("in every region", "at each center", "in high-need schools", "after school", "on campus", "at home")
_HOW = ("within reach", "used and trusted", "paid for", "well staffed", "followed up", "shared early")


def generate(records: int, seed: int = 0) -> tuple[Record, ...]:
    """Return exactly so many records (at least 300) of one plan, complete with ids, codes and times."""
    return tuple(_Maker(records, seed).plan())


class _Maker:
    def __init__(self, size: int, seed: int) -> None:
        if size < 300:
            raise ValueError("a plan of this kind has at least 300 records")
        self._size = size
        self._random = Random(seed)
        self._made: list[Record] = []
        self._counts: dict[str, int] = {}

    def plan(self) -> list[Record]:
        self._foundation()
        self._theory()
        self._goals()
        self._work()
        self._learning()
        while len(self._made) < self._size:
            step, group = self._random.choice(("A2", "B2", "C3")), self._random.choice(self.groups)
            self._add(
                r.Idea,
                session_id=self.sessions[0].id,
                step=step,
                prompt="What stands in the way?",
                group_id=group.id,
                text=self._phrase(),
            )
        return self._made

    def _share(self, part: float, least: int) -> int:
        return max(least, round((self._size - _FIXED) * part))

    def _add(self, kind: type[R], code: str = "", /, **values: Any) -> R:
        about = kind.about
        number = self._counts[about.kind] = self._counts.get(about.kind, 0) + 1
        record = kind(
            id=str(uuid.UUID(int=self._random.getrandbits(128), version=4)),
            code=code or f"{about.prefix}-{number:0{about.digits}d}",
            position=float(number),
            created_at=_TIME,
            updated_at=_TIME,
            **values,
        )
        self._made.append(record)
        return record

    def _phrase(self) -> str:
        pick = self._random.choice
        return f"{pick(_WHO).capitalize()} find {pick(_WHAT)} {pick(_HOW)} {pick(_WHERE)}"

    def _day(self, first: date, last: date) -> date:
        return first + timedelta(days=self._random.randrange((last - first).days + 1))

    def _foundation(self) -> None:
        pick = self._random.choice
        self._add(r.District, name="Made-up Unified", state="CA", enrollment=60_000, school_count=90)
        self.people = [
            self._add(r.Person, name=f"Person {number}", organization="District", capacity_hours_per_month=80)
            for number in range(1, min(400, self._share(0.012, 8)) + 1)
        ]
        self._add(
            r.Charter,
            title_text=f"A made-up plan of {self._size:,} records",
            purpose="To measure how quick the application is with a plan of this size.",
            horizon_start=START,
            horizon_end=END,
            as_of_date=AS_OF,
            decision_rule="majority",
            adopting_body="School Board",
            sponsor_id=self.people[0].id,
            facilitator_id=self.people[1].id,
            ground_rules=("One speaks at a time.", "Ideas first, talk second.", "Name concern and option."),
        )
        for option in v.STEP_CODES:
            self._add(r.StepState, step=option.value, status="done" if option.value < "D" else "in_progress")
        self.groups = [
            self._add(
                r.StakeholderGroup,
                name=f"Group {number}",
                categories=(pick(v.GROUP_CATEGORIES).value,),
                affected=self._random.randint(1, 5),
                influence=self._random.randint(1, 5),
                participation_level=pick(v.PARTICIPATION_LEVELS).value,
            )
            for number in range(1, 9)
        ]
        self.sessions = [
            self._add(r.Session, name=f"Session {number}", date=day, planned_minutes=180)
            for number, day in enumerate(itertools.islice(_quarters(), 5), 1)
        ]

    def _theory(self) -> None:
        layers: list[list[r.TocNode]] = [[self._node("impact", above_ceiling=True)]]
        left = self._share(0.06, 18) - 1
        middle = ["intermediate_outcome"] * (_LAYERS - 4)
        kinds = ["long_term_outcome", *middle, "early_outcome", "intervention"]
        for depth, kind in enumerate(kinds):
            count = 1 if depth == 0 else max(1, left // (len(kinds) - depth))
            left -= count
            layers.append([self._node(kind) for _each in range(count)])
        self.outcomes = [node for layer in layers[1:-1] for node in layer]
        self.interventions = layers[-1]
        self._links(layers)
        for _each in range(self._share(0.02, 4)):
            self._add(
                r.Assumption,
                statement=f"We believe that {self._phrase().lower()}.",
                category=self._random.choice(v.ASSUMPTION_CATEGORIES).value,
                confidence=self._random.randint(1, 5),
                consequence=self._random.randint(1, 5),
                node_ids=(self._random.choice(self.outcomes).id,),
            )
        self.indicators = [self._indicator() for _each in range(self._share(0.04, 6))]
        for indicator in self.indicators:
            for quarter in self._random.sample(range(5), 2):
                self._add(
                    r.Measurement,
                    indicator_id=indicator.id,
                    as_of=START + timedelta(days=91 * (quarter + 1)),
                    value=40.0 + 2 * quarter,
                    entered_by=self._person(),
                )

    def _links(self, layers: Sequence[Sequence[r.TocNode]]) -> None:
        """Link every node to one of the layer above, and some further: upwards only, so there is no loop."""
        pairs: set[tuple[str, str]] = set()
        for above, below in itertools.pairwise(layers):
            for node in below:
                self._link(node, self._random.choice(above), pairs)
        for _each in range(self._share(0.03, 5)):
            upper = self._random.randrange(len(layers) - 1)
            lower = self._random.randrange(upper + 1, len(layers))
            self._link(self._random.choice(layers[lower]), self._random.choice(layers[upper]), pairs)

    def _node(self, kind: str, *, above_ceiling: bool = False) -> r.TocNode:
        return self._add(
            r.TocNode,
            statement=self._phrase(),
            kind=kind,
            above_ceiling=above_ceiling,
            wscc=(self._random.choice(v.WSCC).value,),
        )

    def _link(self, start: r.TocNode, end: r.TocNode, pairs: set[tuple[str, str]]) -> None:
        if (start.id, end.id) not in pairs:
            pairs.add((start.id, end.id))
            self._add(
                r.TocLink,
                from_id=start.id,
                to_id=end.id,
                rationale=f"When {self._phrase().lower()}, the next step is within reach.",
                evidence_level=self._random.choice(v.EVIDENCE_LEVELS).value,
            )

    def _indicator(self) -> r.Indicator:
        return self._add(
            r.Indicator,
            name=f"Share: {self._phrase().lower()}",
            toc_node_ids=(self._random.choice(self.outcomes).id,),
            population="All students",
            baseline_value=40.0,
            baseline_date=START,
            target_value=70.0,
            target_date=END,
            threshold_value=62.0,
            milestones=((date(2027, 6, 30), 50.0), (date(2028, 6, 30), 60.0)),
            source="Student information system",
            method="survey",
            frequency="quarterly",
            owner_id=self._person(),
        )

    def _person(self) -> str:
        return self._random.choice(self.people).id

    def _goals(self) -> None:
        for key, weight in (("need", 40), ("equity", 35), ("feasible", 25)):
            self._add(r.Criterion, key=key, name=key.capitalize(), weight=weight)
        goals = []
        for _each in range(5):
            scores = {key: self._random.randint(0, 10) for key in ("need", "equity", "feasible")}
            priority = self._add(r.Priority, name=self._phrase(), scores=scores, dots=3, selected=True)
            goals.append(
                self._add(
                    r.Goal,
                    name=self._phrase(),
                    priority_id=priority.id,
                    toc_node_ids=(self.outcomes[0].id,),
                    owner_id=self._person(),
                )
            )
        self.objectives = []
        for number in range(self._share(0.015, 8)):
            goal = goals[number % 5]
            self.objectives.append(self._objective(goal, f"OB-{number % 5 + 1}.{number // 5 + 1}"))
        self.strategies = [self._strategy() for _each in range(self._share(0.02, 8))]

    def _objective(self, goal: r.Goal, code: str) -> r.Objective:
        return self._add(
            r.Objective,
            code,
            goal_id=goal.id,
            statement=f"By 30 June 2029, raise the share: {self._phrase().lower()}, from 40% to 70%.",
            population="All students",
            due_date=END,
            indicator_ids=(self._random.choice(self.indicators).id,),
            toc_node_ids=(self._random.choice(self.outcomes).id,),
            achievable_rating=4,
            lead_id=self._person(),
            involves_group_ids=(self.groups[0].id,),
            beneficiaries=("students",),
            tenets=("healthy",),
        )

    def _strategy(self) -> r.Strategy:
        return self._add(
            r.Strategy,
            name=self._phrase(),
            objective_ids=(self._random.choice(self.objectives).id,),
            toc_intervention_ids=(self._random.choice(self.interventions).id,),
            lead_id=self._person(),
            evidence_tier="promising",
            implementation_stage="installation",
            icem=("coordinate",),
        )

    def _work(self) -> None:
        actions = sorted((self._dates() for _each in range(self._share(0.10, 12))), key=lambda dates: dates)
        made = [self._action(start, end) for start, end in actions]
        for action in made:
            self._add(r.RaciEntry, action_id=action.id, role="A", person_id=self._person(), hours=20)
            self._add(r.RaciEntry, action_id=action.id, role="R", person_id=self._person(), hours=60)
            if self._random.random() < 0.5:
                group = self._random.choice(self.groups)
                self._add(r.RaciEntry, action_id=action.id, role="C", group_id=group.id, hours=0)
        self._dependencies(made)
        for _each in range(self._share(0.015, 3)):
            action = self._random.choice(made)
            name = f"Done: {action.name}"[:120]
            self._add(r.Milestone, name=name, action_id=action.id, date=action.end_date)
        self._money(made)

    def _dates(self) -> tuple[date, date]:
        start = self._day(START, END - timedelta(days=30))
        return start, min(END, start + timedelta(days=self._random.randint(14, 240)))

    def _action(self, start: date, end: date) -> r.Action:
        values: dict[str, Any] = {}
        if end < AS_OF:
            values = {"status": "done", "percent_complete": 100, "actual_start": start, "actual_end": end}
        elif start < AS_OF:
            values = {"status": "in_progress", "percent_complete": 40, "actual_start": start}
        return self._add(
            r.Action,
            name=f"Arrange that {self._phrase().lower()}",
            strategy_id=self._random.choice(self.strategies).id,
            output="A written agreement that people can read",
            start_date=start,
            end_date=end,
            stage="installation",
            cost_expected=True,
            icem=("coordinate",),
            **values,
        )

    def _dependencies(self, actions: Sequence[r.Action]) -> None:
        """Let actions wait for earlier ones only, so that nothing waits for itself."""
        pairs: set[tuple[int, int]] = set()
        for _each in range(self._share(0.08, 6)):
            second = self._random.randrange(1, len(actions))
            first = self._random.randrange(max(0, second - 40), second)
            if (first, second) in pairs:
                continue
            pairs.add((first, second))
            apart = (actions[second].start_date or START) - (actions[first].start_date or START)
            self._add(
                r.ActionDependency,
                predecessor_id=actions[first].id,
                successor_id=actions[second].id,
                type="SS",
                lag_days=min(365, max(0, apart.days - self._random.randint(0, 20))),
            )

    def _money(self, actions: Sequence[r.Action]) -> None:
        sources = [
            self._add(r.FundingSource, name=f"Source {number}", type=kind, one_time=False)
            for number, kind in enumerate(("general_fund", "title_iv_a", "medicaid_lea", "state_grant"), 1)
        ]
        lines = self._share(0.12, 12)
        for source in sources:
            for year in YEARS:
                self._add(
                    r.FundingAllocation,
                    source_id=source.id,
                    fiscal_year=year,
                    amount_usd=60_000 * (lines + 10),
                    certainty="likely",
                )
        for _each in range(lines):
            self._add(
                r.BudgetLine,
                action_id=self._random.choice(actions).id,
                source_id=self._random.choice(sources).id,
                fiscal_year=self._random.choice(YEARS),
                object_category=self._random.choice(v.OBJECT_CATEGORIES).value,
                amount_usd=self._random.randint(5, 60) * 1_000,
            )

    def _learning(self) -> None:
        for _each in range(self._share(0.02, 4)):
            probability, impact = self._random.randint(2, 5), self._random.randint(2, 5)
            self._add(
                r.Risk,
                statement=f"If it is not so that {self._phrase().lower()}, then work waits.",
                category=self._random.choice(v.RISK_CATEGORIES).value,
                objective_id=self._random.choice(self.objectives).id,
                probability=probability,
                impact=impact,
                residual_probability=probability - 1,
                residual_impact=impact,
                owner_id=self._person(),
            )
        self._add(r.MonitoringPlan, lead_id=self.people[0].id)
        for index, day in enumerate(_quarters()):
            status = "held" if day < AS_OF else "scheduled"
            self._add(r.Review, date=day, status=status, kind=_review_kind(index))


def _quarters() -> Iterator[date]:
    for quarter in range(1, 9):
        yield START + timedelta(days=91 * quarter)


def _review_kind(index: int) -> str:
    return "annual_rechart" if index % 4 == 3 else "quarterly"
