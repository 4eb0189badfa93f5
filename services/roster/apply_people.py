"""The part of carrying out a plan that makes and changes people, their care and the workers' roles."""

from datetime import timedelta

from domain.roles import Role
from domain.roster_tables import Table
from models.base import Sealed
from models.people import Care, Person, RoleHeld
from services.act import Ctx
from services.people.people import new_person_id
from services.roster.applying import Applying, Values
from services.roster.ground import Key
from services.roster.planning import Change, What


async def put_people(work: Applying) -> None:
    ctx, plan, rows = work.ctx, work.plan, []
    for one in plan.of(Table.PERSON, What.NEW):
        id_ = work.ids[Table.PERSON, one.key] = new_person_id()
        rows.append({"id": id_, "created_at": ctx.now, **_columns(work, id_, one.values)})
    await work.put(Person, rows)
    changed = [(one.id or 0, _columns(work, one.id or 0, one.values)) for one in plan.of(Table.PERSON, What.CHANGED)]
    await work.change(Person, changed)
    await work.end(Table.PERSON, Person, {"moved_out_on": ctx.today})


def _columns(work: Applying, id_: int, values: Values) -> Values:
    """Names, telephones and numbers sealed for their row, with their index; a home with its compound and community."""
    found: Values = {}
    if "name" in values:
        found["name"] = _sealed(work.ctx, values["name"], f"person:{id_}:name")
    for column in ("phone", "number"):
        if column in values:
            found[column] = _sealed(work.ctx, values[column], f"person:{id_}:{column}")
            found[f"{column}_index"] = work.ctx.vault.index(values[column]) if values[column] else None
    if values.get("home"):
        home: Key = values["home"]
        found["household_id"] = work.id_of(Table.HOUSEHOLD, home)
        found["compound_id"] = work.id_of(Table.COMPOUND, home[:2])
        found["community_id"] = work.id_of(Table.COMMUNITY, home[:1])
    return found | ({"moved_out_on": values["moved_out_on"]} if "moved_out_on" in values else {})


def _sealed(ctx: Ctx, text: str | None, bound_to: str) -> Sealed | None:
    return ctx.vault.seal(text, bound_to) if text else None


async def put_care(work: Applying) -> None:
    ctx, plan, rows = work.ctx, work.plan, []
    for one in plan.of(Table.CARE, What.NEW):
        person, category = work.id_of(Table.PERSON, one.values["person"]), one.values["category"]
        note = _sealed(ctx, one.values["note"], f"care:{person}:{category}:note")
        since = one.values["since"] or ctx.today
        row = {"person_id": person, "category": category, "starts_on": since, "ends_on": one.values["until"]}
        rows.append(row | {"note": note})
    await work.put(Care, rows)

    def changed(one: Change) -> Values:
        values = {to: one.values[name] for name, to in DATES if name in one.values}
        if "note" in one.values:
            person = work.id_of(Table.PERSON, one.key[:-1])
            values["note"] = _sealed(ctx, one.values["note"], f"care:{person}:{one.key[-1]}:note")
        return values

    await work.change(Care, [(one.id or 0, changed(one)) for one in plan.of(Table.CARE, What.CHANGED)])
    await work.end(Table.CARE, Care, {"ends_on": ctx.today - timedelta(days=1)})


DATES = (("since", "starts_on"), ("until", "ends_on"))


async def put_workers(work: Applying) -> None:
    """A worker whom nobody knows yet becomes a person with a name and a telephone, and no home here."""
    ctx, plan, people, rows = work.ctx, work.plan, {}, []
    for one in plan.of(Table.WORKER, What.NEW):
        values, key = one.values, (Table.PERSON, one.values["person"])
        if key not in work.ids:
            id_ = work.ids[key] = int(key[1][1]) if key[1][0] == "id" else new_person_id()
            if key[1][0] != "id":
                people[id_] = {"id": id_, "created_at": ctx.now, **_columns(work, id_, _contact(values))}
        row = {"person_id": work.ids[key], "role": Role.GRID_WORKER, "unit_id": work.id_of(Table.GRID, values["grid"])}
        rows.append(row | {"starts_on": values["since"] or ctx.today, "ends_on": values["until"]})
    await work.put(Person, people.values())
    await work.put(RoleHeld, rows)
    changed = plan.of(Table.WORKER, What.CHANGED)
    dates = [(one.id or 0, {to: one.values[name] for name, to in DATES if name in one.values}) for one in changed]
    await work.change(RoleHeld, dates)
    phones = [(int(one.values["person"][1]), one.values["phone"]) for one in changed if "phone" in one.values]
    await work.change(Person, [(id_, _columns(work, id_, {"phone": phone})) for id_, phone in phones])
    await work.end(Table.WORKER, RoleHeld, {"ends_on": ctx.today - timedelta(days=1)})


def _contact(values: Values) -> Values:
    return {"name": values["name"], "phone": values["phone"]}
