"""What a supervisor and Prometheus are told of a house that is well, busy, stuck, or without its database."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import update

from bot import health
from bot.health import Watch, create_health
from domain.notices import Notice
from models.outbox import Outbox
from services.act import Ctx
from services.notify import tell
from tests.support.copies import street_copy
from tests.support.street import WANG, ZHOU, Street, at

Client = TestClient[Any, Any]


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18", "10:00"))
    yield street
    await street.door.database.close()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
async def client(street: Street, watch: Watch) -> AsyncIterator[Client]:
    async with TestClient(TestServer(create_health(street.door, watch))) as client:
        yield client


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Sets the seconds that the machine's clock shows."""

    def show(seconds: float) -> None:
        monkeypatch.setattr(health, "monotonic", lambda: seconds)

    return show


async def told(client: Client) -> dict[tuple[str, ...], float]:
    text = await (await client.get("/metrics")).text()
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def push(ctx: Ctx) -> None:
    await tell(ctx, [WANG, ZHOU], Notice.MEDIA_BAD, "push")


async def test_a_house_that_goes_round_is_well(client: Client, watch: Watch) -> None:
    watch("worker", 0.01, 0)
    answer = await client.get("/healthz")
    assert (answer.status, await answer.json()) == (200, {"well": True, "database": True, "stuck": []})


async def test_a_loop_that_stands_still_or_only_fails_is_ill_until_it_goes_again(
    client: Client, watch: Watch, clock: Callable[[float], None]
) -> None:
    clock(1_000)
    watch("worker", 0.1, 3)
    clock(1_100)
    watch("sender", 0.1, None)
    answer = await client.get("/healthz")
    assert (answer.status, (await answer.json())["stuck"]) == (503, ["sender"])

    clock(1_121)
    watch("sender", 0.1, 1)
    assert (await (await client.get("/healthz")).json())["stuck"] == ["worker"]
    watch("worker", 0.1, 0)
    assert (await client.get("/healthz")).status == 200


async def test_a_database_that_is_gone_is_said(client: Client, street: Street) -> None:
    street.door.database._read.configure(bind=None)
    answer = await client.get("/healthz")
    assert (answer.status, await answer.json()) == (503, {"well": False, "database": False, "stuck": []})


async def test_what_was_done_and_what_waits_is_counted(client: Client, watch: Watch, street: Street) -> None:
    watch("worker", 0.2, 3)
    watch("worker", 0.1, 0)
    watch("worker", 0.1, None)
    await street.run(WANG, push)
    async with street.door.database.write() as session:
        await session.execute(update(Outbox).where(Outbox.chat_id == ZHOU).values(dead_at=street.clock.now()))
    street.clock.moment = at("2026-11-18", "10:05")

    found = await told(client)

    assert found["doorstep_done_total", "worker"] == 3
    assert found["doorstep_rounds_failed_total", "worker"] == 1
    assert found["doorstep_round_seconds_count", "worker"] == 1
    assert {key[1]: value for key, value in found.items() if key[0] == "doorstep_waiting"} == {
        "inbox": 0,
        "outbox": 1,
        "held": 0,
        "dead_letters": 1,
        "media": 0,
    }
    assert found["doorstep_oldest_seconds", "outbox"] == 300
    assert found["process_resident_memory_bytes",] > 0
