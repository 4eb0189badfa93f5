"""The part of carrying out a plan that makes and changes people and their care."""

from datetime import timedelta

from domain.roster_tables import Table
from models.base import Sealed
from models.people import Care, Person
from services.act import Ctx
from services.people.moving import leave_home
from services.people.people import new_person_id
from services.roster.applying import Applying, Values
from services.roster.ground import Key
from services.roster.planning import Change, What


async def put_people(work: Applying) -> None:
    ctx, plan, rows = work.ctx, work.plan, []
    for one in plan.of(Table.PERSON, What.NEW):
        id_ = work.ids[Table.PERSON, one.key] = new_person_id()
        rows.append({"id": id_, "created_at": ctx.now, **columns_of(work, id_, one.values)})
    await work.put(Person, rows)
    known = [(one.id or 0, one.values) for one in plan.of(Table.PERSON, What.CHANGED)]
    changed = [(id_, columns_of(work, id_, values) | _moved(ctx, values)) for id_, values in known]
    await leave_home(ctx, [id_ for id_, values in known if values.get("home")])
    await work.change(Person, changed)
    await work.end(Table.PERSON, Person, {"moved_out_on": ctx.today})


def columns_of(work: Applying, id_: int, values: Values) -> Values:
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


def _moved(ctx: Ctx, values: Values) -> Values:
    return {"moved_in_on": ctx.today} if values.get("home") else {}


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
