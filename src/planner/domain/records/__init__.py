"""Every kind of record, one file per family."""

from planner.domain.record import KINDS, Record
from planner.domain.records.actions import Action, ActionDependency, Milestone, RaciEntry
from planner.domain.records.charter import AgendaItem, Charter, District, Region, Session, StepState
from planner.domain.records.direction import Criterion, Priority, ScanItem, Statement
from planner.domain.records.goals import Goal, Objective, RoadmapLink, Strategy
from planner.domain.records.investment import BenefitCriterion, InvestmentOption, Scenario, ScenarioConstraint
from planner.domain.records.learning import (
    ChangeLogEntry,
    CheckWaiver,
    ExportRecord,
    MonitoringPlan,
    PdsaCycle,
    PlanVersion,
    PracticeCard,
    Review,
)
from planner.domain.records.money import BudgetLine, FundingAllocation, FundingSource
from planner.domain.records.partners import (
    BackboneFunction,
    CiPreconditions,
    CiRating,
    DistrictPartnershipAnswer,
    Partner,
    PartnershipGap,
)
from planner.domain.records.people import Attendance, Person, StakeholderGroup, VoiceInput
from planner.domain.records.review import ReviewComment
from planner.domain.records.risks import ReadinessRating, Risk
from planner.domain.records.room import Cluster, Decision, Idea, ParkingLotItem, VoteResult, VoteRound
from planner.domain.records.scan import (
    ComponentNote,
    DataPoint,
    LessonNote,
    LessonRating,
    PolicyRating,
    StartingPointAdoption,
    WsccRating,
)
from planner.domain.records.theory import (
    Assumption,
    Indicator,
    Measurement,
    TocLink,
    TocNarrative,
    TocNode,
    TocQuality,
)

__all__ = [
    "KINDS",
    "Action",
    "ActionDependency",
    "AgendaItem",
    "Assumption",
    "Attendance",
    "BackboneFunction",
    "BenefitCriterion",
    "BudgetLine",
    "ChangeLogEntry",
    "Charter",
    "CheckWaiver",
    "CiPreconditions",
    "CiRating",
    "Cluster",
    "ComponentNote",
    "Criterion",
    "DataPoint",
    "Decision",
    "District",
    "DistrictPartnershipAnswer",
    "ExportRecord",
    "FundingAllocation",
    "FundingSource",
    "Goal",
    "Idea",
    "Indicator",
    "InvestmentOption",
    "LessonNote",
    "LessonRating",
    "Measurement",
    "Milestone",
    "MonitoringPlan",
    "Objective",
    "ParkingLotItem",
    "Partner",
    "PartnershipGap",
    "PdsaCycle",
    "Person",
    "PlanVersion",
    "PolicyRating",
    "PracticeCard",
    "Priority",
    "RaciEntry",
    "ReadinessRating",
    "Record",
    "Region",
    "Review",
    "ReviewComment",
    "Risk",
    "RoadmapLink",
    "ScanItem",
    "Scenario",
    "ScenarioConstraint",
    "Session",
    "StakeholderGroup",
    "StartingPointAdoption",
    "Statement",
    "StepState",
    "Strategy",
    "TocLink",
    "TocNarrative",
    "TocNode",
    "TocQuality",
    "VoiceInput",
    "VoteResult",
    "VoteRound",
    "WsccRating",
]
