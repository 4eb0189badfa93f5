"""Somebody moves within the street: where they lived until now is kept, for visits there were theirs."""

from collections.abc import Collection

from sqlalchemy import Date, case, literal, select

from models.people import EarlierHome, Person
from services.act import Ctx
from services.insert import insert_new


async def leave_home(ctx: Ctx, people: Collection[int]) -> None:
    """Keeps the present home of `people` as an earlier one: to be called before they are given another. Whoever had
    left the street lived there until then."""
    today = literal(ctx.today, Date)
    until = case((Person.moved_out_on < today, Person.moved_out_on), else_=today)
    rows = select(Person.id, Person.household_id, until, Person.moved_in_on)
    rows = rows.where(Person.id.in_(people), Person.household_id.is_not(None))
    columns = ["person_id", "household_id", "until", "since"]
    await ctx.session.execute(insert_new(ctx.session, EarlierHome).from_select(columns, rows))
