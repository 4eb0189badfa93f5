"""Keyboards under messages and in place of the typing field, checked as Telegram checks them.

Only fields that we know are passed on, so that every library of today reads what was accepted.
"""

from typing import Any, Final

from webchat.errors import BotError, bad
from webchat.jsons import dumps
from webchat.markup.links import checked_link

DATA_BYTES: Final = 64
MOST_BUTTONS: Final = 100
REMOVE: Final = ""
Markup = dict[str, Any]


def inline_keyboard(markup: Any) -> Markup | None:
    """An InlineKeyboardMarkup to be stored with its message, None for none or an empty one. Raises BotError."""
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if rows is None:
        if markup:
            raise bad("inline keyboard expected")
        return None
    checked = _rows(rows, "inline keyboard", _inline_button)
    return {"inline_keyboard": checked} if checked else None


def split(markup: Any) -> tuple[Markup | None, str | None]:
    """What a new message's reply_markup means: the inline keyboard, or the reply keyboard as JSON (REMOVE: none)."""
    if markup is None:
        return None, None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "keyboard" in markup:
        return None, dumps(_reply_keyboard(markup))
    if markup.get("remove_keyboard"):
        return None, REMOVE
    if markup.get("force_reply"):
        return None, dumps({"force_reply": True, **_kept(markup, "input_field_placeholder", "selective")})
    return inline_keyboard(markup), None


def goes_after_use(keyboard: str | None) -> bool:
    """Whether the next message of the person takes this keyboard away."""
    return keyboard is not None and ('"one_time_keyboard":true' in keyboard or keyboard.startswith('{"force_reply"'))


def button_with(markup: Any, data: str) -> bool:
    rows = (markup or {}).get("inline_keyboard", [])
    return any(button.get("callback_data") == data for row in rows for button in row)


def _rows(rows: Any, where: str, check: Any) -> list[list[Markup]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad(f"can't parse {where}: Field must be of type Array of Array")
    checked = [[check(button) for button in row] for row in rows if row]
    if sum(map(len, checked)) > MOST_BUTTONS:
        raise bad("REPLY_MARKUP_TOO_LONG")
    return checked


def _text(button: Any, where: str) -> str:
    if not isinstance(button, dict):
        raise bad(f"can't parse {where} button: Button must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad(f'can\'t parse {where} button: Field "text" must be of type String')
    if not text.strip():
        raise bad(f"can't parse {where} button: Button text must be non-empty")
    return text


def _inline_button(button: Any) -> Markup:
    checked: Markup = {"text": _text(button, "inline keyboard")}
    checked.update(_kept(button, "style"))
    if url := button.get("url"):
        checked["url"] = checked_link(str(url))
        if checked["url"] is None:
            raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    elif data := button.get("callback_data"):
        if not isinstance(data, str) or len(data.encode()) > DATA_BYTES:
            raise bad("BUTTON_DATA_INVALID")
        checked["callback_data"] = data
    elif isinstance(button.get("copy_text"), dict):
        checked["copy_text"] = {"text": str(button["copy_text"].get("text", ""))}
        if not 1 <= len(checked["copy_text"]["text"]) <= 256:
            raise bad("BUTTON_COPY_TEXT_INVALID")
    else:
        raise _unknown(button)
    return checked


def _unknown(button: Markup) -> BotError:
    """Web apps, payments, inline queries and logins are not of this channel."""
    others = set(button) - {"text", "style", "icon_custom_emoji_id", "callback_data", "url", "copy_text"}
    if any(button[name] not in (None, "") for name in others):
        return bad("BUTTON_TYPE_INVALID")
    return bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")


def _reply_keyboard(markup: Markup) -> Markup:
    rows = _rows(markup["keyboard"], "reply keyboard", _reply_button)
    if not rows:
        raise bad("reply keyboard must be non-empty")
    options = _kept(
        markup, "is_persistent", "resize_keyboard", "one_time_keyboard", "selective", "input_field_placeholder"
    )
    return {"keyboard": rows, **options}


def _reply_button(button: Any) -> Markup:
    if isinstance(button, str):
        button = {"text": button}
    checked: Markup = {"text": _text(button, "reply keyboard"), **_kept(button, "style")}
    for request in ("request_contact", "request_location"):
        if button.get(request):
            checked[request] = True
    return checked


def _kept(markup: Markup, *names: str) -> Markup:
    return {name: markup[name] for name in names if markup.get(name)}
