"""The sheets of the workbook in their order, with what each holds and whose phase it belongs to.

Source: method 5.6. Names are those of the method's table; `tab_name` says them in the language in use.
"""

from dataclasses import dataclass, replace

from planner.exports.workbook.sheet import Link, Sheet, tab_name
from planner.i18n import N_, _

READ_ME = N_("Read me")
SUMMARY = N_("Summary")
GOALS = N_("Goals & objectives")
INDICATORS = N_("Indicators")
MEASUREMENTS = N_("Measurements")
NODES = N_("Theory nodes")
LINKS = N_("Theory links")
ASSUMPTIONS = N_("Assumptions")
STRATEGIES = N_("Strategies")
ACTIONS = N_("Actions")
GANTT = N_("Gantt")
RACI = N_("RACI")
CAPACITY = N_("Capacity")
LINES = N_("Budget lines")
PIVOT = N_("Budget pivot")
SOURCES = N_("Funding sources")
SCENARIOS = N_("Scenarios")
RISKS = N_("Risks")
READINESS = N_("Readiness")
WSCC = N_("WSCC matrix")
LESSONS = N_("Six lessons")
PARTNERS = N_("Partners")
COLLECTIVE = N_("Collective impact")
VOICE = N_("Stakeholders & voice")
VOTES = N_("Votes & decisions")
ROADMAP = N_("Roadmap & LCAP")
CHECKS = N_("Checks")
CHANGES = N_("Change log")


@dataclass(frozen=True)
class Entry:
    """A sheet as the index names it; `phase` is a letter, or nothing for what belongs to all."""

    name: str
    about: str
    phase: str = ""


ENTRIES: tuple[Entry, ...] = (
    Entry(READ_ME, N_("What this workbook is, and where to find what.")),
    Entry(SUMMARY, N_("Each goal with its objectives by progress, its money and its actions.")),
    Entry(GOALS, N_("Every objective with its goal, what makes it sound, and how it stands."), "C"),
    Entry(INDICATORS, N_("How each result is measured: from, to, by when, and the last value."), "C"),
    Entry(MEASUREMENTS, N_("Values by date and student group."), "E"),
    Entry(NODES, N_("Outcomes and interventions of the theory of change."), "B"),
    Entry(LINKS, N_("What leads to what, why, and how firm the evidence is."), "B"),
    Entry(ASSUMPTIONS, N_("What must be true for the theory to hold, and how it is tested."), "B"),
    Entry(STRATEGIES, N_("The ways chosen, what they serve and what they rest on."), "C"),
    Entry(ACTIONS, N_("All the work: who, when, how far, hours and money."), "D"),
    Entry(GANTT, N_("The work and its milestones, month by month."), "D"),
    Entry(RACI, N_("Who is accountable, responsible, consulted and informed, action by action."), "D"),
    Entry(CAPACITY, N_("Hours asked of each person by month, against the hours they can give."), "D"),
    Entry(LINES, N_("Every amount, by action, source, year and category."), "D"),
    Entry(PIVOT, N_("Sums by source, goal, category and year, calculated from the budget lines."), "D"),
    Entry(SOURCES, N_("Where money comes from, its rules, and when it ends."), "D"),
    Entry(SCENARIOS, N_("What could be paid for, and what each scenario chooses."), "D"),
    Entry(RISKS, N_("What could go wrong, how likely, how bad, and the reply."), "D"),
    Entry(READINESS, N_("How ready each strategy's people are, factor by factor."), "D"),
    Entry(WSCC, N_("The ten whole-child components: practice, policy and the work that serves them."), "A"),
    Entry(LESSONS, N_("How each group rates the six lessons, and the starting points taken up."), "A"),
    Entry(PARTNERS, N_("Who works with the district, gaps and overlaps, and twelve questions."), "A"),
    Entry(COLLECTIVE, N_("Five conditions, the functions of a backbone, and what is needed first."), "A"),
    Entry(VOICE, N_("Who was heard, what they said, and what it changed."), "A"),
    Entry(VOTES, N_("Votes by group, and every decision."), "C"),
    Entry(ROADMAP, N_("The six Roadmap commitments, and the plan as the LCAP asks for it."), "C"),
    Entry(CHECKS, N_("What the program noticed, with what was accepted and why."), "E"),
    Entry(CHANGES, N_("What changed after adoption, and the versions."), "E"),
)
_BY_NAME = {each.name: each for each in ENTRIES}


def dressed(sheet: Sheet) -> Sheet:
    """Return a sheet with its tab in the language in use, its phase and a way back to the index."""
    entry = _BY_NAME[sheet.name]
    back = None
    if sheet.name != READ_ME:
        back = Link(_("← Read me"), tab_name(READ_ME))
    return replace(sheet, name=tab_name(sheet.name), phase=entry.phase, back=back)
