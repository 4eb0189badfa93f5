"""Spending from one hot account, one durable transaction each, against the same statements by the bare driver."""

from statistics import median
from time import perf_counter

import aiosqlite
import asyncpg
from sqlalchemy import make_url, select

from bench.house import KEYS
from bench.rows import Notes, Row, at_least, shown
from bench.run import Run
from bench.sizes import Size
from bot.app import open_door
from bot.keyring import read
from models.people import Person
from services.act import Door
from services.points.points import SystemAccount, account_of, transfer

PREPARED = "foreign_keys=ON", "busy_timeout=30000"
FULL, NORMAL = "FULL", "NORMAL"
INSERT = (
    "INSERT INTO points_transfer (key, from_id, to_id, amount, reason, at, on_date)"
    " VALUES ({}, 0, {}, 1, 'bench', {}, {}) ON CONFLICT DO NOTHING RETURNING id"
)
GIVE = "UPDATE points_account SET balance = balance + 1 WHERE id = {} RETURNING id"
TAKE = "UPDATE points_account SET balance = balance - 1 WHERE id = 0 AND (kind != 'rider' OR balance >= 1) RETURNING id"


async def rows(run: Run) -> tuple[list[Row], list[Notes]]:
    found, price = [], Notes("", (), ())
    for database in ("sqlite", "postgresql"):
        folder = run.folder() / "points"
        async with run.street.copy(database, folder) as settings:
            door = await open_door(settings, read(folder, KEYS))
            async with door.database.read() as session:
                person = (await session.scalars(select(Person.id).limit(1))).one()
            account = await door.act(account_of, person)
            ours, bare = [], []
            for turn in range(run.size.rounds * 2):
                ours.append(await _ours(door, account, run.size.transfers, f"ours-{turn}"))
                bare.append(await _bare(settings.storage.database, door, account, run.size.transfers, f"bare-{turn}"))
            if database == "sqlite":
                price = await _price(settings.storage.database, door, account, run.size)
            await door.database.close()
        name = "SQLite" if database == "sqlite" else "PostgreSQL"
        found.append(
            Row("points", f"ours on {name}", "bare SQL", "transfers/s", tuple(ours), tuple(bare), at_least(0.7))
        )
    return found, [price]


async def _price(url: str, door: Door, account: int, size: Size) -> Notes:
    """What it costs that an acknowledgement survives a power cut: the bare transfers under FULL and under NORMAL."""
    rates: dict[str, list[float]] = {FULL: [], NORMAL: []}
    now = door.clock.now()
    for turn in range(size.rounds * 3):
        for level, taken in rates.items():
            moment = now.isoformat(), str(now.date())
            path = make_url(url).database or ""
            taken.append(await _bare_sqlite(path, account, size.transfers, f"{level}-{turn}", *moment, level))
    full, normal = (median(taken) for taken in rates.values())
    lines = [
        ("FULL, as here", shown(full), "1"),
        ("NORMAL, loses what came last", shown(normal), f"{normal / full:.2f}"),
    ]
    return Notes("SQLite's synchronous: one commit a transfer", ("level", "transfers/s", "against FULL"), lines)


async def _ours(door: Door, account: int, many: int, key: str) -> float:
    began = perf_counter()
    for number in range(many):
        async with door.database.write(short=True) as session:  # as an update does it
            await door.within(session).look(transfer, f"{key}-{number}", SystemAccount.ISSUED, account, 1, "bench")
    return many / (perf_counter() - began)


async def _bare(url: str, door: Door, account: int, many: int, key: str) -> float:
    now = door.clock.now()
    if make_url(url).get_backend_name() == "sqlite":
        return await _bare_sqlite(make_url(url).database or "", account, many, key, now.isoformat(), str(now.date()))
    connection = await asyncpg.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False))
    began = perf_counter()
    for number in range(many):
        async with connection.transaction():
            await connection.fetchval(
                INSERT.format("$1", "$2", "$3", "$4"), f"{key}-{number}", account, now, now.date()
            )
            await connection.fetchval(GIVE.format("$1"), account)
            await connection.fetchval(TAKE)
    rate = many / (perf_counter() - began)
    await connection.close()
    return rate


async def _bare_sqlite(
    path: str, account: int, many: int, key: str, at: str, day: str, synchronous: str = FULL
) -> float:
    async with aiosqlite.connect(path, isolation_level=None) as connection:
        for pragma in (*PREPARED, f"synchronous={synchronous}"):
            await connection.execute(f"PRAGMA {pragma}")
        began = perf_counter()
        for number in range(many):
            await connection.execute("BEGIN IMMEDIATE")
            await connection.execute_fetchall(INSERT.format("?", "?", "?", "?"), (f"{key}-{number}", account, at, day))
            await connection.execute_fetchall(GIVE.format("?"), (account,))
            await connection.execute_fetchall(TAKE)
            await connection.commit()
        return many / (perf_counter() - began)
