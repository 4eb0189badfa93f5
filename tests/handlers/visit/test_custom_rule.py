"""A rule of a street's own is an entry in the config and nothing else: windows, digest and card know it by its name."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot import config
from domain.notices import Notice
from services.visit.visit_windows import open_windows
from tests.support.copies import street_copy
from tests.support.street import WANG, at, words
from tests.support.street_chat import StreetChat

THURSDAY = "2026-11-19"
ENTRY = """
key: new_mothers
period: week
subject: person
met_by: anyone
care_categories: [new_mother]
grace_days: 1
ways: [in_person, phone]
rest_day_ways: []
min_days_left: 2
escalates: false
short_percent: 10
gap_alert_days: 0
names: {zh: 产妇家庭，每周问一问, en: 'families with a newborn, every week'}
"""


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[StreetChat]:
    street = await street_copy(tmp_path, at(THURSDAY, "08:30"))
    raw = yaml.load(config.CONFIG.read_text("utf-8"), Loader=config._Loader)  # noqa: S506 - a SafeLoader
    raw["visits"]["rules"].append(yaml.safe_load(ENTRY))
    street.door.settings = replace(street.door.settings, visits=config.parse(raw).visits)
    yield StreetChat(street)
    await street.door.database.close()


async def test_a_rule_of_ones_own_is_walked_told_and_shown_by_its_name(chat: StreetChat) -> None:
    home, _ = await chat.street.household(("new_mother",))
    await chat.street.door.act(open_windows, date.fromisoformat(THURSDAY))

    digest = await chat.hear(WANG, Notice.VISIT_DIGEST, day=THURSDAY, late=False)
    (card,) = await chat.tap(WANG, f"{home}室")
    await chat.speak_english(WANG)
    english = await chat.hear(WANG, Notice.VISIT_DIGEST, day=THURSDAY, late=False)

    assert "产妇家庭，每周问一问：还有 1 户" in words(digest)
    assert "产妇家庭，每周问一问，到11月22日" in words(card)
    assert "打过电话了" in words(card)
    assert "families with a newborn" in words(english)


def test_a_slip_in_an_entry_stops_the_start() -> None:
    raw = yaml.load(config.CONFIG.read_text("utf-8"), Loader=config._Loader)  # noqa: S506 - a SafeLoader
    raw["visits"]["rules"].append({**yaml.safe_load(ENTRY), "nmaes": {}})

    with pytest.raises(config.ConfigError, match="nmaes"):
        config.parse(raw)
