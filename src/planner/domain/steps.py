"""`STEPS`: the five phases and 24 steps of the method, each with its texts and the records that answer it.

The texts live in `resources/method/steps.json`; what stands here is which records a step works on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner import assets
from planner.domain import records as r
from planner.domain.plan import Plan
from planner.domain.record import Record, is_blank


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Records of one kind that a step works on.

    `only` keeps records whose field holds one of some values (new ones get the first); `fields` keeps some
    fields of the form. `prompts` marks sheets whose rows are the statements of the method, answered one by
    one.
    """

    kind: type[Record]
    label: str = ""
    only: tuple[str, tuple[str, ...]] | None = None
    fields: tuple[str, ...] = ()
    prompts: bool = False
    lent: bool = False

    @property
    def noun(self) -> str:
        """What one row is called; where only one kind of several is kept, as rows of that kind are."""
        return self._example.noun if self._example is not None else self.kind.about.noun

    @property
    def nouns(self) -> str:
        """What several rows are called."""
        return self._example.nouns if self._example is not None else self.kind.about.nouns

    @property
    def _example(self) -> Record | None:
        """A row of the one kind that is kept here, None where all are."""
        if self.only is not None and len(self.only[1]) == 1:
            return self.kind(**{self.only[0]: self.only[1][0]})
        return None

    @property
    def name(self) -> str:
        """The words above the sheet."""
        return self.label or self.kind.about.nouns[:1].upper() + self.kind.about.nouns[1:]

    def rows(self, plan: Plan) -> tuple[Record, ...]:
        """Return the records of this sheet, in order."""
        rows = plan.all(self.kind)
        if self.only is None:
            return rows
        name, values = self.only
        return tuple(row for row in rows if getattr(row, name) in values)

    def started(self, plan: Plan) -> bool:
        """Whether anything has been entered here that no new workshop and no earlier step brings along."""
        if self.lent:
            return False
        names = self.fields or tuple(field.name for field in self.kind.fields())
        if self.kind in _BROUGHT:
            names = tuple(name for name in names if name in _BROUGHT[self.kind])
        return any(not is_blank(getattr(row, name)) for row in self.rows(plan) for name in names)


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """How long a step takes, in minutes."""

    typical: int
    least: int
    most: int


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the method. Source: method 2."""

    code: str
    name: str
    title: str
    question: str
    purpose: str
    ask: tuple[str, ...]
    technique: str
    technique_keys: tuple[str, ...]
    minutes: Minutes
    outputs: str
    done_when: str
    gate: bool
    optional: bool
    empty: str
    example: str
    sheets: tuple[Sheet, ...]

    @property
    def phase(self) -> "Phase":
        """The phase this step belongs to."""
        return next(phase for phase in PHASES if phase.key == self.code[0])

    def started(self, plan: Plan) -> bool:
        """Whether anything has been entered in this step's sheets."""
        return any(sheet.started(plan) for sheet in self.sheets)


@dataclass(frozen=True, kw_only=True)
class Phase:
    """One of the five phases; `color` names its role in the themes."""

    key: str
    name: str
    color: str

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of this phase, in order."""
        return tuple(step for step in STEPS if step.code[0] == self.key)


_BROUGHT: Mapping[type[Record], tuple[str, ...]] = {
    r.Charter: ("purpose", "wscc_left_out", "adopted_on"),
    r.District: (),
    r.MonitoringPlan: ("lead_id", "report_audience"),
}
"""What counts as entered in records that are never empty."""

_ADOPTION = ("kind", ("adoption",))
_SHEETS: Mapping[str, tuple[Sheet, ...]] = {
    "A1": (
        Sheet(
            kind=r.Charter,
            fields=(
                *("title_text", "kind", "purpose", "horizon_start", "horizon_end"),
                *("decision_rule", "adopting_body", "sponsor_id", "facilitator_id"),
                *("ground_rules", "in_scope", "out_of_scope", "as_of_date"),
            ),
        ),
        Sheet(kind=r.District),
        Sheet(kind=r.Person),
        Sheet(kind=r.Session),
        Sheet(kind=r.AgendaItem),
        Sheet(kind=r.Region),
    ),
    "A2": (Sheet(kind=r.StakeholderGroup), Sheet(kind=r.VoiceInput), Sheet(kind=r.Attendance)),
    "A3": (
        Sheet(kind=r.LessonRating, prompts=True),
        Sheet(kind=r.LessonNote, prompts=True),
        Sheet(kind=r.StartingPointAdoption),
    ),
    "A4": (
        Sheet(kind=r.WsccRating, label="Practice", prompts=True),
        Sheet(kind=r.PolicyRating, label="Policy", prompts=True),
        Sheet(kind=r.ComponentNote, prompts=True),
        Sheet(kind=r.DataPoint),
    ),
    "A5": (
        Sheet(kind=r.Partner),
        Sheet(kind=r.DistrictPartnershipAnswer, label="Twelve questions", prompts=True),
        Sheet(kind=r.PartnershipGap),
        Sheet(kind=r.CiRating, label="Five conditions", prompts=True),
        Sheet(kind=r.CiPreconditions),
        Sheet(kind=r.BackboneFunction, label="Backbone", prompts=True),
    ),
    "B1": (
        Sheet(
            kind=r.TocNode,
            label="The change we answer for, and beyond",
            only=("kind", ("long_term_outcome", "impact")),
        ),
    ),
    "B2": (Sheet(kind=r.TocNode), Sheet(kind=r.TocLink), Sheet(kind=r.Idea), Sheet(kind=r.Cluster)),
    "B3": (Sheet(kind=r.Assumption),),
    "B4": (
        Sheet(kind=r.TocNode, label="Interventions", only=("kind", ("intervention",))),
        Sheet(kind=r.TocNarrative, label="Stop doing", fields=("stop_doing",)),
    ),
    "B5": (Sheet(kind=r.Indicator),),
    "B6": (
        Sheet(kind=r.TocNarrative, fields=("text", "status")),
        Sheet(kind=r.TocQuality),
        Sheet(kind=r.Decision, label="Sign-off", only=("kind", ("content", "adoption"))),
    ),
    "C1": (Sheet(kind=r.Statement),),
    "C2": (Sheet(kind=r.ScanItem),),
    "C3": (
        Sheet(kind=r.Priority),
        Sheet(kind=r.Criterion),
        Sheet(kind=r.VoteRound),
        Sheet(kind=r.VoteResult),
    ),
    "C4": (Sheet(kind=r.Objective), Sheet(kind=r.Goal)),
    "C5": (Sheet(kind=r.Strategy),),
    "C6": (
        Sheet(kind=r.RoadmapLink, label="Cross-walk", prompts=True),
        Sheet(kind=r.Charter, label="Left out on purpose", fields=("wscc_left_out",)),
        Sheet(kind=r.Decision, label="Sign-off", only=_ADOPTION),
    ),
    "D1": (
        Sheet(kind=r.InvestmentOption),
        Sheet(kind=r.BenefitCriterion),
        Sheet(kind=r.Scenario),
        Sheet(kind=r.ScenarioConstraint),
    ),
    "D2": (
        Sheet(kind=r.Action),
        Sheet(kind=r.RaciEntry),
        Sheet(kind=r.ActionDependency),
        Sheet(kind=r.Milestone),
    ),
    "D3": (
        Sheet(kind=r.BudgetLine),
        Sheet(kind=r.FundingSource),
        Sheet(kind=r.FundingAllocation),
        Sheet(
            kind=r.Person, label="Capacity", lent=True, fields=("name", "role", "capacity_hours_per_month")
        ),
    ),
    "D4": (Sheet(kind=r.Risk), Sheet(kind=r.ReadinessRating)),
    "D5": (
        Sheet(kind=r.MonitoringPlan),
        Sheet(kind=r.Review),
        Sheet(kind=r.PdsaCycle),
        Sheet(kind=r.PlanVersion),
        Sheet(kind=r.Decision, label="Adoption", only=_ADOPTION),
        Sheet(kind=r.Charter, label="Made official", fields=("status", "version", "adopted_on")),
    ),
    "E1": (
        Sheet(kind=r.Measurement),
        Sheet(
            kind=r.Action,
            label="Status of actions",
            lent=True,
            fields=("name", "status", "percent_complete", "end_date", "actual_start", "actual_end"),
        ),
        Sheet(kind=r.Review),
    ),
    "E2": (Sheet(kind=r.ChangeLogEntry), Sheet(kind=r.PlanVersion), Sheet(kind=r.PracticeCard)),
}


def _step(texts: Mapping[str, Any]) -> Step:
    minutes = texts["minutes"]
    words = {
        name: texts[name] for name in ("code", "name", "title", "question", "purpose", "technique", "outputs")
    }
    return Step(
        **words,
        done_when=texts["done_when"],
        gate=texts["gate"],
        optional=texts["optional"],
        empty=texts["empty"],
        example=texts["example"],
        ask=tuple(texts["ask"]),
        technique_keys=tuple(texts["technique_keys"]),
        minutes=Minutes(typical=minutes["typical"], least=minutes["min"], most=minutes["max"]),
        sheets=_SHEETS[texts["code"]],
    )


_TEXTS = assets.method("steps")
PHASES = tuple(Phase(**phase) for phase in _TEXTS["phases"])
STEPS = tuple(_step(texts) for texts in _TEXTS["steps"])


def step(code: str) -> Step:
    """Return the step with a code such as B2; KeyError when there is none."""
    found = next((each for each in STEPS if each.code == code), None)
    if found is None:
        raise KeyError(code)
    return found


def state(plan: Plan, code: str) -> r.StepState | None:
    """Return what the group has said about a step, or None."""
    return next(iter(plan.where(r.StepState, step=code)), None)


def status(plan: Plan, code: str) -> str:
    """Return not_started, in_progress, done or skipped: what the group said, else whether anything is
    entered.
    """
    said = state(plan, code)
    if said is not None and said.status != "not_started":
        return said.status
    return "in_progress" if step(code).started(plan) else "not_started"


def step_of(kind: type[Record], record: Record | None = None) -> str:
    """Return the code of the step where a kind of record (or this very record) is worked on first."""
    for each in STEPS:
        for sheet in each.sheets:
            if sheet.kind is not kind:
                continue
            if sheet.only is None or record is None or getattr(record, sheet.only[0]) in sheet.only[1]:
                return each.code
    return {"vote_result": "C3", "review_comment": "D5"}.get(kind.about.kind, "A1")
