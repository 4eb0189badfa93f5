"""The part of config.yaml about the forces "6+X", and about invitations to roles."""

from dataclasses import dataclass
from datetime import time

from domain.closed import Closed
from domain.deadlines import parse_term


@dataclass(frozen=True)
class ForceKind(Closed):
    key: str
    """Identifier; its name is in locales/. `partners` stands for everybody who holds that role."""
    community_after: str
    """If nobody of this kind has reported in by then, the community is told."""
    street_after: str
    """If still nobody, the street is told."""
    work: str
    """How long whoever reported in has for their part."""

    def __post_init__(self) -> None:
        for term in (self.community_after, self.street_after, self.work):
            parse_term(term)


@dataclass(frozen=True)
class Shift(Closed):
    key: str
    """Identifier; its name is in locales/, `shift-<key>`."""
    since: time
    """When it begins, in the street's own time."""
    until: time
    """When it ends; no later than it begins: on the next morning."""


@dataclass(frozen=True)
class ForceSettings(Closed):
    kinds: tuple[ForceKind, ...]
    """The kinds of force that a whistle can call, "6+X". A term is written like a route's."""
    duty_hours: tuple[int, ...]
    """For how many hours somebody can go on duty with one tap."""
    duty_roster_days: int
    """So many days the community can fill the duty roster, from today."""
    duty_roster_told_minutes: int
    """Whoever is put on the duty roster hears of all changes of so many minutes at once."""
    shifts: tuple[Shift, ...]
    """The hours that somebody can be put down for."""


@dataclass(frozen=True)
class InvitationSettings(Closed):
    days: int
    """A link that gives a role can be used this long, once."""
    telegram_link: str
    """Address of the bot on Telegram, https://t.me/NAME, for links. Empty: they lead to the browser chat only."""
