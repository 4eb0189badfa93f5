"""Where people chat: Telegram, the browser chat, and how their updates come in."""

from dataclasses import dataclass
from typing import Literal

from domain.closed import Closed


@dataclass(frozen=True)
class TelegramSettings(Closed):
    bot_name: str
    """The bot's name on Telegram, without the @: posters then carry its link too. Empty: they do not."""
    api_base: str
    """Address of the Bot API server; a self-hosted one goes here. Also DOORSTEP_TELEGRAM_API_BASE."""
    mode: Literal["polling", "webhook"]
    """How updates come in. Polling needs no public address."""
    webhook_url: str
    """Public https address that the Bot API server calls; only for mode webhook. A proxy leads it to /telegram."""
    poll_seconds: int
    """How long one request for updates waits, in seconds."""
    a_second: float
    """Messages a second that Telegram takes over all. Where several processes deliver, each gets its share."""
    a_second_in_chat: float
    """Messages a second that one chat takes."""


@dataclass(frozen=True)
class WebchatSettings(Closed):
    enabled: bool
    """Whether the browser chat runs in this process."""
    host: str
    """Address that the browser chat listens on."""
    port: int
    """Port that the browser chat listens on."""
    database: str
    """Where the browser chat keeps its messages: an SQLAlchemy URL."""
    files: str
    """Folder of the browser chat's files."""
    demo: bool
    """Whether the page offers the switch between ready-made people. Never in production."""
    public_url: str
    """Address by which people reach the page; used in links. Empty: the local address."""
    behind_proxy: bool
    """Whether a proxy of yours stands in front: then its X-Forwarded-For and -Proto are believed."""
    api_base: str
    """Address of the browser chat for processes in which it does not run. Empty: it runs in this one."""
    mode: Literal["polling", "webhook"]
    """How its updates come in. Several processes can only listen by webhook."""
    webhook_url: str
    """Address that the browser chat calls; only for mode webhook. It leads to /webchat."""


@dataclass(frozen=True)
class ChannelSettings(Closed):
    telegram: TelegramSettings
    """Telegram, served when BOT_TOKEN is set."""
    webchat: WebchatSettings
    """The street's own browser chat."""
    webhook_host: str
    """Address on which updates are received in mode webhook. Keep it to this machine, or behind a proxy."""
    webhook_port: int
    """Their port."""
