"""The clock of the journal: UTC, and its one way of writing a time."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


def stamp(time: datetime) -> str:
    """Return the ISO text of a time in UTC, to the millisecond; texts sort as the times do."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds")
