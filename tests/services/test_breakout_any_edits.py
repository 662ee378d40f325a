"""Any edits, split over copies: joined they are the same edits, and whatever clashes is asked about."""

import itertools
import random
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.services.room import Room, said

from planner.domain import records as r

FIELDS = {
    r.Risk: {
        "statement": st.text("ab ", max_size=6),
        "impact": st.sampled_from([None, 1, 2]),
        "status": st.sampled_from(["open", "closed"]),
        "owner_id": st.sampled_from([None, "p0", "p1"]),
    },
    r.Goal: {"name": st.text("ab ", max_size=6), "owner_id": st.sampled_from([None, "p0", "p1"])},
    r.Strategy: {
        "name": st.text("ab ", max_size=6),
        "icem": st.sets(st.sampled_from(["inform", "coordinate"])).map(sorted).map(tuple),
        "partner_ids": st.lists(st.sampled_from(["q0", "q1"]), unique=True).map(tuple),
    },
}
CELLS = [(kind, number, name) for kind, fields in FIELDS.items() for number in range(3) for name in fields]


@st.composite
def edits_of_tables(draw):
    """Return, for each of three tables, edits of cells no other one touches, and rows it adds or deletes."""
    cells = draw(st.lists(st.sampled_from(CELLS), unique=True, max_size=12))
    work = [[] for _table in range(3)]
    for kind, number, name in cells:
        work[draw(st.integers(0, 2))].append(("set", kind, number, name, draw(FIELDS[kind][name])))
    touched = {(kind, number) for kind, number, _name in cells}
    free = [(kind, number) for kind in FIELDS for number in range(3) if (kind, number) not in touched]
    for kind, number in draw(st.lists(st.sampled_from(free), unique=True, max_size=3)) if free else ():
        work[draw(st.integers(0, 2))].append(("delete", kind, number))
    for table in range(3):
        for number in range(draw(st.integers(0, 2))):
            work[table].append(("add", draw(st.sampled_from(list(FIELDS))), f"{table}-{number}"))
    return work


def do(edit, plan, job):
    if job[0] == "set":
        _set, kind, number, name, value = job
        edit.set(plan.get(kind, f"{kind.about.kind}{number}"), **{name: value})
    elif job[0] == "delete":
        edit.delete(plan.get(job[1], f"{job[1].about.kind}{job[2]}"))
    else:
        words = {"0": "alpha one", "1": "bravo two", "2": "charlie three"}
        title = f"{words[job[2][0]]} {('north', 'south')[int(job[2][-1])] * 3}"
        edit.add(job[1], id=f"new-{job[2]}", **{job[1].about.title: title})


def any_room(folder):
    kinds = [kind(id=f"{kind.about.kind}{number}") for kind in FIELDS for number in range(3)]
    people = [r.Person(id=f"p{number}", name="P") for number in range(2)]
    partners = [r.Partner(id=f"q{number}", name="Q") for number in range(2)]
    return Room(folder, [*kinds, *people, *partners])


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(work=edits_of_tables(), order=st.permutations(range(3)), in_turn=st.booleans())
def test_edits_split_over_copies_are_the_same_edits(work, order, in_turn):
    folder = Path(tempfile.mkdtemp())
    room = any_room(folder)
    whole = any_room(Path(tempfile.mkdtemp()))
    paths = [room.table(f"T{number}") for number in range(3)]
    try:
        for path, jobs in zip(paths, work, strict=True):
            room.at(path, lambda edit, jobs=jobs: [do(edit, room.plan, job) for job in jobs])
        start = whole.plan
        with whole.document.edit("All") as edit:
            for job in itertools.chain(*work):
                do(edit, start, job)
        wanted = said(whole.plan)
        ordered = [paths[number] for number in order]
        for some in [[each] for each in ordered] if in_turn else [ordered]:
            merge = room.merge(*some)
            assert merge.conflicts == ()
            assert merge.twins == ()
            merge.apply(room.document)
        assert said(room.plan) == wanted
        assert room.merge(*paths).empty
        codes = [each.code for each in room.plan.records()]
        assert len(codes) == len(set(codes))
    finally:
        room.close()
        whole.close()
        shutil.rmtree(folder)
        shutil.rmtree(whole.folder)


@st.composite
def careless_edits(draw):
    """Return edits for here and two tables that get in one another's way."""
    return [
        draw(
            st.lists(
                st.one_of(
                    st.sampled_from(CELLS).flatmap(
                        lambda cell: st.tuples(st.just("set"), *map(st.just, cell), FIELDS[cell[0]][cell[2]])
                    ),
                    st.tuples(st.just("delete"), st.sampled_from(list(FIELDS)), st.integers(0, 2)),
                ),
                max_size=6,
            )
        )
        for _side in range(3)
    ]


def carefully(edit, plan, job):
    kind, number = job[1], job[2]
    if edit.plan.get(kind, f"{kind.about.kind}{number}") is not None:
        do(edit, plan, job)


def nothing_lost(was, side, joined, told):
    """What one side made of a row is in the joined plan, unless it is asked about."""
    now, then = side.get(type(was), was.id), joined.get(type(was), was.id)
    if now is None:
        assert then is None
        return
    for name in FIELDS[type(was)]:
        value = getattr(now, name)
        if value == getattr(was, name) or (was.id, name) in told:
            continue
        assert then is not None
        if isinstance(value, tuple):
            old, new = set(getattr(was, name)), set(getattr(then, name))
            assert set(value) - old <= new
            assert not (old - set(value)) & new
        else:
            assert getattr(then, name) == value


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(work=careless_edits(), seed=st.integers(0, 99))
def test_conflicts_never_lose_a_value(work, seed):
    """Whatever a side wrote is in the joined plan, or among the sides of a conflict; so is every deletion."""
    folder = Path(tempfile.mkdtemp())
    room = any_room(folder)
    base = room.plan
    paths = [room.table(f"T{number}") for number in range(2)]
    try:
        plans = [
            room.at(path, lambda edit, jobs=jobs: [carefully(edit, base, job) for job in jobs])
            for path, jobs in zip(paths, work[1:], strict=True)
        ]
        with room.document.edit("Here") as edit:
            for job in work[0]:
                carefully(edit, base, job)
        sides = [room.plan, *plans]
        merge = room.merge(*paths)
        told = {
            (each.record.id, name)
            for each in merge.conflicts
            for name in [*(f.name for f in each.fields), ""]
        }
        rows = {each.record.id for each in merge.conflicts if each.deletion}
        joined = merge.joined.plan
        for was in itertools.chain(*map(base.all, FIELDS)):
            if was.id not in rows:
                for side in sides:
                    nothing_lost(was, side, joined, told)
        for conflict in merge.conflicts:
            for side in conflict.sides:
                for name, value in side.values.items():
                    assert value == getattr(
                        sides[side.party + 1].get(type(conflict.record), conflict.record.id), name
                    )
        other = room.merge(*reversed(paths))
        assert {each.key for each in other.conflicts} == {each.key for each in merge.conflicts}
        assert said(other.joined.plan) == said(joined)
        pick = random.Random(seed)
        while merge.open:
            for conflict in merge.open:
                merge.choose(conflict, pick.choice(conflict.sides).party)
        merge.apply(room.document)
        assert room.merge(*paths).empty
        if room.document.undo_label.startswith("Bring"):
            room.document.undo()
        assert room.plan == sides[0]
    finally:
        room.close()
        shutil.rmtree(folder)
