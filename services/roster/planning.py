"""What is being found out about a file: changes, and findings with their place. The parts of the plan write into it."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from domain.roster_cells import community_key, compound_key, grid_key
from domain.roster_reading import Contents, Finding, Record
from domain.roster_tables import Column, Table
from services.act import Ctx
from services.roster.ground import Ground, Key
from services.roster.scope import Scope

SAID_ONCE = frozenset({"unknown_compound", "unknown_building", "unknown_grid", "unknown_community", "not_yours"})
"""What is wrong with one place is wrong in each of its rows: said once, and counted."""
OTHERS_KEPT = 200
"""Rows with one thing wrong whose numbers are kept besides the first."""


class What(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(slots=True)
class Change:
    """One row of the database to be. `key` names it within the plan; `values` are what it gets. `label` says for the
    person who sent the file what it is about, `row` where in the file."""

    what: What
    table: Table
    key: Key
    id: int | None
    values: dict[str, Any]
    label: str
    sheet: str = ""
    row: int = 0


@dataclass
class Planning:
    ctx: Ctx
    scope: Scope
    ground: Ground
    contents: Contents
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _once: dict[tuple[str, str, str], int] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.ctx.today

    def find(
        self, record: Record, reason: str, value: str = "", column: Column | None = None, *, blocks: bool = True
    ) -> None:
        same = (record.sheet, reason, value)
        if reason in SAID_ONCE and same in self._once:
            at = self._once[same]
            found = self.findings[at]
            others = (*found.others, record.row) if len(found.others) < OTHERS_KEPT else found.others
            self.findings[at] = replace(found, times=found.times + 1, others=others)
            return
        self._once[same] = len(self.findings)
        letter = self.contents.letters.get((record.sheet, column), "") if column else ""
        self.findings.append(Finding(record.sheet, record.row, reason, value, letter, column, blocks))

    def new(self, table: Table, key: Key, values: dict[str, Any], label: str, record: Record) -> None:
        self.changes.append(Change(What.NEW, table, key, None, values, label, record.sheet, record.row))

    def changed(
        self, table: Table, key: Key, id_: int | None, values: dict[str, Any], label: str, record: Record
    ) -> None:
        """Nothing where no value differs. What is only now being made has not changed, it is made so."""
        if not values:
            return
        if id_ is None:
            made = next(one for one in reversed(self.changes) if (one.table, one.key) == (table, key))
            made.values |= values
            return
        self.changes.append(Change(What.CHANGED, table, key, id_, values, label, record.sheet, record.row))

    def gone(self, table: Table, key: Key, id_: int, label: str) -> None:
        self.changes.append(Change(What.GONE, table, key, id_, {}, label))

    def community_of(self, record: Record) -> Key | None:
        """As the row says, else where its compound lies, else the only one there can be."""
        if record.community:
            key = (community_key(record.community),)
            if key in self.ground.communities:
                return key
            reason = "not_yours" if key in self.ground.others else "unknown_community"
            self.find(record, reason, record.community, Column.COMMUNITY)
            return None
        if record.compound:
            named = [key for key in self.ground.compounds if key[-1] == compound_key(record.compound)]
            if len(named) == 1:
                return named[0][:1]
        if len(self.ground.communities) == 1:
            return next(iter(self.ground.communities))
        if record.compound:
            self.find(record, "unknown_compound", record.compound, Column.COMPOUND)
        else:
            self.find(record, "which_community", column=Column.COMMUNITY)
        return None

    def grid_of(self, record: Record, name: str, community: Key) -> Key | None:
        key = (*community, grid_key(name, community[0]))
        if key in self.ground.grids:
            return key
        self.find(record, "unknown_grid", name, Column.GRID)
        return None
