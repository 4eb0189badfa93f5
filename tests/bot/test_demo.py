"""The demo plays to its end through the real parts, and believes only what the database holds."""

import shutil
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import update

from bot.demo.house import settings_in
from bot.demo.play import play
from bot.demo.stage import Check, Stage
from domain.settings import Settings
from models.points import PointsAccount
from tests.stories.conftest import on_database
from tests.support.postgres import Postgres
from tests.support.where import DATABASES
from webchat.person import NotHeard


def no_browser(name: str) -> None:
    return None


@pytest.fixture(params=DATABASES)
async def settings_of(request: pytest.FixtureRequest) -> AsyncIterator[Callable[[Path], Settings]]:
    if request.param == "sqlite":
        yield settings_in
        return
    server: Postgres = request.getfixturevalue("postgresql")
    name = f"demo-{uuid4().hex}"
    yield partial(on_database, url=await server.create(name))
    await server.drop(name)


async def test_the_three_jobs_are_played_and_the_tables_hold_what_was_said(
    tmp_path: Path, settings_of: Callable[[Path], Settings], capsys: pytest.CaptureFixture[str]
) -> None:
    code = await play(tmp_path, environment={}, find=no_browser, settings_of=settings_of)

    said = capsys.readouterr().out
    assert code == 0, said
    assert "BROKEN" not in said
    assert "*** NO PICTURES: no Chromium here" in said


async def settles_in(stage: Stage) -> list[Check]:
    """Somebody comes, and a picture is taken."""
    newcomer = await stage.enter("outsider")
    await newcomer.say("/start")
    await newcomer.offered(stage.t.plain("consent-agree"))
    await stage.photograph(newcomer, "newcomer")
    return []


async def embezzles(stage: Stage) -> list[Check]:
    """The chat says one thing, the table holds another, and the ledger no longer adds up."""
    async with stage.house.app.door.database.write() as session:
        await session.execute(update(PointsAccount).where(PointsAccount.id == 1).values(balance=4711))
    return [Check("points of a rider", "10 as the chat said", "4711 in the table")]


async def halts(stage: Stage) -> list[Check]:
    raise NotHeard("nobody answered")


async def test_what_does_not_hold_is_named_with_both_values(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = await play(
        tmp_path,
        {"newcomer": settles_in, "thief": embezzles, "mute": halts},
        environment={"CI": "true"},
        find=shutil.which,
    )

    lines = capsys.readouterr().out.split("\n")
    broken = [line.removeprefix("BROKEN  ") for line in lines if line.startswith("BROKEN")]
    audit = ["audit: all points accounts together are zero", "audit: every points balance is the sum of its transfers"]
    pictures = sorted(file.name for file in (tmp_path / "pictures").iterdir())
    assert code == 1
    assert "        said: 10 as the chat said" in lines
    assert "        held: 4711 in the table" in lines
    assert "        held: halted: nobody answered" in lines
    if pictures:
        assert pictures == ["newcomer-1280.png", "newcomer-360.png"]
        assert broken == ["points of a rider", "the mute's job", *audit]
    else:
        assert broken == ["pictures, which CI=true asks for", "points of a rider", "the mute's job", *audit]
