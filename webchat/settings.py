"""Everything about a webchat that somebody may choose, in frozen dataclasses; nothing here reads the environment."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

TOKEN = re.compile(r"[1-9][0-9]{0,15}:[A-Za-z0-9_-]{3,64}")


def wall_clock() -> float:
    """Seconds since 1970, UTC. The one place that asks the machine; everything else is given a `now`."""
    return time.time()  # noqa: TID251 - the default of the injected clock; webchat cannot import the house's Clock


@dataclass(frozen=True, slots=True)
class BotAccount:
    """A bot and its secret. As with Telegram, the digits before the colon are the bot's own user id."""

    token: str
    username: str
    first_name: str

    def __post_init__(self) -> None:
        if not TOKEN.fullmatch(self.token):
            raise ValueError("a bot token looks like 1234567:letters_and-digits")

    @property
    def id(self) -> int:
        return int(self.token.partition(":")[0])


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody whom every visitor of a demo may become. The id is fixed, so that the bot can know them beforehand.
    `note_en` is the note on a page in English; empty: the same."""

    id: int
    first_name: str
    note: str
    language_code: str = "zh"
    note_en: str = ""

    def noted_in(self, language_code: str) -> str:
        return (self.note_en if language_code.startswith("en") else "") or self.note


@dataclass(frozen=True, slots=True)
class BotLimits:
    """How much a bot may send: messages a second over all, and on average to one chat with a burst.

    Source: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
    """

    per_second: float = 30
    chat_per_second: float = 1
    chat_burst: float = 3


TELEGRAM_LIMITS = BotLimits()
LimitsChoice = Literal["telegram", "none"] | BotLimits


@dataclass(frozen=True, slots=True)
class PersonLimits:
    """Flood protection for the page: what one account may do, and how many accounts one address may open.

    Each photo, tap and sentence is one action; the burst is four albums of ten and eighty taps without taking breath.
    A whole building may share one address, so the burst there is generous. A rate of 0 switches that limit off.
    """

    actions_per_second: float = 3
    actions_burst: float = 120
    sessions_per_second: float = 0.2
    sessions_burst: float = 200
    sockets_per_account: int = 20


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """Files that persons are sending right now: how many one account, and how many bytes all together.

    The bytes are what the requests announce, so a photo of the page counts about 0.3 MB and one that announces nothing
    counts as the largest album. `stalled_after` seconds without a byte end an upload: its phone is gone.
    """

    per_account: int = 3
    bytes_at_once: int = 256 * 1024 * 1024
    stalled_after: float = 60


UNLIMITED = PersonLimits(actions_per_second=0, sessions_per_second=0)


@dataclass(frozen=True, slots=True)
class WebchatSettings:
    """
    files_dir          folder for photos, voice notes and documents; made when missing
    bots               the page talks with the first; each has its own accounts, updates and files
    map_file           GeoJSON served to the page as it is
    limits             "telegram" holds bots to Telegram's rates (429 with retry_after), "none" does not
    secure_cookies     mark the cookie Secure even when the request itself came by http (behind a TLS proxy)
    behind_proxy       believe X-Forwarded-For and X-Forwarded-Proto (only the last entry, the proxy's own)
    webhook_retry      seconds before the first repeat of a failed webhook delivery; doubles up to `webhook_retry_max`
    callback_ttl       seconds in which a tap may be answered
    upload_bytes       largest file from a bot; `download_bytes` the largest from getFile and from a person
    person_uploads     how much may be on its way from persons at once, all of it in memory
    now                seconds since 1970; tests move it
    """

    files_dir: Path
    bots: tuple[BotAccount, ...]
    database_url: str = "sqlite+aiosqlite:///webchat.db"
    demo_people: tuple[DemoPerson, ...] = ()
    map_file: Path | None = None
    limits: LimitsChoice = "none"
    person_limits: PersonLimits = field(default_factory=PersonLimits)
    person_uploads: UploadLimits = field(default_factory=UploadLimits)
    secure_cookies: bool = False
    behind_proxy: bool = False
    webhook_retry: float = 1
    webhook_retry_max: float = 60
    callback_ttl: float = 900
    photo_bytes: int = 10 * 1024 * 1024
    upload_bytes: int = 50 * 1024 * 1024
    download_bytes: int = 20 * 1024 * 1024
    now: Callable[[], float] = wall_clock

    def __post_init__(self) -> None:
        if not self.bots:
            raise ValueError("a webchat needs at least one bot")
        if len({bot.id for bot in self.bots}) != len(self.bots):
            raise ValueError("two bots with the same id")

    @property
    def bot_limits(self) -> BotLimits | None:
        if self.limits == "none":
            return None
        return TELEGRAM_LIMITS if self.limits == "telegram" else self.limits
