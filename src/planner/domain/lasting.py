"""What stays as it is: votes that are closed and versions that are frozen. Source: method 3.3."""

from collections.abc import Iterator, Mapping

from planner.domain.invariants import Violation
from planner.domain.plan import Plan
from planner.domain.records import PlanVersion, VoteResult, VoteRound
from planner.i18n import _

_OF_A_VOTE = ("method", "question", "dots_per_person", "status")


def tampered(before: Plan, after: Plan, ids: Mapping[str, frozenset[str]]) -> Iterator[Violation]:
    """Yield what an edit changed that was to stay as it was.

    Args:
        before: The plan before the edit.
        after: The plan after it.
        ids: What the edit touched, by kind.
    """
    for each in sorted(ids.get("vote_result", ())):
        yield from _result(before, after, each)
    for each in sorted(ids.get("vote_round", ())):
        yield from _round(before, after, each)
    for each in sorted(ids.get("plan_version", ())):
        yield from _version(before, after, each)


def _result(before: Plan, after: Plan, result_id: str) -> Iterator[Violation]:
    """28. Results of a closed vote do not change; they go only with the whole vote."""
    was, now = before.get(VoteResult, result_id), after.get(VoteResult, result_id)
    for result in (was, now):
        closed = before.get(VoteRound, result.vote_round_id) if result else None
        if result is None or closed is None or closed.status != "closed" or after.find(closed.id) is None:
            continue
        if was and now and _same_but_for_option(was, now, after):
            continue
        if now is None and after.find(result.group_id) is None:
            said = _(
                "{group} took part in the vote {code}, which is closed. Keep the group, or delete the vote."
            )
            words = {"group": before.title(result.group_id), "code": closed.code}
            yield Violation(result, "group_id", said.format(**words))
        else:
            said = _("The vote {code} is closed, so its results stay. Open a new vote to correct it.")
            yield Violation(result, "count", said.format(code=closed.code))
        return


def _same_but_for_option(was: VoteResult, now: VoteResult, after: Plan) -> bool:
    """Whether at most an option is missing that was deleted itself."""
    cleared = now.option_id is None and after.find(was.option_id) is None
    option = None if cleared else was.option_id
    return was.replace(option_id=option, updated_at=now.updated_at) == now


def _round(before: Plan, after: Plan, round_id: str) -> Iterator[Violation]:
    """28. A closed vote is not opened again, and keeps its question."""
    was, now = before.get(VoteRound, round_id), after.get(VoteRound, round_id)
    if was is None or now is None or was.status != "closed":
        return
    changed = next((name for name in _OF_A_VOTE if getattr(was, name) != getattr(now, name)), "")
    left = tuple(each for each in was.options if each in now.options or after.find(each) is not None)
    if changed or now.options != left:
        said = _("The vote {code} is closed and stays as it is. Open a new vote to correct it.")
        yield Violation(now, changed or "options", said.format(code=was.code))


def _version(before: Plan, after: Plan, version_id: str) -> Iterator[Violation]:
    """29. A frozen copy does not change and is not thrown away."""
    was, now = before.get(PlanVersion, version_id), after.get(PlanVersion, version_id)
    if was is None or not was.snapshot:
        return
    if now is None:
        said = _("Version {label} is frozen and stays. Mark it as superseded instead.")
        yield Violation(was, "snapshot", said.format(label=was.label))
    elif (was.snapshot, was.snapshot_sha256) != (now.snapshot, now.snapshot_sha256):
        said = _("Version {label} is frozen and does not change. Make a new version.")
        yield Violation(now, "snapshot", said.format(label=was.label))
