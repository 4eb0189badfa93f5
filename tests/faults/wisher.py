"""Somebody who makes one wish after another, and acts once and never again, so that what is lost is noticed."""

import asyncio
import re
from dataclasses import dataclass, field
from random import Random

from services.texts import speech
from webchat.person import Person
from webchat.transcript import Message, buttons_of, text_of

t = speech("zh").plain
NUMBER = re.compile(r"W-\d{4}-\d{6}")
PATIENCE = 180.0
"""Seconds that somebody waits for an answer: of a house that is killed every second, on a machine that others use."""
WISH = "想学用智能手机"


@dataclass
class Wisher:
    """Says what they wish in lines, several at once and without waiting; then confirms, once. `wishes` are the words
    and the number of each that they were told of."""

    person: Person
    dice: Random
    wishes: list[tuple[str, str]] = field(default_factory=list)

    async def arrive(self) -> None:
        await self.person.say("/start")
        await self._tap(t("consent-agree"))
        await self._tap("长江社区")
        await self._tap(t("home-none-of-these"))
        await self._hears("", t("menu-wish"))

    async def go_on(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            await self.wish()

    async def wish(self) -> None:
        await self.confirm(await self.say())

    async def say(self) -> str:
        """Returns all of the words."""
        lines = [f"{WISH} {self.person.id}.{len(self.wishes)}.{n}" for n in range(self.dice.randint(2, 5))]
        for line in lines:
            await self.person.say(line)
        return "\n".join(lines)

    async def confirm(self, words: str) -> None:
        await self._tap(t("form-send"), f"{words}\n")
        self.wishes.append((words, await self._number()))

    async def _number(self) -> str:
        """One that was not told before: what was said last before a kill may be said again after it."""
        known = {number for _, number in self.wishes}

        def new_in(message: Message) -> list[str]:
            return [number for number in NUMBER.findall(text_of(message)) if number not in known]

        return new_in(await self.person.hears(lambda message: bool(new_in(message)), timeout=PATIENCE))[0]

    async def _tap(self, label: str, words: str = "") -> None:
        await self.person.tap(label, message=await self._hears(words, label))

    async def _hears(self, words: str, label: str) -> Message:
        """A message with these words and a button of this label."""

        def wanted(message: Message) -> bool:
            return words in text_of(message) and label in [button["text"] for button in buttons_of(message)]

        return await self.person.hears(wanted, timeout=PATIENCE)
