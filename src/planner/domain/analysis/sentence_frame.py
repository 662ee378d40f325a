"""The sentence frame of an indicator: whom it is about, from what to what, by when, and who knows (B5)."""

from planner.domain.records import Indicator
from planner.domain.wording import day_text, value_text
from planner.i18n import _


def sentence(indicator: Indicator) -> str:
    """Return an indicator as one sentence; what is not known yet stands in it in brackets.

    Source: method 2.B5 (technique: fill the sentence).
    """
    frame = _(
        "{population}: {measure}, from {baseline} to {target}, good enough at {enough}, by {day},"
        " seen in {source}."
    )
    blanks = {
        "population": _("[of whom]"),
        "measure": _("[what we look at]"),
        "baseline": _("[baseline]"),
        "target": _("[target]"),
        "enough": _("[good enough]"),
        "day": _("[date]"),
        "source": _("[source]"),
    }
    known = {
        "population": indicator.population.strip(),
        "measure": indicator.name.strip().rstrip("."),
        "baseline": _value(indicator, indicator.baseline_value),
        "target": _value(indicator, indicator.target_value),
        "enough": _value(indicator, indicator.threshold_value),
        "day": day_text(indicator.target_date) if indicator.target_date else "",
        "source": indicator.source.strip().rstrip("."),
    }
    return frame.format(**{name: known[name] or blank for name, blank in blanks.items()})


def _value(indicator: Indicator, value: float | None) -> str:
    return "" if value is None else value_text(value, indicator.unit)
