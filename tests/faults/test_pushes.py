"""Every push is sent once or accounted for, whatever the Bot API does and whenever the sender dies."""

from pathlib import Path
from uuid import uuid4

import pytest

from domain.notices import Urgency
from tests.faults.pushes import Result, Storm, rage
from tests.stories.conftest import on_database
from tests.support.house import settings_in
from tests.support.postgres import Postgres

SMALL = Storm(chats=30, each=12, kills=2)


@pytest.fixture(params=["sqlite", "postgresql"])
async def result(request: pytest.FixtureRequest, tmp_path: Path) -> Result:
    if request.param == "sqlite":
        return await rage(SMALL, settings_in(tmp_path), tmp_path)
    server: Postgres = request.getfixturevalue("postgresql")
    url = await server.create(f"storm-{uuid4().hex}")
    return await rage(SMALL, on_database(tmp_path, url), tmp_path)


@pytest.mark.timeout(400)
async def test_every_push_is_said_once_or_accounted_for(result: Result) -> None:
    assert result.kills.landed == SMALL.kills
    check(result)


def check(result: Result) -> None:
    """Nothing is lost, no routine push is repeated, what is repeated was in flight, the order in a chat is kept."""
    storm = result.storm
    for chat in storm.people:
        arrived, first_time = result.of(chat), list(dict.fromkeys(result.of(chat)))
        expected = [text for text in storm.texts() if (chat, text) not in result.dead or text in arrived]
        if chat in storm.blocked:
            assert (arrived, {text for who, text in result.dead if who == chat}) == ([], set(storm.texts()))
            continue
        assert first_time == expected
        if storm.urgency(chat) is Urgency.ROUTINE:
            assert arrived == first_time
        else:
            assert first_time == storm.texts()
    assert sum(map(result.repeats, storm.people)) <= result.unknown + result.kills.in_flight
