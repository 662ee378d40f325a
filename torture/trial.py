"""One trial in a child that looks itself over and says what is wrong."""

from collections.abc import Callable

from torture.children import Say, run
from torture.rig import Rig


def trial(rig: Rig, told: str, work: Callable[[Say], None]) -> None:
    """Run a child that says `bad`, kind and words for each thing that is wrong, and `ended` at last."""
    code, said = run(work)
    rig.tally.tried += 1
    for line in said:
        if line[0] == "bad":
            rig.tally.bad(str(line[1]), f"{told}: {line[2]}")
        elif line[0] == "broken":
            kind = "unclear" if line[2] else "other"  # the application broke, or only the rig
            rig.tally.bad(kind, f"{told}: {line[1]} ({line[2]})")
    if not said or said[-1][0] not in ("ended", "broken"):
        rig.tally.bad("other", f"{told}: it did not come to an end ({code})")
