"""What the group says about a step, from not started to done or skipped with a reason, and what it lacks."""

from collections import Counter
from typing import Any

from PySide6.QtWidgets import QWidget

from planner.domain.records import StepState
from planner.domain.steps import STEPS, state, status, step
from planner.gui.dialogs.one_line import ask_line
from planner.gui.workspace import Workspace
from planner.i18n import _, ngettext


def mark_step(parent: QWidget, workspace: Workspace, code: str, wanted: str) -> None:
    """Write a status, after asking why a step is skipped and after looking what still blocks a sign-off."""
    about = step(code)
    plan = workspace.plan
    known = state(plan, code)
    reason = ""
    if wanted == "skipped":
        reason = ask_line(
            parent,
            title=_("Skip {step}").format(step=_(about.name)),
            question=_("Why is it skipped? People who read the plan will see the reason."),
            value=known.skipped_reason if known else "",
            verb=_("Skip the step"),
            longest=StepState.describe("skipped_reason").max_length,
        )
        if not reason:
            return
    if wanted == "done" and about.gate:
        from planner.domain.checks import blockers

        open_ones = blockers(plan, code, workspace.as_of)
        if open_ones:
            said = ngettext(
                "{count} thing must be settled before the sign-off.",
                "{count} things must be settled before the sign-off.",
                len(open_ones),
            ).format(count=len(open_ones))
            workspace.tell(
                f"{said} {open_ones[0].message}",
                action=_("Show it"),
                then=lambda: workspace.reveal(open_ones[0]),
            )
            return
    signed = wanted == "done" and about.gate
    values: dict[str, Any] = {"status": wanted, "skipped_reason": reason, "signed_off": signed}
    label = _("Mark {step} as {state}").format(step=_(about.name), state=_(wanted.replace("_", " ")))
    with workspace.edit(label, step=code) as edit:
        if known is None:
            edit.add(StepState, step=code, **values)
        else:
            edit.set(known, **values)


def states_and_findings(workspace: Workspace) -> tuple[dict[str, str], dict[str, int]]:
    """Return the status of each step, and how many findings are open in those that were begun or are shown.

    What a step lacks before anybody has begun it is no news, and fifty gaps discourage.
    """
    states = {each.code: status(workspace.plan, each.code) for each in STEPS}
    told = Counter(each.step for each in workspace.known_findings if not each.waived)
    begun = {code for code, each in states.items() if each != "not_started" or code == workspace.step}
    return states, {code: count for code, count in told.items() if code in begun}
