"""A database of the first version, with a row in every table, goes through every migration and loses nothing."""

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import JSON, Column, Connection, LargeBinary, MetaData, Table, select, update
from sqlalchemy.types import Boolean, Date, DateTime, Float, Integer, String, Time

from domain.geo import Point, cell_of
from domain.notices import Notice
from models import migrate
from models.audit import AccessLog
from models.case import Case
from models.case_look import CaseLook
from models.database import Database
from models.outbox import Outbox
from models.people import Person
from models.reward import Voucher
from models.visit import VisitMet, VisitWindow
from models.wish import TakeUp

FIRST = "0001"
HERE = Point(43.8005, 126.5005)
MOMENT = datetime(2026, 11, 18, 1, tzinfo=UTC)
ANSWER_BY = datetime(2026, 11, 17, 9, tzinfo=UTC)
# the first that fits     a value of it
VALUES: tuple[tuple[type[Any], Any], ...] = (
    (Boolean, False),
    (Integer, 1),
    (Float, 0.5),
    (DateTime, MOMENT),
    (Date, date(2026, 11, 18)),
    (Time, time(8, 30)),
    (JSON, {"was": "here"}),
    (LargeBinary, b"sealed"),
    (String, "x"),
)


def value(column: Column[Any]) -> Any:
    return next(value for kind, value in VALUES if isinstance(column.type, kind))


def tables(connection: Connection) -> list[Table]:
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != "alembic_version"]


def fill(connection: Connection) -> dict[str, dict[str, Any]]:
    """One row in each table; every reference is to the other table's one row."""
    rows = {}
    for table in tables(connection):
        row = {column.name: value(column) for column in table.columns}
        if table.name == "case":
            row |= {"lat": HERE.lat, "lon": HERE.lon, "state": "submitted", "respond_by": ANSWER_BY}
        if table.name == "access_log":
            row |= {"what": "household"}
        connection.execute(table.insert().values(row))
        rows[table.name] = row
    return rows


def found(connection: Connection, before: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What the same columns of the same tables hold now."""
    return {
        table.name: dict(connection.execute(select(*(table.c[name] for name in before[table.name]))).mappings().one())
        for table in tables(connection)
        if table.name in before
    }


async def test_every_row_of_the_first_version_is_there_after_the_last_migration(either: Database) -> None:
    await migrate.migrate(either, to=FIRST)
    async with either.engine.begin() as connection:
        rows = await connection.run_sync(fill)
        before = await connection.run_sync(found, rows)

    await migrate.migrate(either)

    async with either.engine.begin() as connection:
        assert await connection.run_sync(found, rows) == before
    assert await migrate.is_current(either)


async def test_cases_of_the_first_version_are_found_by_their_cell_and_next_deadline(either: Database) -> None:
    await migrate.migrate(either, to=FIRST)
    async with either.engine.begin() as connection:
        await connection.run_sync(fill)

    await migrate.migrate(either)

    async with either.read() as session:
        assert (await session.execute(select(Case.cell, Case.due_by))).all() == [(cell_of(HERE), ANSWER_BY)]


async def test_whom_a_visit_met_knows_its_day(either: Database) -> None:
    await migrate.migrate(either, to="0028")
    async with either.engine.begin() as connection:
        await connection.run_sync(fill)

    await migrate.migrate(either)

    async with either.engine.begin() as connection:
        assert (await connection.execute(select(VisitMet.visited_on))).all() == [(date(2026, 11, 18),)]


async def test_looks_at_care_data_know_their_street(either: Database) -> None:
    await migrate.migrate(either, to="0032")
    async with either.engine.begin() as connection:
        await connection.run_sync(fill)

    await migrate.migrate(either)

    async with either.read() as session:
        assert (await session.scalars(select(AccessLog.street_id))).all() == [1]


async def test_what_waits_to_be_told_of_the_duty_roster_is_still_told(either: Database) -> None:
    await migrate.migrate(either, to="0042")
    async with either.engine.begin() as connection:
        await connection.run_sync(fill)
        await connection.execute(update(Outbox).values(notice="roster_changed"))

    await migrate.migrate(either)

    async with either.read() as session:
        assert (await session.scalars(select(Outbox.notice))).all() == [Notice.DUTY_ROSTER_CHANGED]


async def test_holds_of_an_earlier_version_are_held_until_their_end(either: Database) -> None:
    await migrate.migrate(either, to="0036")
    async with either.engine.begin() as connection:
        rows = await connection.run_sync(fill)
        for kind in (Voucher, TakeUp):
            await connection.execute(update(kind).values(posted_at=None, voided_at=None))
        before = await connection.run_sync(found, rows)

    await migrate.migrate(either)

    async with either.engine.begin() as connection:
        assert await connection.run_sync(found, rows) == before
    async with either.read() as session:
        assert (await session.scalars(select(Voucher.held_until).where(Voucher.pending()))).all() == [MOMENT]
        assert (await session.scalars(select(TakeUp.held_until).where(TakeUp.pending()))).all() == [MOMENT]


async def test_a_look_that_nobody_made_is_forgotten_and_one_that_was_made_stays(either: Database) -> None:
    await migrate.migrate(either, to="0036")
    async with either.engine.begin() as connection:
        rows = await connection.run_sync(fill)
        waiting = {"id": 2, "number": "y", "submission": "y"}
        await connection.run_sync(add, "case", rows["case"] | waiting)
        await connection.run_sync(add, "case_look", rows["case_look"] | {"case_id": 2, "looked_at": None})

    await migrate.migrate(either)

    async with either.read() as session:
        assert (await session.scalars(select(CaseLook.case_id))).all() == [1]


def add(connection: Connection, name: str, row: dict[str, Any]) -> None:
    table = next(one for one in tables(connection) if one.name == name)
    connection.execute(table.insert().values(row))


async def test_what_nobody_has_looked_at_is_offered_to_the_next_at_once(either: Database) -> None:
    await migrate.migrate(either, to="0044")
    async with either.engine.begin() as connection:
        rows = await connection.run_sync(fill)
        await connection.execute(update(CaseLook).values(looked_at=None))

    await migrate.migrate(either)

    async with either.read() as session:
        look = (await session.scalars(select(CaseLook))).one()
        assert (look.round, look.next_at, look.left_at) == (1, rows["case_look"]["drawn_at"], None)


def one_more_window(connection: Connection) -> None:
    """The next one of the same person at the same door, of which nobody noted that they had moved there."""
    windows = next(table for table in tables(connection) if table.name == "visit_window")
    first = dict(connection.execute(select(windows)).mappings().one())
    connection.execute(windows.insert().values({**first, "id": 2, "starts_on": date(2026, 12, 1), "moved_on": None}))


async def test_who_moved_has_their_first_day_here_and_so_have_the_windows_since(either: Database) -> None:
    await migrate.migrate(either, to="0047")
    async with either.engine.begin() as connection:
        await connection.run_sync(fill)
        await connection.run_sync(one_more_window)

    await migrate.migrate(either)

    async with either.read() as session:
        assert (await session.scalars(select(Person.moved_in_on))).all() == [date(2026, 11, 18)]
        assert set(await session.scalars(select(VisitWindow.moved_on))) == {date(2026, 11, 18)}
