"""Who gets in: every role, at the place, beside it and in another street, at every use case that takes an id or a
number. A use case that a handler runs and that is not in the table fails the first test."""

import ast
import importlib
import inspect
import re
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from domain.errors import DomainError
from domain.roles import Role
from services.act import Act
from tests.architecture.source import ROOT
from tests.permissions.table import CLOSED, ELSEWHERE, FOR_PUSHES, TABLE
from tests.permissions.world import PEOPLE, ROLES_PLAYED, people_it
from tests.support.copies import street_copy, street_there
from tests.support.counting import count_on
from tests.support.street import Street, at
from tests.support.where import FILE, copy_made

NAMES_A_THING = re.compile(r"(^|_)(id|number|code|token|typed|question)$|^filing$")


def use_cases() -> Iterator[tuple[str, Any, str]]:
    """Name, function and file of all that handlers give to `act` and `look`, also by way of a table of theirs."""
    for path in sorted((ROOT / "handlers").rglob("*.py")):
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found = called_by(node, module)
            if inspect.iscoroutinefunction(found) and found.__module__.startswith("services."):
                parameters = list(inspect.signature(found).parameters)
                if parameters[:1] == ["ctx"]:
                    yield f"{found.__module__.removeprefix('services.')}.{found.__name__}", found, path.name


def called_by(node: ast.AST, module: ModuleType) -> Any:
    """What a name, or `module.name`, stands for."""
    if isinstance(node, ast.Name):
        return vars(module).get(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return getattr(vars(module).get(node.value.id), node.attr, None)
    return None


USE_CASES = {name: found for name, found, _ in use_cases()}


def names_a_thing(use_case: Any) -> bool:
    return any(NAMES_A_THING.search(name) for name in inspect.signature(use_case).parameters)


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    await copy_made("peopled", peopled_street, tmp_path / FILE)
    street = await street_there(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


async def peopled_street(folder: Path) -> None:
    street = await street_copy(folder, at("2026-11-18"))
    await people_it(street)
    await count_on(street.door.database)
    await street.door.database.close()


def test_every_use_case_that_takes_an_id_or_a_number_is_in_the_table() -> None:
    needed = {name for name, found in USE_CASES.items() if names_a_thing(found)}
    assert needed - FOR_PUSHES - set(ELSEWHERE) == set(TABLE)
    assert set(TABLE) <= set(USE_CASES)
    assert [file for file in ELSEWHERE.values() if not (ROOT / file).exists()] == []


def test_what_is_for_pushes_is_asked_for_by_them_alone() -> None:
    where = {file for name, _, file in use_cases() if name in FOR_PUSHES}
    assert [file for file in where if not file.endswith("notices.py")] == []


def test_every_role_is_among_the_people() -> None:
    assert set(Role) == ROLES_PLAYED


@pytest.mark.parametrize("name", TABLE)
async def test_who_gets_in(street: Street, name: str) -> None:
    entry, use_case = TABLE[name], USE_CASES[name]
    things = await entry.make(street)

    closed = (*CLOSED, *entry.closed)
    bound = partial(use_case, **entry.named)
    let_in = {who for who in PEOPLE if await gets_in(street, PEOPLE[who], bound, things, closed)}

    assert let_in == entry.allowed


async def gets_in(street: Street, who: int, use_case: Any, things: tuple[Any, ...], closed: tuple[Any, ...]) -> bool:
    """Whether anything but a closed door is met; whatever it did is undone. Another refusal has looked at the thing, so
    it is only for those who may."""
    async with street.door.database.write() as session:
        act: Act = await street.act_as(session, who)
        savepoint = await session.begin_nested()
        try:
            await act.look(use_case, *things)
        except closed:
            return False
        except DomainError:
            return True
        else:
            return True
        finally:
            await savepoint.rollback()
