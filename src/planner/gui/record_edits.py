"""Edits that lists and grids share: adding, pasting, moving and deleting records."""

from collections.abc import Mapping, Sequence
from typing import Any

from planner.domain.fields import Field, Kind
from planner.domain.record import Record, is_blank, problems
from planner.domain.steps import Sheet
from planner.domain.wording import shortened
from planner.gui.models.record_table import telling
from planner.gui.reading import Unreadable, lines, read
from planner.gui.wording import noun, phrase, title_of
from planner.gui.workspace import Workspace
from planner.i18n import _, ngettext


def first_values(sheet: Sheet) -> dict[str, Any]:
    """Return what new records of a sheet hold so that the sheet shows them."""
    return {sheet.only[0]: sheet.only[1][0]} if sheet.only is not None else {}


def add(
    workspace: Workspace,
    sheet: Sheet,
    *,
    after: Record | None = None,
    values: Mapping[str, Any] | None = None,
) -> str | None:
    """Add a record to a sheet; return its id, or None where the edit was refused."""
    made = None
    with workspace.edit(_("New {noun}").format(noun=noun(sheet))) as edit:
        made = edit.add(sheet.kind, after=after, **{**first_values(sheet), **(values or {})})
    return _kept(workspace, made)


def add_lines(workspace: Workspace, kind: type[Record], field: str, words: str, **values: Any) -> list[str]:
    """Add a record for each line of some words, which fill a field of it; return the new ids, none when
    refused.
    """
    made: list[Record] = []
    with workspace.edit(_("New {noun}").format(noun=noun(kind))) as edit:
        for line in words.splitlines():
            if line.strip():
                made.append(edit.add(kind, **{field: " ".join(line.split()), **values}))
    return [each.id for each in made if workspace.document.plan.get(type(each), each.id) is not None]


def paste(
    workspace: Workspace,
    sheet: Sheet,
    pasted: str,
    columns: Sequence[Field],
    *,
    after: Record | None = None,
    values: Mapping[str, Any] | None = None,
) -> list[str]:
    """Add a record for each pasted line; cells divided by tabs fill `columns` in order. One edit, one undo.

    A cell that cannot be read is left empty and told about. Returns the new ids; none when refused.
    """
    rows = lines(pasted)
    if not rows or not columns:
        workspace.tell(_("There is nothing to paste. Copy some lines first, one for each entry."))
        return []
    made: list[Record] = []
    unread: list[str] = []
    label = ngettext("Paste {number} line", "Paste {number} lines", len(rows)).format(number=len(rows))
    with workspace.edit(label) as edit:
        for cells in rows:
            found: dict[str, Any] = {**first_values(sheet), **(values or {})}
            if len(columns) == 1:
                cells = [" ".join(cell for cell in cells if cell)]
            for field, cell in zip(columns, cells, strict=False):
                try:
                    value = read(field, cell, edit.plan)
                except Unreadable:
                    unread.append(cell)
                    continue
                if next(problems(field, value), None) is not None:
                    unread.append(cell)
                elif not is_blank(value):
                    found[field.name] = value
            made.append(edit.add(sheet.kind, after=after, **found))
            after = made[-1]
    kept = [each.id for each in made if workspace.document.plan.get(sheet.kind, each.id) is not None]
    if unread and kept:
        workspace.tell(
            ngettext(
                "{number} entry could not be read and was left empty: “{first}”",
                "{number} entries could not be read and were left empty, for example “{first}”",
                len(unread),
            ).format(number=len(unread), first=unread[0][:60])
        )
    return kept


def move(
    workspace: Workspace, record: Record, *, before: Record | None = None, after: Record | None = None
) -> None:
    """Put a record before or after another of its kind."""
    with workspace.edit(_("Move {noun}").format(noun=noun(record))) as edit:
        edit.move(record, before=before, after=after)


def delete(workspace: Workspace, records: Sequence[Record]) -> bool:
    """Delete records and offer to undo it; return whether it was done."""
    if not records:
        return False
    plan = workspace.document.plan
    names = title_of(records[0], plan)
    short = names if len(names) <= 60 else names[:59] + "…"
    if len(records) == 1:
        label = _("Delete “{title}”").format(title=short)
    else:
        label = _("Delete {number} {nouns}").format(number=len(records), nouns=_(records[0].about.nouns))
    workspace.backups.before_deleting(records)
    with workspace.edit(label) as edit:
        edit.delete(*records)
    if workspace.document.plan.get(type(records[0]), records[0].id) is not None:
        return False
    if len(records) == 1:
        text = _("Deleted “{title}”.").format(title=short)
    else:
        text = _("Deleted {number} {nouns}.").format(number=len(records), nouns=_(records[0].about.nouns))
    workspace.tell(text, action=_("Undo"), then=workspace.document.undo)
    return True


def entry_field(sheet: Sheet) -> str:
    """Return where the writing of a new record begins, "" for its first field.

    That is what names it, where the first field is a choice of buttons: letters typed there would be lost.
    """
    title = title_field(sheet)
    fields = {each.name: each for each in sheet.kind.fields() if not each.hidden}
    first = next((fields[name] for name in sheet.fields or fields if name in fields), None)
    return title.name if title is not None and first is not None and first.kind is Kind.CHOICE else ""


def title_field(sheet: Sheet) -> Field | None:
    """Return the field that a typed line fills: the text that names the record; None where there is none."""
    name = sheet.kind.about.title
    field = sheet.kind.describe(name) if name else None
    return field if field is not None and field.kind in (Kind.TEXT, Kind.NOTE) else None


def paste_columns(sheet: Sheet) -> tuple[Field, ...]:
    """Return the fields that pasted cells fill in a list: the title first, then what fits a line."""
    title = title_field(sheet)
    others = [each for each in telling(sheet.kind, sheet.fields) if title is None or each.name != title.name]
    return (title, *others) if title is not None else tuple(others)


def _kept(workspace: Workspace, made: Record | None) -> str | None:
    if made is None or workspace.document.plan.get(type(made), made.id) is None:
        return None
    return made.id


def tell_made(workspace: Workspace, record_id: str) -> None:
    """Say that a record was made of something else, with a button that goes there."""
    plan = workspace.document.plan
    record = plan.find(record_id)
    if record is None:
        return
    workspace.tell(
        _("{noun} made: “{title}”").format(
            noun=phrase(noun(record)), title=shortened(title_of(record, plan))
        ),
        action=_("Open"),
        then=lambda: workspace.go_to(record_id),
    )
