"""What carrying out a plan works with: ids of everything that it names, and rows put in and changed in bulk."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, insert, update

from domain.roster_tables import Table
from models.base import Base
from services.act import Ctx
from services.roster.ground import Key, Spot
from services.roster.plan import Plan
from services.roster.planning import What

CHUNK = 1000
NOWHERE = (0.0, 0.0)
"""Where something lies of which nobody has said where: boundaries brought in later mend it."""

Values = dict[str, Any]
Told = Callable[[int], Awaitable[None]]


@dataclass
class Applying:
    """`ids` are those of everything that the plan names, known and new. `ends_gone`: what the file speaks of no more
    ends today; else it stays as it is. `told` hears how many rows are written by now."""

    ctx: Ctx
    plan: Plan
    ends_gone: bool
    told: Told | None = None
    written: int = 0
    ids: dict[tuple[Table, Key], int] = field(default_factory=dict)

    def id_of(self, table: Table, key: Key) -> int:
        return self.ids[table, key]

    def grid_id(self, grid: Key | None, home: Key) -> int:
        """What lies in no grid lies in its community, until somebody says in which grid."""
        return self.ids[Table.GRID, grid] if grid else self.ids[Table.COMMUNITY, home[:1]]

    async def put(self, table: type[Base], rows: Iterable[Values]) -> None:
        all_rows = list(rows)
        for start in range(0, len(all_rows), CHUNK):
            await self.ctx.session.execute(insert(table), all_rows[start : start + CHUNK])
            await self._wrote(len(all_rows[start : start + CHUNK]))

    async def change(self, table: type[Base], rows: Iterable[tuple[int, Values]]) -> None:
        """Rows that change the same columns go together."""
        groups: dict[tuple[str, ...], list[Values]] = defaultdict(list)
        for id_, values in rows:
            if values:
                groups[tuple(sorted(values))].append({"row_id": id_, **{f"new_{k}": v for k, v in values.items()}})
        core = table.__table__
        for columns, some in sorted(groups.items()):
            to = {column: bindparam(f"new_{column}", type_=core.c[column].type) for column in columns}
            for start in range(0, len(some), CHUNK):
                statement = update(core).where(core.c.id == bindparam("row_id")).values(to)  # type: ignore[arg-type]
                await self.ctx.session.execute(statement, some[start : start + CHUNK])
                await self._wrote(len(some[start : start + CHUNK]))

    async def _wrote(self, rows: int) -> None:
        self.written += rows
        if self.told is not None:
            await self.told(self.written)

    async def end(self, kind: Table, table: type[Base], values: Values) -> None:
        if self.ends_gone:
            await self.change(table, [(one.id or 0, values) for one in self.plan.of(kind, What.GONE)])


def applying(ctx: Ctx, plan: Plan, *, ends_gone: bool, told: Told | None = None) -> Applying:
    work, ground = Applying(ctx, plan, ends_gone, told), plan.ground
    places: tuple[tuple[Table, dict[Key, Spot]], ...] = (
        (Table.COMPOUND, ground.compounds),
        (Table.BUILDING, ground.buildings),
    )
    work.ids |= {(Table.COMMUNITY, key): id_ for key, id_ in ground.communities.items() if id_}
    work.ids |= {(Table.GRID, key): id_ for key, id_ in ground.grids.items() if id_}
    for table, spots in places:
        work.ids |= {(table, key): spot.id for key, spot in spots.items() if spot.id is not None}
    work.ids |= {(Table.HOUSEHOLD, key): home.id for key, home in plan.known.homes.items() if home.id is not None}
    work.ids |= {(Table.PERSON, key): id_ for key, id_ in plan.who.ids.items()}
    return work
