"""Words for computed states, and how they are set off."""

from planner.exports.workbook.sheet import Tone, Tones
from planner.i18n import N_, _

STATUSES = ("on_track", "at_risk", "off_track", "too_early", "no_data")
_WORDS = {
    "on_track": N_("on track"),
    "at_risk": N_("at risk"),
    "off_track": N_("off track"),
    "too_early": N_("too early"),
    "no_data": N_("no data"),
}
_TONES: dict[str, Tone] = {
    "on_track": "good",
    "at_risk": "look",
    "off_track": "stop",
    "too_early": "quiet",
    "no_data": "quiet",
}


def status_words(status: str) -> str:
    """Return the words people see for a computed status."""
    return _(_WORDS.get(status, status))


def status_tones() -> Tones:
    """Return how the words of a computed status are set off."""
    return tuple((_(_WORDS[status]), tone) for status, tone in _TONES.items())
