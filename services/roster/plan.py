"""A plan: everything that a file would change, and everything that is wrong with it. A pure function of the file and of
what the database holds, so it can be made again before it is carried out and compared."""

import hashlib
from collections import Counter
from dataclasses import dataclass

from domain.roster_reading import Contents, Finding
from domain.roster_tables import Table
from services.act import Ctx
from services.roster.ground import Ground, ground_of
from services.roster.known import Known, known_of
from services.roster.plan_care import plan_care
from services.roster.plan_homes import locate, plan_homes
from services.roster.plan_people import Who, plan_people
from services.roster.plan_places import plan_places
from services.roster.plan_workers import plan_workers, workers_of
from services.roster.planning import Change, Planning, What
from services.roster.scope import Scope


@dataclass
class Plan:
    scope: Scope
    ground: Ground
    known: Known
    who: Who
    changes: list[Change]
    findings: list[Finding]
    rows: int

    @property
    def blocked(self) -> bool:
        return any(finding.blocks for finding in self.findings)

    def of(self, table: Table, what: What) -> list[Change]:
        return [one for one in self.changes if one.table is table and one.what is what]

    def counts(self) -> dict[str, int]:
        """How many rows, "person.new", and what was found."""
        counted: Counter[str] = Counter(f"{one.table}.{one.what}" for one in self.changes)
        bad = sum(finding.times for finding in self.findings if finding.blocks)
        told = sum(finding.times for finding in self.findings if not finding.blocks)
        return {"rows": self.rows, "bad": bad, "told": told, **counted}

    def fingerprint(self) -> str:
        """The same for the same changes. What is only pointed out does not count, nor what is left as it is."""
        said = sorted(repr((one.table, one.what, one.key, one.id, one.values)) for one in self.changes)
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


async def make_plan(ctx: Ctx, scope: Scope, contents: Contents) -> Plan:
    p = Planning(ctx, scope, await ground_of(ctx, scope), contents, findings=list(contents.findings))
    plan_places(p)
    located = locate(p)
    buildings = {spot.id for home in located.values() if (spot := p.ground.buildings[home[:3]]).id is not None}
    people = contents.of(Table.PERSON, Table.CARE, Table.WORKER)
    phones = {record.phone for record in people if record.phone}
    numbers = {record.number for record in people if record.number}
    known = await known_of(ctx, p.ground, {id_ for id_ in buildings if id_ is not None}, phones, numbers)
    plan_homes(p, known, located)
    who = plan_people(p, known, located)
    plan_care(p, known, located, who)
    if contents.of(Table.WORKER):
        of_workers = {record.phone for record in contents.of(Table.WORKER) if record.phone}
        plan_workers(p, known, await workers_of(ctx, p.ground, known, of_workers), who)
    if any(finding.blocks for finding in p.findings):  # whom a bad row is about is not gone
        p.changes = [one for one in p.changes if one.what is not What.GONE]
    order = {table: n for n, table in enumerate(Table)}
    p.changes.sort(key=lambda one: (order[one.table], one.what))
    return Plan(scope, p.ground, known, who, p.changes, p.findings, contents.rows)
