"""The part of config.yaml about riders themselves."""

from dataclasses import dataclass

from domain.closed import Closed


@dataclass(frozen=True)
class RiderSettings(Closed):
    platforms: tuple[str, ...]
    """Whom they ride for; a name is `platform-<key>` in locales/."""
    nickname_signs: int
    """Longest nickname, in signs."""
    nickname_refused: tuple[str, ...]
    """Words that no nickname contains."""
    surnames: tuple[str, ...]
    """A nickname of three characters that begins with one of these reads like a real name, and is refused."""
    board_shows: int
    """How many riders stand on the month's board."""
    badges: tuple[int, ...]
    """So many confirmed hazards of one category give its first, second, third badge."""
