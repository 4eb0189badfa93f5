"""Many photos of one reporter, there and then, are shown to whoever confirms, and to nobody else."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.case_flow import Move
from domain.photo_cluster import Cluster
from models.points import PointsTransfer
from services.access import case_for
from services.act import Ctx
from services.case.case_cluster import cluster_of
from services.case.case_moves import move
from services.case.case_views import case_card
from services.points.photo_views import ruling
from tests.support.photos import LOOK, apart, snapshot, street_with_photos
from tests.support.plans import count_rows, scans
from tests.support.riders import CHEN, HERE, LIN, add_hazard
from tests.support.street import WANG, WU, ZHOU, Street

FEW_STEPS = HERE[0] + 0.0003
"""33 metres."""
UNLIKE = (LOOK, *(LOOK ^ bits for bits in (0x2AAA_AAAA_AAAA_AAAA, 0x3333_3333_3333_3333, 0x0F0F_0F0F_0F0F_0F0F)))


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_with_photos(tmp_path)
    yield street
    await street.door.database.close()


async def four(street: Street) -> list[str]:
    """陈's four reports of one photo each, within 12 minutes; and one of 林's, which is nobody's business here."""
    now = street.clock.now()
    numbers = [
        (await snapshot(street, CHEN, look, created_at=now + timedelta(minutes=4 * n), lat=lat)).number
        for n, (look, lat) in enumerate(zip(UNLIKE, (HERE[0], FEW_STEPS, HERE[0], HERE[0]), strict=True))
    ]
    await snapshot(street, LIN, LOOK ^ 0x00FF_00FF_00FF_00FF)
    return numbers


async def test_the_office_sees_it_and_neither_the_worker_nor_any_rider(street: Street) -> None:
    first, *_ = await four(street)

    seen = {who: (await street.run(who, case_card, first)).cluster for who in (ZHOU, WU, WANG, CHEN)}

    cluster = Cluster(reports=4, photos=4, metres=33, minutes=12)
    assert seen == {ZHOU: cluster, WU: cluster, WANG: None, CHEN: None}


async def test_it_decides_nothing(street: Street) -> None:
    first, *_ = await four(street)

    await street.run(ZHOU, move, first, Move.CONFIRM)

    async with street.door.database.read() as session:
        assert (await session.scalars(select(PointsTransfer.amount))).all() == [10]


async def test_it_stands_beside_what_is_held_for_a_person(street: Street) -> None:
    await four(street)
    alike = await snapshot(street, CHEN, apart(12), created_at=street.clock.now() + timedelta(minutes=14))
    await street.run(ZHOU, move, alike.number, Move.CONFIRM)

    assert (await street.run(ZHOU, ruling, alike.number)).cluster == Cluster(5, 5, 33, 14)


async def test_it_reads_no_table_whole(street: Street) -> None:
    first, *_ = await four(street)
    for _ in range(30):
        await add_hazard(street, LIN)
    await count_rows(street.door.database)

    async def ask(ctx: Ctx) -> Cluster | None:
        case, _ = await case_for(ctx, first)
        return await cluster_of(ctx, case)

    assert await scans(street, ZHOU, ask, "case_media", '"?case"?', "media", "case_event") == []
