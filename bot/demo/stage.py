"""The stage: a running house, players whose words and taps are told as they fall, a look into the tables, a camera."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text
from sqlalchemy import Select, select

from bot.demo.house import House
from domain.case_flow import NUMBER_PREFIX
from models.people import Chat
from models.people import Person as PersonRow
from models.places import Building, Compound, Household, Unit
from services.seed.cast import BY_KEY, CHANNEL
from services.texts import Speech
from webchat.person import PATIENCE, Message, Person, text_of
from webchat.transcript import Wanted, buttons_of

COLOURS = ("cyan", "yellow", "magenta", "green", "blue", "bright_red")
NUMBER = re.compile(f"[{''.join(NUMBER_PREFIX.values())}]-\\d{{4}}-\\d{{6}}")
MARKUP = re.compile(r"<[^>]+>")


class Camera(Protocol):
    """Takes pictures of the real page."""

    async def take(self, person: Person, name: str) -> None: ...


@dataclass(frozen=True)
class Check:
    """What the chat said, and what the database holds; a demo succeeds when they agree everywhere."""

    what: str
    said: object
    held: object

    @property
    def holds(self) -> bool:
        return self.said == self.held


@dataclass(frozen=True)
class Words:
    """The house's texts as they stand on the page, without markup: what to wait for and what to tap."""

    speech: Speech

    def plain(self, key: str, **values: str | int) -> str:
        return MARKUP.sub("", self.speech.plain(key, **values))


class Player(Person):
    """Somebody of the cast at the page. `tell` is given a line for everything said, tapped and heard."""

    def __init__(self, url: str, name: str, tell: Callable[[str, str, str], None]) -> None:
        super().__init__(url)
        self._name, self._told = name, tell

    def _tell(self, verb: str, words: str) -> None:
        self._told(self._name, verb, words)

    def _take(self, event: dict[str, Any]) -> None:
        """Told here, since here everything passes: own messages come back as events too."""
        super()._take(event)
        if event["type"] in ("message", "edited"):
            message = event["message"]
            verb = "says" if not message["from"]["is_bot"] else "hears" if event["type"] == "message" else "sees"
            self._tell(verb, _shown(message))
        if event["type"] == "answer" and event.get("text"):
            self._tell("sees", event["text"])

    async def tap(self, button: str, message: Message | None = None) -> str:
        labels = {one.get("callback_data"): one["text"] for said in self.messages for one in buttons_of(said)}
        self._tell("taps", labels.get(button, button))
        return await super().tap(button, message)

    async def hears(
        self,
        wanted: Wanted,
        *,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - as Person has it
        ever: bool = False,
    ) -> Message:
        return await super().hears(wanted, timeout=timeout, ever=ever)

    async def offered(self, label: str) -> Message:
        """Waits for a message with this button."""
        return await self.hears(lambda message: label in [one["text"] for one in buttons_of(message)])


def _shown(message: Message) -> str:
    kinds = [kind for kind in ("photo", "voice", "document", "venue", "location", "contact") if kind in message]
    marks = "".join(f"[{kind}] " for kind in kinds[:1])
    buttons = "  ".join(f"‹{one['text']}›" for one in buttons_of(message))
    return "\n".join(part for part in (f"{marks}{text_of(message)}", buttons) if part)


def number_in(message: Message) -> str:
    found = NUMBER.search(text_of(message))
    return found.group() if found else ""


@dataclass(frozen=True)
class Home:
    """Where one of the cast lives. Latitude and longitude are the building's, WGS84 degrees."""

    community: str
    compound: str
    lat: float
    lon: float


@dataclass
class Stage:
    """`brought` counts by how much what was played makes the street's figures grow."""

    house: House
    console: Console
    t: Words
    camera: Camera | None = None
    brought: Counter[str] = field(default_factory=Counter)
    _players: dict[str, Player] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.house.settings.street.time_zone)

    async def enter(self, key: str) -> Player:
        """One of the cast comes to the page; whoever is there already stays at it."""
        if key not in self._players:
            player = Player(self.house.address, BY_KEY[key].name, self._line)
            self._players[key] = await self.house.let_in(player, key)
        return self._players[key]

    def _line(self, who: str, verb: str, words: str) -> None:
        colour = COLOURS[[one.name for one in BY_KEY.values()].index(who) % len(COLOURS)]
        first, *more = words.split("\n")
        line = Text.assemble((who, f"bold {colour}"), (f" {verb}  ", "dim"), (first, "" if verb == "hears" else colour))
        indent = " " * 12
        line.append("".join(f"\n{indent}{one}" for one in more))
        self.console.print(line, soft_wrap=True)

    async def later(self, **pause: float) -> None:
        """Life takes its time between two steps; the clock does what falls due meanwhile."""
        await self.house.tick_at(self.house.clock.now() + timedelta(**pause))

    def heading(self, words: str) -> None:
        self.console.print(Text(f"\n== {words}", style="bold"))

    async def photograph(self, player: Person, name: str) -> None:
        if self.camera is not None:
            await self.camera.take(player, name)

    async def rows(self, query: Select[*tuple[Any, ...]]) -> Sequence[Any]:
        """What the tables hold, asked by themselves and not by a use case."""
        async with self.house.app.door.database.read() as session:
            return (await session.execute(query)).all()

    async def person_id(self, key: str) -> int:
        query = select(Chat.person_id).where(Chat.channel == CHANNEL, Chat.external_id == BY_KEY[key].external_id)
        return int((await self.rows(query))[0][0])

    async def home_of(self, key: str) -> Home:
        query = (
            select(Unit.name, Compound.name, Building.lat, Building.lon)
            .select_from(PersonRow)
            .join(Household, Household.id == PersonRow.household_id)
            .join(Building, Building.id == Household.building_id)
            .join(Compound, Compound.id == Building.compound_id)
            .join(Unit, Unit.id == Compound.community_id)
            .where(PersonRow.id == await self.person_id(key))
        )
        return Home(*(await self.rows(query))[0])
