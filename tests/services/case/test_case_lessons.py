"""Which cases teach the classifier, and what of their words."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.case_flow import CaseKind, CaseState
from domain.category import Label
from services.case.case_lessons import UNDECIDED, left_out, lessons
from tests.support.cases import REPORTER, case_in
from tests.support.copies import street_copy
from tests.support.street import WANG, Street, at

S = CaseState


@pytest.fixture
async def street(tmp_path: Path) -> AsyncIterator[Street]:
    street = await street_copy(tmp_path, at("2026-11-18"))
    yield street
    await street.door.database.close()


async def test_a_corrected_case_teaches_its_last_category_without_its_numbers(street: Street) -> None:
    one = await case_in(
        street, S.CLOSED, words="3号楼灯坏了，电话13800000000", category="facilities", proposed="property"
    )

    found = await street.door.look(lessons)

    assert [(le.case_id, le.text, le.by, le.corrected) for le in found] == [
        (one.id, " 号楼灯坏了，电话 ", REPORTER, True)
    ]
    assert found[0].label == Label("facilities", CaseKind.COMPLAINT)


@pytest.mark.parametrize("state", UNDECIDED)
async def test_what_nobody_has_decided_about_teaches_nothing(street: Street, state: CaseState) -> None:
    await case_in(street, state)
    assert await street.door.look(lessons) == []


async def test_an_anonymous_case_and_one_without_words_teach_nothing(street: Street) -> None:
    await case_in(street, S.CLOSED, anonymous=True)
    await case_in(street, S.CLOSED, words="")
    await case_in(street, S.CLOSED, category="dropped_by_the_config")
    assert await street.door.look(lessons) == []


async def test_cases_of_a_category_that_the_config_dropped_are_counted(street: Street) -> None:
    for state in (S.CLOSED, S.HANDLING, S.SUBMITTED):
        await case_in(street, state, category="dropped_by_the_config")
    await case_in(street, S.CLOSED)
    assert await street.door.look(left_out) == {"dropped_by_the_config": 2}


async def test_what_others_wrote_down_is_theirs_and_a_hazard_teaches_its_category(street: Street) -> None:
    await case_in(street, S.CLOSED, CaseKind.NEED, category="company", reporter_id=None, filed_by=WANG)
    await case_in(street, S.HANDLING, CaseKind.HAZARD)
    found = await street.door.look(lessons)
    assert [(le.by, str(le.label)) for le in found] == [
        (WANG, str(Label("company", CaseKind.WISH))),
        (REPORTER, str(Label("facilities", CaseKind.COMPLAINT))),
    ]
