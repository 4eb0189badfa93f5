from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import telegram
from aiogram import Bot

from tests.webchat.house import House, house_in
from webchat.person import Person


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with house_in(tmp_path) as opened:
        yield opened


@pytest.fixture
def bot(house: House) -> Bot:
    return house.aiogram()


@pytest.fixture
async def ptb(house: House) -> telegram.Bot:
    return await house.ptb()


@pytest.fixture
async def alice(house: House) -> AsyncIterator[Person]:
    async with Person(house.url) as person:
        yield person


@pytest.fixture
async def bob(house: House) -> AsyncIterator[Person]:
    async with Person(house.url, language="en") as person:
        yield person
