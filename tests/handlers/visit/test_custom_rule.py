"""A rule of a street's own is an entry in the config and nothing else: windows, digest and card know it by its name."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot import config
from domain.notices import Notice
from handlers.visit.coverage_cards import BY_RULE, CoverageTap, compact
from services.slots import Slot
from services.visit import visit_shortfall
from services.visit.visit_windows import open_windows
from tests.support.copies import street_copy
from tests.support.street import COMMUNITY, WANG, WU, ZHOU, at, words
from tests.support.street_chat import StreetChat
from tests.support.talk import Talk, read

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


async def test_the_figures_and_the_red_spots_know_a_rule_of_ones_own(chat: StreetChat) -> None:
    await chat.street.household(("new_mother",))
    await chat.street.door.act(open_windows, date.fromisoformat(THURSDAY))
    await chat.street.door.act(open_windows, date(2026, 11, 23))
    chat.street.clock.moment = at("2026-11-25", "08:30")
    talk = Talk(chat.street, ZHOU)

    assert "产妇家庭，每周问一问：0%（0/2），漏 1" in read(await talk.tap_data(by_rule(COMMUNITY, "2026-11-25")))
    assert "产妇家庭，每周问一问，漏了 1 次" in read(await talk.say("/red"))


async def test_the_street_hears_of_a_shortfall_by_the_rules_own_name(chat: StreetChat) -> None:
    """Its name is in the config alone; a text for it was asked for, and there was none."""
    street = chat.street
    await street.household(("new_mother",))
    await street.door.act(open_windows, date.fromisoformat(THURSDAY))
    due = at("2026-11-24", "08:30")
    street.clock.moment = due
    await street.door.act(visit_shortfall.tell_streets, Slot("unmet_shortfall", due, date(2026, 11, 24)))
    (pushed,) = await street.pushed(Notice.VISIT_SHORT)

    told = await chat.hear(WU, Notice.VISIT_SHORT, **pushed.message)

    assert "产妇家庭，每周问一问" in words(told)


def by_rule(unit: int, day: str) -> str:
    return CoverageTap(unit=unit, day=compact(date.fromisoformat(day)), by=BY_RULE).pack()


def test_a_slip_in_an_entry_stops_the_start() -> None:
    raw = yaml.load(config.CONFIG.read_text("utf-8"), Loader=config._Loader)  # noqa: S506 - a SafeLoader
    raw["visits"]["rules"].append({**yaml.safe_load(ENTRY), "nmaes": {}})

    with pytest.raises(config.ConfigError, match="nmaes"):
        config.parse(raw)
