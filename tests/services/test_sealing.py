"""Rotating keys: everything opens afterwards with the new one alone, and is found by phone as before."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from adapters.vault import KeyVault
from bot.operator.rotation import reseal_all, retire
from models.people import Person
from models.places import Household
from services import sealing
from tests.support.copies import street_copy
from tests.support.street import WANG, Street, at

OLD, NEW = bytes(32), bytes(range(32))
PHONE = "13800000000"


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    vault = KeyVault({"k1": OLD})
    for _ in range(3):
        await street.household((), ())
    async with street.door.database.write() as session:
        sealed = {"phone": vault.seal(PHONE, f"person:{WANG}:phone"), "phone_index": vault.index(PHONE)}
        await session.execute(update(Person).where(Person.id == WANG).values(sealed))
    street.door.vault = KeyVault({"k1": OLD, "k2": NEW})
    yield street
    await street.door.database.close()


async def found_by_phone(street: Street, vault: KeyVault) -> list[int]:
    async with street.door.database.read() as session:
        return list(await session.scalars(select(Person.id).where(Person.phone_index == vault.index(PHONE))))


async def test_after_a_rotation_the_new_key_alone_opens_everything(street: Street) -> None:
    told: dict[str, int] = {}

    assert await reseal_all(street.door, told.__setitem__) == 3 + 6 + 1
    street.door.vault = KeyVault({"k2": NEW})

    assert await street.door.look(sealing.unreadable) == []
    assert {name: done for name, done in told.items() if done} == {
        "household.door": 3,
        "person.name": 6,
        "person.phone": 1,
    }
    async with street.door.database.read() as session:
        doors = {row.id: row.door for row in await session.scalars(select(Household))}
    assert [street.door.vault.open(door, f"household:{id_}:door") for id_, door in doors.items()] == [
        "1室",
        "2室",
        "3室",
    ]


async def test_a_second_rotation_has_nothing_to_do(street: Street) -> None:
    await reseal_all(street.door, lambda column, done: None)
    assert await reseal_all(street.door, lambda column, done: None) == 0


async def test_phones_are_found_as_before_until_the_older_key_is_retired_and_then_with_the_new_one(
    street: Street,
) -> None:
    both, new = KeyVault({"k1": OLD, "k2": NEW}), KeyVault({"k2": NEW})
    await reseal_all(street.door, lambda column, done: None)
    assert await found_by_phone(street, both) == [WANG]

    assert await retire(street.door, both, "k1") == 1

    assert await found_by_phone(street, new) == [WANG]
    assert await found_by_phone(street, both) == []


async def test_what_no_key_opens_is_named_by_its_id(street: Street) -> None:
    street.door.vault = KeyVault({"k2": NEW})
    broken = await street.door.look(sealing.unreadable)
    assert sorted(broken)[:3] == ["household 1 door", "household 2 door", "household 3 door"]
    assert f"person {WANG} phone" in broken


def test_every_sealed_column_says_what_its_values_are_bound_to() -> None:
    assert [str(column) for column in sealing.sealed_columns() if "bound_to" not in column.info] == []
