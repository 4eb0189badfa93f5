"""The part of carrying out a plan that gives grids to workers. Where a grid changes hands, all that is open goes along,
as by the button for it; everybody whom it concerns is told."""

from collections import defaultdict
from datetime import timedelta

from domain.notices import Notice
from domain.roles import Role
from domain.roster_tables import Table
from models.people import Person, RoleHeld
from services.notify import holders, tell
from services.people.people import new_person_id
from services.roster.apply_people import DATES, columns_of
from services.roster.applying import Applying, Values
from services.roster.planning import Change, What
from services.visit import handover


async def put_workers(work: Applying) -> None:
    """1. A worker whom nobody knows yet becomes a person with a name and a telephone, and no home here. 2. Grids go to
    whom the file names. 3. Whoever holds one and is not named any more ends, if that was said."""
    given = await _give(work)
    await _change(work)
    handed_over = await _change_hands(work) if work.ends_gone else set()
    await work.end(Table.WORKER, RoleHeld, {"ends_on": work.ctx.today - timedelta(days=1)})
    for grid, person in given:
        if grid not in handed_over:
            key = f"roster:{grid}:{person}:{work.ctx.now.isoformat()}"
            await tell(work.ctx, [person], Notice.GRID_HANDED_OVER, key, grid=grid, to=person, cases=0)
    for one in work.plan.of(Table.WORKER, What.GONE) if work.ends_gone else ():
        if _grid_of(work, one) not in handed_over:
            await tell(work.ctx, [int(one.key[1])], Notice.ROLE_ENDED, f"role-ended:{one.id}", held=one.id)


async def _give(work: Applying) -> list[tuple[int, int]]:
    """Returns grids with whom they were given to."""
    ctx, people = work.ctx, {}
    rows: list[Values] = []
    for one in work.plan.of(Table.WORKER, What.NEW):
        values, key = one.values, (Table.PERSON, one.values["person"])
        if key not in work.ids:
            id_ = work.ids[key] = int(key[1][1]) if key[1][0] == "id" else new_person_id()
            if key[1][0] != "id":
                contact = {"name": values["name"], "phone": values["phone"]}
                people[id_] = {"id": id_, "created_at": ctx.now, **columns_of(work, id_, contact)}
        grid = work.id_of(Table.GRID, values["grid"])
        row: Values = {"person_id": work.ids[key], "role": Role.GRID_WORKER, "unit_id": grid}
        rows.append(row | {"starts_on": values["since"] or ctx.today, "ends_on": values["until"]})
    await work.put(Person, people.values())
    await work.put(RoleHeld, rows)
    return [(row["unit_id"], row["person_id"]) for row in rows]


def _grid_of(work: Applying, one: Change) -> int:
    """The key of a role is that of the person, two words, and that of the grid."""
    return work.id_of(Table.GRID, one.key[2:])


async def _change(work: Applying) -> None:
    changed = work.plan.of(Table.WORKER, What.CHANGED)
    dates = [(one.id or 0, {to: one.values[name] for name, to in DATES if name in one.values}) for one in changed]
    await work.change(RoleHeld, dates)
    phones = [(int(one.values["person"][1]), one.values["phone"]) for one in changed if "phone" in one.values]
    await work.change(Person, [(id_, columns_of(work, id_, {"phone": phone})) for id_, phone in phones])


async def _change_hands(work: Applying) -> set[int]:
    """Grids of which the old worker is gone and one is there today; returns them. The command line is nobody who could
    pass a case on: there the roles end, and open cases stay with their handlers."""
    ctx, old = work.ctx, defaultdict[int, set[int]](set)
    if ctx.actor.person_id is None:
        return set()
    for one in work.plan.of(Table.WORKER, What.GONE):
        old[_grid_of(work, one)].add(int(one.key[1]))
    handed_over = set()
    for grid in sorted(old):
        left = {*await holders(ctx, Role.GRID_WORKER, grid)} - old[grid]
        if len(left) == 1:
            await handover.hand_over(ctx, grid, left.pop())
            handed_over.add(grid)
    return handed_over
