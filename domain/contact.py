"""A name and a number as people say them: "张阿姨 138 0000 0000", in one line and in any order."""

import re
import unicodedata
from dataclasses import dataclass

from domain.errors import PhoneUnreadable, TooLong

NAME_LIMIT = 40
RUN = re.compile(r"\+?\d(?:[ \-.()]*\d)*")
MANY_DIGITS = 5
"""From so many in a row on, digits are meant as a number to call; fewer belong to a name ("3号楼王大爷")."""
SCATTERED_DIGITS = 7
CHINA = re.compile(r"^(?:\+|00)86(?=1\d{10}$)")
SPELLED = re.compile(
    r"1[3-9]\d{9}"  # mobile
    r"|0\d{9,11}"  # with an area code
    r"|[2-9]\d{6,7}"  # within the town
    r"|\+\d{8,15}"  # abroad
)
BETWEEN = " ,，、:：;；/|()"
_SAID_NOTHING = re.compile(
    r"(?:^|(?<=[\s,，、;；。]))(?:"
    "(?:我|他|她|家里|本人|居民)?[也都还就]?"
    "(?:不知道|不清楚|不晓得|不记得|不详|不方便留?|不愿意留?|不想留|不留|没有?留?|没说|没问|无)"
    "(?:他|她|人家)?的?(?:姓名|名字|电话号码|手机号码?|电话|手机|座机|号码|联系方式)?[了啊呢哦]?"
    "|(?:i )?(?:do not|don't|dont) (?:know|have|remember)(?: (?:it|the|her|his|their|a))?(?: (?:name|phone|number))*"
    "|(?:no|without|unknown) (?:name|phone|number|contact)|none|unknown|n/a"
    r")(?=$|[\s,，、;；。.!！])",
    re.IGNORECASE,
)
"""What only says that there is nothing to say, between signs or spaces."""


@dataclass(frozen=True)
class Contact:
    """How somebody can be reached, as far as they want to be. The phone is in one spelling: digits, without China's
    country code."""

    name: str | None = None
    phone: str | None = None

    def __bool__(self) -> bool:
        return self.name is not None or self.phone is not None


NOT_LEFT = Contact()


def phone_in(text: str) -> str:
    """The number in one spelling, whatever spaces, signs, width or country code it was typed with. Raises
    PhoneUnreadable."""
    digits = re.sub(r"[\s\-.()]", "", unicodedata.normalize("NFKC", text))
    digits = CHINA.sub("", digits)
    if not SPELLED.fullmatch(digits):
        raise PhoneUnreadable
    return digits


def is_phone(words: str) -> bool:
    """Whether `words` are a number to call and nothing else."""
    try:
        return bool(phone_in(words))
    except PhoneUnreadable:
        return False


def contact_in(words: str) -> Contact:
    """What of `words` is a number, and the rest as the name. Raises PhoneUnreadable for digits that are no number, and
    TooLong."""
    text = unicodedata.normalize("NFKC", words)
    numbers = [run for run in RUN.finditer(text) if _digits(run.group()) >= MANY_DIGITS]
    if not numbers:
        if _digits(text) >= SCATTERED_DIGITS:
            raise PhoneUnreadable
        return Contact(name=_name(text))
    if len(numbers) > 1:
        raise PhoneUnreadable
    number = numbers[0]
    before, after = text[: number.start()], text[number.end() :]
    if _is_latin(before[-1:]) or _is_latin(after[:1]):
        raise PhoneUnreadable
    return Contact(_name(f"{before.rstrip(BETWEEN)} {after.lstrip(BETWEEN)}"), phone_in(number.group()))


def _digits(text: str) -> int:
    return sum(sign.isdecimal() for sign in text)


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()


def _name(text: str) -> str | None:
    said = _SAID_NOTHING.sub("", text)
    name = " ".join(said.strip(BETWEEN + "。!！").split())
    if len(name) > NAME_LIMIT:
        raise TooLong(limit=NAME_LIMIT)
    return name or None
