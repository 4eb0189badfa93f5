"""Words of danger in what people send (domain.md, "Cases": danger). The words are config; the rule is here.

Better one alarm too many: a number to call costs a moment, a fire taken for a complaint costs a home.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class DangerKind(StrEnum):
    """The most pressing first."""

    FIRE = "fire"
    GAS = "gas"
    MEDICAL = "medical"
    POLICE = "police"


CALL = {DangerKind.FIRE: "119", DangerKind.GAS: "119", DangerKind.MEDICAL: "120", DangerKind.POLICE: "110"}


@dataclass(frozen=True, slots=True)
class Danger:
    """The `kinds` of danger found, the most pressing first; at least one."""

    kinds: tuple[DangerKind, ...]

    @property
    def numbers(self) -> tuple[str, ...]:
        """Whom to call, each once, in the same order."""
        return tuple(dict.fromkeys(CALL[kind] for kind in self.kinds))


_SIGNS = re.compile(r"[\W_]+")
_WORD = "\0"
"""Stands for the word of danger in the two patterns that clear it."""
_WHERE_WHEN = "(这里|这儿|我家|家里|我们家|楼里|现在|目前|今天|昨天|前天|上周|上次|之前|刚才|早上|晚上)*"
_DENIED = re.compile(f"{_WHERE_WHEN}(并没有|没有|没|未)(发生|出现)?{_WORD}(过|的?情况|的?现象)?")
_OVER = re.compile(
    f"{_WHERE_WHEN}{_WORD}的?(事情|事|问题|情况)?(都已经|已经|都已|已|都)(处理|解决|扑灭|排除|修)(好|完|掉)?了?"
)
_DOUBT = re.compile("[?吗么呢嘛吧但却又还再怕救快说]|有没有|是不是|可是|不过|难道|万一|差点|以为")


def spot(text: str, words: Mapping[str, Sequence[str]]) -> Danger | None:
    """The danger that `text` speaks of, or None. `words` are given by kind: {"fire": ["着火", …], …}.

    Full width, capitals, and spaces or signs between the characters make no difference: "着 火", "着。火！". Words in
    Latin letters stand alone: "fire" is not in "Wi-Fi repair".

    A part of the message between two signs is passed over only if it is, as a whole, a plain denial (没有着火) or says
    that the thing is over (着火的事已经处理了), and nothing in the whole message leaves a doubt: no question, no "but",
    "again", "help". Whatever else is said with a word of danger in it counts, so 不是着火 and 没有人说着火 do.
    ValueError for a kind that does not exist.
    """
    sought = {DangerKind(kind): [" ".join(_parts(word)) for word in found] for kind, found in words.items()}
    parts = _parts(text)
    if not _DOUBT.search(_plain(text)):
        every_word = [word for found in sought.values() for word in found]
        parts = [_WORD if _is_cleared(part, every_word) else part for part in parts]
    kinds = tuple(kind for kind in DangerKind if any(_says(parts, word) for word in sought.get(kind, ())))
    return Danger(kinds) if kinds else None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _parts(text: str) -> list[str]:
    """What stands between signs and spaces."""
    return [part for part in _SIGNS.split(_plain(text)) if part]


def _is_cleared(part: str, words: Sequence[str]) -> bool:
    """Whether the part denies its only word of danger or says that it is over. Of words within words the longest
    counts: 没有呼吸 is a danger itself and no denial of 呼吸."""
    found = [word for word in words if word and word in part]
    longest = max(found, key=len, default=_WORD)
    around = part.replace(longest, _WORD)
    clear = _DENIED.fullmatch(around) or _OVER.fullmatch(around)
    return clear is not None and all(word in longest for word in found)


def _says(parts: Sequence[str], word: str) -> bool:
    if word.isascii():
        return word != "" and re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", " ".join(parts)) is not None
    return word.replace(" ", "") in "".join(parts)
