"""Words of danger in what people send (domain.md, "Cases": danger). The words are config; the rule is here.

Better one alarm too many: a number to call costs a moment, a fire taken for a complaint costs a home.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import chain


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
_WHEN = "现在|目前|今天|昨天|前天|上周末?|上个?月|上次|上回|那次|去年|前年|以前|之前|刚才|早上|晚上"
_WHERE_WHEN = f"(这里|这儿|这边|我家|家里|我们家|楼里|楼道里?|{_WHEN})*"
_NO_MORE = f"(并没有|没有再|没再|再没有|再也没有|没有|没|未)(发生|出现|闻到|闻着|看到)?{_WORD}(过|的?情况|的?现象)?了?"
_STOPPED = f"(不再?|再也不){_WORD}了"
_DENIED = re.compile(f"{_WHERE_WHEN}(已经|早就|早已|已|都|也)*({_NO_MORE}|{_STOPPED})")
_GONE = re.compile(f"{_WHERE_WHEN}{_WORD}(已经|早就|都|早)?(没有了|没了|散了|散完了|散干净了|消了|消失了|停了)")
_FADING = ("味", "烟")
"""Only what hangs in the air is gone by itself."""
_OVER = re.compile(
    f"{_WHERE_WHEN}{_WORD}的?(事情|事|问题|情况)?(都已经|已经|都已|早已|早就|已|都)(处理|解决|扑灭|排除|修)(好|完|掉)?了?"
)
_DOUBT = re.compile("[?吗么呢嘛吧但却又还再怕救快说]|有没有|是不是|可是|不过|难道|万一|差点|以为")
_SURE = re.compile("再没|没再|没有再|不再|再也[没不]")
"""The one way in which "again" leaves no doubt."""
_PRESSING = re.compile(r"[救快急逃]|赶紧|马上|\b(help|hurry|quick|quickly|now|emergency|need|save|call|come)\b")
"""Whoever writes so is passed over for no figure of speech."""


def spot(text: str, words: Mapping[str, Sequence[str]], figures: Sequence[str] = ()) -> Danger | None:
    """The danger that `text` speaks of, or None. `words` are given by kind: {"fire": ["着火", …], …}; `figures` are
    phrases that hold such a word and mean no danger (打架子鼓, "smoke-free").

    Full width, capitals, and spaces or signs between the characters make no difference: "着 火", "着。火！". Words in
    Latin letters stand alone: "fire" is not in "Wi-Fi repair".

    A part of the message between two signs is passed over only if it is, as a whole, a plain denial (没有着火) or says
    that the thing is over (着火的事已经处理了), and nothing in the whole message leaves a doubt: no question, no "but",
    "again", "help". A figure is passed over where nothing in the message presses; what stands around it is read on.
    Whatever else is said with a word of danger in it counts, so 不是着火 and 没有人说着火 do.
    ValueError for a kind that does not exist.
    """
    sought, every_word = _sought(tuple((kind, tuple(found)) for kind, found in words.items()))
    plain = _plain(text)
    if not _speaks_of_any(_parts(plain), every_word):
        return None
    parts = _parts(plain) if _PRESSING.search(plain) else _without(figures, plain)
    if not _DOUBT.search(_SURE.sub("", plain)):
        parts = [_WORD if _is_cleared(part, every_word) else part for part in parts]
    apart, joined = " ".join(parts), "".join(parts)
    kinds = tuple(kind for kind in DangerKind if any(_says(apart, joined, word) for word in sought.get(kind, ())))
    return Danger(kinds) if kinds else None


@cache
def _sought(words: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[dict[DangerKind, list[str]], tuple[str, ...]]:
    """The configured words, which are asked about at every message: by kind, and all of them."""
    sought = {DangerKind(kind): [" ".join(_parts(word)) for word in found] for kind, found in words}
    return sought, tuple(chain.from_iterable(sought.values()))


def _speaks_of_any(parts: Sequence[str], words: tuple[str, ...]) -> bool:
    """Asked of every message before anything is weighed: nearly all speak of none."""
    in_letters, in_characters = _any_of(words)
    return bool(in_letters.search(" ".join(parts)) or in_characters.search("".join(parts)))


@cache
def _any_of(words: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds one of the words in Latin letters, and one of the others."""
    letters = "|".join(re.escape(word) for word in words if word.isascii() and word)
    characters = "|".join(re.escape(word.replace(" ", "")) for word in words if not word.isascii())
    return re.compile(rf"(?<![a-z0-9])({letters or '(?!)'})(?![a-z0-9])"), re.compile(characters or "(?!)")


def _without(figures: Sequence[str], plain: str) -> list[str]:
    """The parts of what is left, with a mark where a figure stood, so that nothing joins over it. A figure stands as it
    is written: broken by a sign it is none."""
    first, *others = _figures(tuple(figures)).split(plain)
    return [*_parts(first), *(part for rest in others for part in (_WORD, *_parts(rest)))]


@cache
def _figures(figures: tuple[str, ...]) -> re.Pattern[str]:
    """The longest first; in Latin letters they stand alone, as words do."""
    found = [re.escape(_plain(figure)) for figure in sorted(figures, key=len, reverse=True)]
    found = [rf"(?<![a-z0-9]){figure}(?![a-z0-9])" if figure.isascii() else figure for figure in found]
    return re.compile("|".join(found) or "(?!)")


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
    patterns = (_DENIED, _OVER, *((_GONE,) if longest.endswith(_FADING) else ()))
    clear = any(pattern.fullmatch(around) for pattern in patterns)
    return clear and all(word in longest for word in found)


def _says(apart: str, joined: str, word: str) -> bool:
    """The parts with spaces between them, for words in Latin letters, and without."""
    if word.isascii():
        return word != "" and _alone(word).search(apart) is not None
    return word.replace(" ", "") in joined


@cache
def _alone(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])")
