"""Words for computed states."""

from planner.i18n import N_, _

_WORDS = {
    "on_track": N_("on track"),
    "at_risk": N_("at risk"),
    "off_track": N_("off track"),
    "too_early": N_("too early"),
    "no_data": N_("no data"),
    "met": N_("met"),
}


def status_words(status: str) -> str:
    """Return the words people see for a computed status."""
    return _(_WORDS.get(status, status))
