"""Is it already reported? Near, recent, open, of the same category, a hazard; and nobody learns who reported it."""

from collections.abc import AsyncIterator
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.case_flow import OPEN_STATES, CaseKind, CaseState
from domain.errors import ConsentNeeded, NotFound
from models.case import Case
from services.case.case_nearby import Joined, JoinOutcome, Similar, join, same_compound, similar
from services.case.case_views import case_card
from tests.support.riders import CHEN, HERE, LIN, ZHENG, add_hazard, riders_in
from tests.support.street import OUTSIDER, Street, at

METRE = 1 / 111_195  # of latitude, in degrees
NOW = at("2026-11-18")


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await riders_in(tmp_path, NOW)
    yield street
    await street.door.database.close()


async def numbers(street: Street, person: int = CHEN) -> list[str]:
    return [one.number for one in await street.run(person, similar, "facilities", *HERE)]


async def test_the_nearest_first_up_to_the_configured_distance(street: Street) -> None:
    far, near, too_far = [await add_hazard(street, LIN, lat=HERE[0] + metres * METRE) for metres in (49.5, 10, 50.5)]

    found = await street.run(CHEN, similar, "facilities", *HERE)

    assert [(one.number, one.metres) for one in found] == [(near.number, 10), (far.number, 50)]
    assert too_far.number not in [one.number for one in found]


async def test_a_corner_of_the_box_is_farther_than_the_circle(street: Street) -> None:
    await add_hazard(street, LIN, lat=HERE[0] + 45 * METRE, lon=HERE[1] + 60 * METRE)

    assert await numbers(street) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"category": "city_look"},
        {"kind": CaseKind.COMPLAINT},
        {"kind": CaseKind.NEED},
        {"created_at": NOW - timedelta(days=14, seconds=1)},
        {"lat": None, "lon": None},
        *({"state": state} for state in CaseState if state not in OPEN_STATES),
    ],
)
async def test_what_is_no_open_recent_hazard_of_the_kind_is_not_shown(street: Street, changes: dict[str, Any]) -> None:
    await add_hazard(street, LIN, **changes)

    assert await numbers(street) == []


async def test_nobody_learns_who_reported_it(street: Street) -> None:
    await add_hazard(street, LIN)

    (one,) = await street.run(CHEN, similar, "facilities", *HERE)

    assert set(asdict(one)) == {"number", "words", "created_at", "supporters", "metres", "mine"}
    assert not one.mine


async def test_ones_own_and_what_one_joined_are_marked(street: Street) -> None:
    own = await add_hazard(street, CHEN)
    joined = await add_hazard(street, LIN)
    await street.run(CHEN, join, joined.number)

    assert [(one.number, one.mine) for one in await street.run(CHEN, similar, "facilities", *HERE)] == [
        (own.number, True),
        (joined.number, True),
    ]


async def test_joining_counts_everybody_once(street: Street) -> None:
    case = await add_hazard(street, LIN)

    assert await street.run(CHEN, join, case.number) == Joined(case.number, JoinOutcome.JOINED, 2, False)
    assert await street.run(CHEN, join, case.number) == Joined(case.number, JoinOutcome.ALREADY, 2, False)
    assert await street.run(ZHENG, join, case.number) == Joined(case.number, JoinOutcome.JOINED, 3, False)


async def test_ones_own_is_politely_refused(street: Street) -> None:
    case = await add_hazard(street, CHEN)

    assert await street.run(CHEN, join, case.number) == Joined(case.number, JoinOutcome.OWN, 1, False)


async def test_what_is_closed_is_politely_refused(street: Street) -> None:
    case = await add_hazard(street, LIN, state=CaseState.CLOSED, responded_at=NOW)

    assert await street.run(CHEN, join, case.number) == Joined(case.number, JoinOutcome.CLOSED, 1, True)
    async with street.door.database.read() as session:
        assert (await session.get_one(Case, case.id)).supporters == 1


NEVER_OFFERED: list[dict[str, Any]] = [
    {"kind": CaseKind.WISH},
    {"kind": CaseKind.NEED},
    {"kind": CaseKind.COMPLAINT, "category": "neighbours"},
    {"kind": CaseKind.COMPLAINT, "category": "noise"},
    {"kind": CaseKind.COMPLAINT, "anonymous": True},
    {"kind": CaseKind.COMPLAINT, "danger": "medical"},
]


@pytest.mark.parametrize("changes", NEVER_OFFERED)
async def test_what_is_nobody_elses_business_is_neither_shown_nor_joined(
    street: Street, changes: dict[str, Any]
) -> None:
    case = await add_hazard(street, LIN, compound_id=1, **changes)
    category = case.category

    assert await street.run(CHEN, similar, category, *HERE, complaints=True) == []
    assert await street.run(CHEN, same_compound, category, 1) == []
    with pytest.raises(NotFound):
        await street.run(CHEN, join, case.number)


async def test_of_a_complaint_nothing_is_shown_but_where_when_and_how_many(street: Street) -> None:
    case = await add_hazard(street, LIN, kind=CaseKind.COMPLAINT)

    assert await street.run(CHEN, similar, "facilities", *HERE, complaints=True) == [
        Similar(case.number, "", NOW, 1, 0, False)
    ]
    assert await numbers(street) == []


async def test_a_public_complaint_is_joined_and_its_follower_sees_no_words_and_no_place(street: Street) -> None:
    case = await add_hazard(street, LIN, kind=CaseKind.COMPLAINT)

    assert await street.run(CHEN, join, case.number) == Joined(case.number, JoinOutcome.JOINED, 2, False)

    card = await street.run(CHEN, case_card, case.number)
    assert (card.words, card.media, card.point, card.moves, card.supporters) == ("", (), None, (), 2)


async def test_in_a_compound_the_newest_of_the_category_come_first(street: Street) -> None:
    old, new = [await add_hazard(street, LIN, kind=CaseKind.COMPLAINT, compound_id=1) for _ in range(2)]
    await add_hazard(street, LIN, kind=CaseKind.COMPLAINT, compound_id=1, category="parking")
    await add_hazard(street, LIN, kind=CaseKind.COMPLAINT)
    await street.run(CHEN, join, old.number)

    found = await street.run(CHEN, same_compound, "facilities", 1)

    assert [(one.number, one.mine) for one in found] == [(new.number, False), (old.number, True)]


async def test_who_has_not_consented_joins_nothing(street: Street) -> None:
    case = await add_hazard(street, LIN)

    with pytest.raises(ConsentNeeded):
        await street.run(OUTSIDER, join, case.number)
