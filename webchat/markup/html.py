"""Telegram's HTML: a handful of tags, four named entities, and its exact complaints.

Source: https://core.telegram.org/bots/api#html-style. Byte offsets in complaints count
UTF-8, entity offsets UTF-16 units.
"""

import re
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from webchat.errors import bad
from webchat.markup.links import checked_link

Entity = dict[str, Any]
TYPES: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot));?")
ATTRIBUTE = re.compile(
    r"""\s*(?P<name>[^\s=>/"']*)\s*(?:=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[A-Za-z0-9.-]*)))?"""
)


@dataclass(slots=True)
class Open:
    tag: str
    argument: str
    offset: int


def units(text: str) -> int:
    """Length in UTF-16 code units, in which Telegram counts entities."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def unescape(text: str) -> str:
    return REFERENCE.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return NAMED[match[3]]
    code = int(match[1], 16) if match[1] else int(match[2])
    if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return match[0]
    return chr(code)


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and its entities. Raises BotError "can't parse entities: …"."""
    if "<" not in source:
        return unescape(source), []
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._out: list[str] = []
        self._length = 0
        self._open: list[Open] = []
        self._entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        while (start := self._source.find("<", self._at)) >= 0:
            self._text(self._source[self._at : start])
            if self._source.startswith("</", start):
                self._end_tag(start)
            else:
                self._start_tag(start)
        self._text(self._source[self._at :])
        if self._open:
            raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{self._open[-1].tag}\"")
        return "".join(self._out), self._entities

    def _text(self, raw: str) -> None:
        text = unescape(raw)
        self._out.append(text)
        self._length += units(text)

    def _start_tag(self, start: int) -> None:
        name = re.compile(r"[^\s>]*").match(self._source, start + 1)
        if name is None or name.end() == len(self._source):
            self._refuse("Unclosed start tag", start)
        tag = name[0].lower()
        if tag not in TYPES:
            self._refuse(f'Unsupported start tag "{tag}"', start)
        argument, end = self._attributes(tag, start, name.end())
        if tag == "span" and argument != "spoiler":
            self._refuse('Tag "span" must have class "tg-spoiler"', start)
        self._open.append(Open(tag, argument, self._length))
        self._at = end + 1

    def _attributes(self, tag: str, start: int, at: int) -> tuple[str, int]:
        """The one attribute that matters for the tag, and where its `>` is."""
        argument = ""
        while True:
            at += len(self._source[at:]) - len(self._source[at:].lstrip())
            if at >= len(self._source):
                self._refuse("Unclosed start tag", start)
            if self._source[at] == ">":
                return argument, at
            found = ATTRIBUTE.match(self._source, at)
            if found is None or not found["name"]:
                self._refuse(f'Empty attribute name in the tag "{tag}"', start)
            at = found.end()
            value = found["double"] if found["double"] is not None else found["single"]
            if value is None and found["bare"] is not None:
                value = found["bare"].lower()
                if at < len(self._source) and not (self._source[at].isspace() or self._source[at] == ">"):
                    self._refuse("Unexpected end of name token", found.start("bare"))
            argument = _argument(tag, found["name"].lower(), unescape(value or "")) or argument

    def _end_tag(self, start: int) -> None:
        if not self._open:
            self._refuse("Unexpected end tag", start)
        close = re.compile(r"</([^\s>]*)\s*>").match(self._source, start)
        if close is None:
            self._refuse("Unclosed end tag", start)
        opened = self._open.pop()
        if close[1] and close[1].lower() != opened.tag:
            found, expected = close[1].lower(), opened.tag
            self._refuse("Unmatched end tag", start, f', expected "</{expected}>", found "</{found}>"')
        if self._length > opened.offset:
            self._close(opened)
        self._at = close.end()

    def _close(self, opened: Open) -> None:
        entity: Entity = {"offset": opened.offset, "length": self._length - opened.offset, "type": TYPES[opened.tag]}
        if opened.tag == "a":
            text = "".join(self._out).encode("utf-16-le")[opened.offset * 2 :].decode("utf-16-le")
            link = link_entity(opened.argument or text)
            if link is None:
                return
            entity.update(link)
        elif opened.tag == "pre":
            inner = self._entities[-1] if self._entities else {}
            if inner.get("type") == "code" and all(inner[key] == entity[key] for key in ("offset", "length")):
                self._entities.pop()
                entity.update({"language": inner["language"]} if "language" in inner else {})
        elif opened.tag == "code" and opened.argument:
            entity["language"] = opened.argument
        elif opened.tag == "blockquote" and opened.argument:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = opened.argument
        self._entities.append(entity)

    def _refuse(self, complaint: str, at: int, more: str = "") -> NoReturn:
        offset = len(self._source[:at].encode("utf-8"))
        raise bad(f"can't parse entities: {complaint} at byte offset {offset}{more}")


def _argument(tag: str, name: str, value: str) -> str:
    match tag, name:
        case "a", "href":
            return value
        case "code", "class" if value.startswith("language-"):
            return value.removeprefix("language-")
        case "span", "class" if value.startswith("tg-"):
            return value.removeprefix("tg-")
        case "tg-emoji", "emoji-id":
            return value
        case "blockquote", "expandable":
            return "1"
    return ""


def link_entity(url: str) -> Entity | None:
    """The rest of a text_link entity, or None for a link that Telegram would drop."""
    checked = checked_link(url)
    return {"url": checked} if checked else None
