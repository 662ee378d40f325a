from pytestqt.qtbot import QtBot

from planner.domain.checks import findings
from planner.domain.records import Risk
from planner.gui.workshop_view import WorkshopView


def test_what_the_background_finds_is_what_a_whole_run_finds(qtbot: QtBot, workshop: WorkshopView):
    workspace = workshop.workspace
    with qtbot.waitSignal(workspace.findings_changed, timeout=10_000):
        pass
    assert workspace.known_findings == findings(workspace.plan, workspace.as_of)
    waiting = qtbot.waitSignal(workspace.findings_changed, timeout=10_000)
    with waiting, workspace.edit("Add a risk") as edit:
        edit.add(Risk, statement="If nobody comes, then nothing changes")
    assert workspace.known_findings == findings(workspace.plan, workspace.as_of)
    with qtbot.waitSignal(workspace.findings_changed, timeout=10_000):
        workshop.undo()
    assert workspace.known_findings == findings(workspace.plan, workspace.as_of)


def test_asking_gives_the_findings_of_now(workshop: WorkshopView):
    workspace = workshop.workspace
    with workspace.edit("Change the horizon") as edit:
        edit.set(workspace.plan.charter, ground_rules=())
    found = workspace.findings()
    assert found == findings(workspace.plan, workspace.as_of)
    assert found is workspace.known_findings
