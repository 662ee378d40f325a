"""The pages of the 24 steps, and the home page. A page module is imported when its step is first shown."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # named only: the home page is one of the pages, and is painted before a plan is loaded
    from planner.gui.pages.page import StepPage

_DRAWN = {
    "A2": ("planner.gui.pages.stakeholders", "StakeholdersPage"),
    "A3": ("planner.gui.pages.six_lessons", "LessonsPage"),
    "A4": ("planner.gui.pages.whole_child_scan", "ScanPage"),
    "A5": ("planner.gui.pages.partnerships", "PartnershipsPage"),
    "B1": ("planner.gui.pages.long_term_outcome", "LongTermOutcomePage"),
    "B2": ("planner.gui.pages.outcome_map", "MapPage"),
    "B3": ("planner.gui.pages.assumptions", "AssumptionsPage"),
    "B4": ("planner.gui.pages.interventions", "InterventionsPage"),
    "B6": ("planner.gui.pages.narrative", "NarrativePage"),
    "C5": ("planner.gui.pages.carried", "CarriedPage"),
    "D2": ("planner.gui.pages.schedule", "SchedulePage"),
    "D3": ("planner.gui.pages.carried", "CarriedPage"),
}
_WORKSHEET = ("planner.gui.pages.worksheet", "WorksheetPage")


def page_for(step_code: str) -> "type[StepPage]":
    """Return the class of the page for a step: a drawn one where there is one, else the worksheet."""
    module, name = _DRAWN.get(step_code, _WORKSHEET)
    page: type[StepPage] = getattr(import_module(module), name)
    return page
