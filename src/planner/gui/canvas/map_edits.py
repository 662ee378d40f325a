"""What can be done to the outcome map: each function is one edit, one step of undo.

All return what they made, or an empty answer where the edit was refused; the workspace tells why.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from planner.domain.figures.outcome_map import hand_place
from planner.domain.plan import Plan
from planner.domain.record import Record
from planner.domain.records import Assumption, Cluster, Idea, TocLink, TocNode
from planner.domain.wording import shortened
from planner.gui.workspace import Workspace
from planner.i18n import _, ngettext
from planner.services.document import Edit


def kind_before(plan: Plan, node: TocNode | None) -> str:
    """Return the kind of a new outcome that should come just before a node.

    The map is made backwards: before the long-term outcome stand intermediate ones, two steps of them at
    most, then early ones. Without a node it is the long-term outcome where there is none yet.
    """
    if node is None:
        has_end = any(each.kind == "long_term_outcome" for each in plan.all(TocNode))
        return "intermediate_outcome" if has_end else "long_term_outcome"
    if node.kind == "impact" or node.above_ceiling:
        return "long_term_outcome"
    if node.kind == "long_term_outcome":
        return "intermediate_outcome"
    if node.kind == "intermediate_outcome":
        following = plan.some(TocNode, (link.to_id or "" for link in plan.where(TocLink, from_id=node.id)))
        if any(each.kind == "long_term_outcome" for each in following):
            return "intermediate_outcome"
    return "early_outcome"


def add_cards(workspace: Workspace, lines: Iterable[str], near: str = "", kind: str = "") -> list[str]:
    """Add a card for each line, each helping to bring the card `near` about, in one edit; return their ids.

    Near an intervention nothing must come true first: there the new outcomes are what the intervention leads
    to.
    """
    statements = [" ".join(line.split()) for line in lines]
    statements = [line for line in statements if line]
    node = workspace.document.plan.get(TocNode, near)
    kind = kind or kind_before(workspace.document.plan, node)
    made: list[str] = []
    if not statements:
        return made
    with workspace.edit(_("Add intervention") if kind == "intervention" else _("Add outcome")) as edit:
        for statement in statements:
            made.append(_add_card(edit, statement, kind, node))
            _mark_promoted(edit, _ideas_saying(edit.plan, statement), made[-1])
    return [each for each in made if workspace.document.plan.get(TocNode, each)]


def add_ideas(workspace: Workspace, ids: Iterable[str], near: str = "", kind: str = "") -> list[str]:
    """Make an outcome of each idea or cluster, in one edit, and note on the ideas what became of them.

    A cluster becomes one outcome with its name, for all its ideas. Longer texts are cut at a word; the whole
    idea stays in the notes.
    """
    plan = workspace.document.plan
    node = plan.get(TocNode, near)
    kind = kind or kind_before(plan, node)
    sources = [each for each in (plan.get(Cluster, i) or plan.get(Idea, i) for i in ids) if each is not None]
    made: list[str] = []
    if not sources:
        return made
    label = ngettext("Make an outcome of {count} idea", "Make outcomes of {count} ideas", len(sources))
    longest = TocNode.describe("statement").max_length
    with workspace.edit(label.format(count=len(sources))) as edit:
        for source in sources:
            words = " ".join(source.title.split())
            short = shortened(words, longest)
            made.append(_add_card(edit, short, kind, node, notes="" if short == words else words))
            ideas = plan.where(Idea, cluster_id=source.id) if isinstance(source, Cluster) else (source,)
            _mark_promoted(edit, ideas, made[-1])
    return [each for each in made if workspace.document.plan.get(TocNode, each)]


def _add_card(edit: Edit, statement: str, kind: str, node: TocNode | None, notes: str = "") -> str:
    """Add a card and, where there is a card it belongs to, the link between them; return its id."""
    record = edit.add(TocNode, statement=statement, kind=kind, above_ceiling=kind == "impact", notes=notes)
    if node is not None and node.kind == "intervention":
        if kind != "intervention":
            edit.add(TocLink, from_id=node.id, to_id=record.id)
    elif node is not None:
        edit.add(TocLink, from_id=record.id, to_id=node.id)
    return record.id


def _mark_promoted(edit: Edit, ideas: Iterable[Idea], node_id: str) -> None:
    for idea in ideas:
        if not idea.promoted_to:
            edit.set(idea, promoted_to=node_id)


def _ideas_saying(plan: Plan, statement: str) -> list[Idea]:
    """Return the ideas that say just this, so that lines pasted from the list of ideas are known."""
    said = statement.casefold()
    return [each for each in plan.all(Idea) if " ".join(each.text.split()).casefold() == said]


def link(workspace: Workspace, first: str, then: str) -> str:
    """Add the claim that `first` helps bring `then` about; return the link's id, old or new."""
    for each in workspace.document.plan.where(TocLink, from_id=first):
        if each.to_id == then:
            return each.id
    made = ""
    with workspace.edit(_("Add link")) as edit:
        made = edit.add(TocLink, from_id=first, to_id=then).id
    return made if workspace.document.plan.get(TocLink, made) else ""


def assume(workspace: Workspace, lines: Iterable[str], about: str) -> list[str]:
    """Add an assumption for each line, under a link or a card, in one edit; return their ids."""
    statements = [" ".join(line.split()) for line in lines if line.strip()]
    name = "link_ids" if workspace.document.plan.get(TocLink, about) is not None else "node_ids"
    under: dict[str, Any] = {name: (about,)}
    made: list[str] = []
    if statements:
        with workspace.edit(_("Add assumption")) as edit:
            made += [edit.add(Assumption, statement=each, **under).id for each in statements]
    return [each for each in made if workspace.document.plan.get(Assumption, each) is not None]


def rename(workspace: Workspace, node_id: str, statement: str) -> bool:
    """Change the words on a card; return whether they are there now."""
    node = workspace.document.plan.get(TocNode, node_id)
    if node is None or not statement:
        return False
    if node.statement != statement:
        with workspace.edit(_("Edit outcome")) as edit:
            edit.set(node, statement=statement)
    after = workspace.document.plan.get(TocNode, node_id)
    return after is not None and after.statement == statement


def delete(workspace: Workspace, ids: Iterable[str]) -> None:
    """Delete cards and links; links of a card go with it."""
    plan = workspace.document.plan
    records: list[Record] = []
    for each in ids:
        found = plan.get(TocNode, each) or plan.get(TocLink, each)
        if found is not None:
            records.append(found)
    if not records:
        return
    if len(records) == 1:
        label = _("Delete link") if isinstance(records[0], TocLink) else _("Delete outcome")
    else:
        label = ngettext("Delete {count} card", "Delete {count} cards", len(records)).format(
            count=len(records)
        )
    workspace.backups.before_deleting(records)
    with workspace.edit(label) as edit:
        edit.delete(*records)


def place(workspace: Workspace, places: Mapping[str, tuple[float, float]], visit: int | None = None) -> None:
    """Put cards at places, as they were dragged. Moves of one `visit` are one step of undo."""
    plan = workspace.document.plan
    merge = None if visit is None else ("toc_node", "place", visit)
    with workspace.edit(_("Move card"), merge=merge) as edit:
        for node_id, (x, y) in places.items():
            node = plan.get(TocNode, node_id)
            if node is not None:
                kept = hand_place(x, y)
                edit.set(node, x=kept[0], y=kept[1])


def tidy_up(workspace: Workspace, ids: Iterable[str] = ()) -> None:
    """Give cards back to the layout: those named, or all."""
    chosen = set(ids)
    nodes = [
        node
        for node in workspace.document.plan.all(TocNode)
        if (node.x or node.y) and (not chosen or node.id in chosen)
    ]
    if nodes:
        with workspace.edit(_("Tidy up")) as edit:
            for node in nodes:
                edit.set(node, x=0.0, y=0.0)


def words(plan: Plan, ids: Iterable[str]) -> str:
    """Return the statements of cards, one on a line, in the order of the plan."""
    chosen = set(ids)
    return "\n".join(node.statement for node in plan.all(TocNode) if node.id in chosen)
