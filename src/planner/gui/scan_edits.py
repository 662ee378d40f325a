"""Edits of the whole-child scan: what ratings say taken over in words, and what is found taken on to C2."""

from collections.abc import Iterable

from planner.domain.analysis.scan import leaning, onward
from planner.domain.plan import Plan
from planner.domain.prompts import answer
from planner.domain.records import Charter, ComponentNote, ScanItem
from planner.gui.workspace import Workspace
from planner.i18n import _, ngettext


def note_of(plan: Plan, component: str) -> ComponentNote:
    """Return the strengths and weaknesses of a component; an empty record where none are written."""
    found = answer(plan, ComponentNote, {"component": component})
    return found if isinstance(found, ComponentNote) else ComponentNote(component=component)


def told_by_ratings(plan: Plan, component: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the strengths and weaknesses that the ratings of a component say and nobody has written yet."""
    note, said = note_of(plan, component), leaning(plan, component)
    strengths = (_(text) for text in said.strengths)
    weaknesses = (_("Not yet: {statement}").format(statement=_(text)) for text in said.weaknesses)
    return _missing(strengths, note.strengths), _missing(weaknesses, note.weaknesses)


def take_from_ratings(workspace: Workspace, component: str) -> None:
    """Write down what the ratings of a component say as strengths and weaknesses; one undo."""
    plan = workspace.document.plan
    note, (strengths, weaknesses) = note_of(plan, component), told_by_ratings(plan, component)
    most = ComponentNote.describe("strengths").at_most
    good, bad = (*note.strengths, *strengths)[:most], (*note.weaknesses, *weaknesses)[:most]
    with workspace.edit(_("Take strengths and weaknesses from the ratings")) as edit:
        if note.id:
            edit.set(note, strengths=good, weaknesses=bad)
        else:
            edit.add(ComponentNote, component=component, strengths=good, weaknesses=bad)


def take_onward(workspace: Workspace, component: str = "") -> int:
    """Add strengths and weaknesses, of one component or all, to the situation scan; return how many."""
    found = onward(workspace.document.plan, component)
    if not found:
        return 0
    label = ngettext(
        "Take {count} finding to the situation scan",
        "Take {count} findings to the situation scan",
        len(found),
    ).format(count=len(found))
    most = ScanItem.describe("text").max_length
    with workspace.edit(label) as edit:
        for each in found:
            edit.add(ScanItem, category=each.category, origin="internal", text=each.text[:most])
    return len(found)


def leave_out(workspace: Workspace, component: str, reason: str, visit: int, origin: object) -> None:
    """Write why a component is left out of the plan; an empty reason takes it in again."""
    charter = workspace.document.plan.charter
    reasons = {key: text for key, text in charter.wscc_left_out.items() if key != component}
    if reason.strip():
        reasons[component] = " ".join(reason.split())
    merge = ("charter", "wscc_left_out", component, visit)
    with workspace.edit(_("Leave a component out"), merge=merge, origin=origin) as edit:
        if charter.id:
            edit.set(charter, wscc_left_out=reasons)
        else:
            edit.add(Charter, wscc_left_out=reasons)


def _missing(said: Iterable[str], written: tuple[str, ...]) -> tuple[str, ...]:
    held = {" ".join(each.split()).casefold() for each in written}
    return tuple(each for each in said if each.casefold() not in held)
