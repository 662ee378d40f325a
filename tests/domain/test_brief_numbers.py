"""What short documents ask of the analysis: sums by year, what runs on, who is served, what comes next."""

from datetime import date

from planner.domain import records as r
from planner.domain.analysis.budget import by_source_year, by_year, running_by_year, total
from planner.domain.analysis.coming import coming_milestones, coming_reviews, coming_sessions
from planner.domain.analysis.investment import high_need_percent
from planner.domain.analysis.narrative import one_sentence
from planner.domain.analysis.trajectories import goal_status, headline, latest, too_small
from planner.domain.figures.assumption_tests import strip_of_tests
from planner.domain.figures.figure import Path, Rect, Text
from planner.domain.figures.labeled_bars import Bar, labeled_bars
from planner.domain.plan import Plan

AS_OF = date(2026, 11, 15)


def test_years_sum_what_sources_offer_and_what_is_planned(sample: Plan) -> None:
    sums = by_year(sample)
    assert list(sums) == ["FY2026-27", "FY2027-28", "FY2028-29"]
    assert sum(each.planned for each in sums.values()) == total(sample)
    rows = by_source_year(sample).values()
    assert sums["FY2027-28"].allocated == sum(
        row["FY2027-28"].allocated for row in rows if "FY2027-28" in row
    )
    assert by_year(Plan(())) == {}


def test_what_comes_back_every_year_is_the_ongoing_lines(sample: Plan) -> None:
    lines = sample.where(r.BudgetLine, recurrence="ongoing")
    found = running_by_year(sample)
    assert sum(found.values()) == sum(line.amount_usd or 0 for line in lines)
    assert all(amount <= by_year(sample)[year].planned for year, amount in found.items())


def test_the_share_of_regions_of_high_need(sample: Plan) -> None:
    shares = {each.code: high_need_percent(sample, each) for each in sample.all(r.Scenario)}
    assert round(shares["SN-1"] or 0) == 39
    assert round(shares["SN-2"] or 0) == 45
    assert high_need_percent(sample, r.Scenario()) is None


def test_what_is_still_to_come_is_in_the_order_of_days(sample: Plan) -> None:
    assert [each.name for each in coming_milestones(sample, AS_OF)][:2] == [
        "Site list approved by the board",
        "All partner agreements signed",
    ]
    assert coming_reviews(sample, AS_OF)[0].date == date(2027, 1, 20)
    assert coming_sessions(sample, AS_OF) == ()
    assert coming_milestones(sample, date(2035, 1, 1)) == ()


def test_the_theory_in_one_sentence_ends_in_the_long_term_outcome(sample: Plan) -> None:
    said = one_sentence(sample)
    assert said.startswith("If students get physical health care when they need it")
    assert said.endswith(
        "then students across the district are healthy enough to learn, in body, mind and mouth."
    )
    assert one_sentence(Plan(())) == ""


def test_a_goal_is_as_well_as_its_worst_objective(sample: Plan) -> None:
    goals = sample.all(r.Goal)
    assert [goal_status(sample, each, AS_OF) for each in goals] == [
        *("too_early", "too_early", "on_track", "off_track", "on_track"),
    ]
    first = headline(sample, goals[0])
    assert first is not None
    assert first.name == "Students within two miles of a full-care center"
    assert headline(sample, r.Goal()) is None
    assert goal_status(sample, r.Goal(id="none"), AS_OF) == "no_data"


def test_values_of_few_people_do_not_count_as_measured(sample: Plan) -> None:
    indicator = sample.all(r.Indicator)[0]
    few = r.Measurement(id="few", indicator_id=indicator.id, as_of=AS_OF, value=1.0, n=9)
    assert too_small(indicator, few)
    assert not too_small(indicator, few.replace(n=10))
    assert too_small(indicator, few.replace(n=500, suppressed=True))
    assert not too_small(indicator.replace(min_cell=5), few)
    found = latest(sample.changed([few]), indicator, AS_OF)
    assert found is None or found.id != "few"


def test_bars_are_as_long_as_their_amounts() -> None:
    figure = labeled_bars([Bar("A", 10, "ten"), Bar("B", 5, "five"), Bar("C", 0, "none")], 200, "Some")
    wide = [item.w for item in figure.items if isinstance(item, Rect)]
    assert len(wide) == 2
    assert abs(wide[0] - 2 * wide[1]) < 0.01
    assert figure.description == "Some. A: ten; B: five; C: none."
    assert all(item.x <= 200 for item in figure.items if isinstance(item, Text))
    assert labeled_bars([], 200, "None").items == ()


def test_the_staffs_of_the_tests_do_not_run_through_words(sample: Plan) -> None:
    figure = strip_of_tests(sample, AS_OF, 900)
    flags = [item for item in figure.items if isinstance(item, Text) and "AS-" in item.text]
    assert len(flags) == sum(each.test_by is not None for each in sample.all(r.Assumption))
    staffs = [item.points for item in figure.items if isinstance(item, Path) and item.stroke == "border"]
    assert len(staffs) == len(flags)
    for (x, top), (_x, foot) in staffs:
        crossed = [each for each in flags if each.x < x < each.x + 84 and top < each.y - 4 < foot]
        assert not crossed
    assert all(item.x + 84 <= figure.width for item in flags)
