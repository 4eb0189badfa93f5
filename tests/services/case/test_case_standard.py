"""A category's own terms come before its route's, except in danger; years without holidays are said to be so."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.case_flow import CaseState, HandlingRoute, Move
from services.case.case_moves import Given, move
from services.case.case_views import case_card
from services.case.cases import submit
from tests.support.cases import REPORTER, case, case_in, file, filing
from tests.support.copies import IN_GRID_1, street_copy
from tests.support.street import WANG, Street, at


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))  # a Wednesday, 09:00
    yield street
    await street.door.database.close()


async def test_own_terms_come_before_those_of_the_route(street: Street) -> None:
    own = await case(street, (await file(street, words="家里停水了", category="utilities")).number)
    routes = await case(street, (await file(street, category="noise")).number)

    assert (own.route, routes.route) == (HandlingRoute.TRACKED, HandlingRoute.TRACKED)
    assert (own.respond_by, own.resolve_by) == (at("2026-11-18", "11:00"), at("2026-11-20", "17:00"))
    assert (routes.respond_by, routes.resolve_by) == (at("2026-11-19", "10:00"), at("2026-11-25", "17:00"))


async def test_danger_has_the_terms_of_what_is_urgent(street: Street) -> None:
    filed = await file(street, words="厨房着火了", category="utilities")
    assert filed.respond_by == street.clock.now() + timedelta(minutes=15)


async def test_another_category_brings_its_own_terms(street: Street) -> None:
    one = await case_in(street, CaseState.SUBMITTED)

    await street.run(WANG, move, one.number, Move.CATEGORISE, Given(category="utilities"))

    moved = await case(street, one.number)
    assert (moved.respond_by, moved.resolve_by) == (at("2026-11-18", "11:00"), at("2026-11-20", "17:00"))


@pytest.mark.parametrize(
    ("day", "words", "answer", "solution"),
    [
        ("2026-11-18", "楼道灯坏了", False, False),
        ("2026-12-28", "楼道灯坏了", False, True),  # five working days on it is January
        ("2027-03-01", "楼道灯坏了", True, True),
        ("2027-03-01", "厨房着火了", False, False),  # by the clock, whatever day it is
    ],
)
async def test_a_year_without_holidays_is_said_to_be_so(
    street: Street, day: str, words: str, answer: bool, solution: bool
) -> None:
    street.clock.moment = at(day)
    one = filing(words, category="noise", lat=IN_GRID_1[0], lon=IN_GRID_1[1])
    filed = await street.run(REPORTER, submit, one)
    submitted = await street.run(REPORTER, case_card, filed.number)
    await street.run(WANG, move, filed.number, Move.ACCEPT)
    accepted = await street.run(REPORTER, case_card, filed.number)

    assert (filed.provisional, submitted.provisional, accepted.provisional) == (answer, answer, solution)
