"""From what a bot or a person wrote to the text and entities of a message."""

import re
from collections.abc import Sequence
from typing import Any, Final

from webchat.errors import bad
from webchat.jsons import clean
from webchat.markup.html import Entity, parse_html, units
from webchat.markup.links import checked_link

TEXT_LIMIT: Final = 4096
CAPTION_LIMIT: Final = 1024
MOST_ENTITIES: Final = 100
PLAIN: Final = {
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic", "underline",
    "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre", "text_link", "text_mention",
    "custom_emoji",
}  # fmt: skip
DETECTED = re.compile(
    r"""(?P<url>https?://[^\s<>"“”、，。！？；：（）【】《》]*[^\s<>"“”、，。！？；：（）【】《》.,!?;:)'\]])
    |(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/<>])
    |(?<![\w.@/])(?P<mention>@[A-Za-z][A-Za-z0-9_]{3,31})(?![\w@])
    |(?<![\w.+-])(?P<email>[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)""",
    re.VERBOSE,
)


def formatted(
    text: str, parse_mode: str | None, entities: Any = None, limit: int = TEXT_LIMIT
) -> tuple[str, list[Entity]]:
    """What a bot sent as text or caption. Leading and trailing white space goes, as at Telegram. Raises BotError."""
    text = clean(text)
    found: list[Entity] = []
    if parse_mode:
        if parse_mode.lower() != "html":
            raise bad("unsupported parse_mode")
        text, found = parse_html(text)
    elif entities:
        found = _given(entities)
    text, found = _trimmed(text, found)
    if len(text) > limit:
        raise bad("message is too long" if limit == TEXT_LIMIT else "message caption is too long")
    return text, ordered([*found, *_detected_beside(text, found)])


def plain(text: str) -> tuple[str, list[Entity]]:
    """What a person typed: trimmed, with the entities that Telegram finds by itself."""
    text = clean(text).strip()
    return text, detect(text)


def detect(text: str) -> list[Entity]:
    found, counted, at = [], 0, 0
    for match in DETECTED.finditer(text):
        counted += units(text[at : match.start()])
        length = units(match[0])
        found.append({"offset": counted, "length": length, "type": str(match.lastgroup)})
        counted, at = counted + length, match.end()
        if len(found) == MOST_ENTITIES:
            break
    return found


def ordered(entities: Sequence[Entity]) -> list[Entity]:
    """By place, the outer before the inner."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))[:MOST_ENTITIES]


def _detected_beside(text: str, given: Sequence[Entity]) -> list[Entity]:
    """Links, commands and mentions that do not touch a link or code that the bot marked itself."""
    closed = [
        e for e in given if e["type"] in ("code", "pre", "text_link", "text_mention", "url", "mention", "bot_command")
    ]
    return [
        entity
        for entity in detect(text)
        if not any(
            entity["offset"] < e["offset"] + e["length"] and e["offset"] < entity["offset"] + entity["length"]
            for e in closed
        )
    ]


def _given(entities: Any) -> list[Entity]:
    if not isinstance(entities, list):
        raise bad("can't parse entities: expected an Array")
    return [checked for entity in entities if (checked := _checked(entity))]


def _checked(entity: Any) -> Entity | None:
    """One entity of a bot's own list, None for a kind that is only ever detected or that nobody here could show."""
    if not isinstance(entity, dict):
        raise bad("can't parse MessageEntity: expected an Object")
    kind = entity.get("type")
    if not isinstance(kind, str):
        raise bad("can't parse MessageEntity: Can't find field \"type\"")
    if kind not in PLAIN:
        return None
    try:
        checked: Entity = {"offset": int(entity["offset"]), "length": int(entity["length"]), "type": kind}
    except (KeyError, TypeError, ValueError) as error:
        raise bad('can\'t parse MessageEntity: Field "offset" and "length" must be of type Number') from error
    if kind == "text_link":
        url = str(entity.get("url") or "")
        checked["url"] = checked_link(url)
        if checked["url"] is None:
            raise bad(f"entity URL '{url}' is invalid: Wrong HTTP URL")
    elif kind == "text_mention":
        return None
    elif kind == "pre" and entity.get("language"):
        checked["language"] = str(entity["language"])
    elif kind == "custom_emoji":
        checked["custom_emoji_id"] = str(entity.get("custom_emoji_id", ""))
    return checked


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without white space at both ends; entities move along and are cut where the text ends."""
    shorter = text.lstrip()
    gone, text = units(text) - units(shorter), shorter.rstrip()
    end, kept = units(text), []
    for entity in entities:
        start = max(entity["offset"] - gone, 0)
        stop = min(entity["offset"] - gone + entity["length"], end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return text, kept
