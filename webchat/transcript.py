"""Messages as a reader of a test's failure wants to see them."""

from collections.abc import Callable, Sequence
from typing import Any

Message = dict[str, Any]
Wanted = str | Callable[[Message], bool]


def text_of(message: Message) -> str:
    return str(message.get("text") or message.get("caption") or "")


def buttons_of(message: Message) -> list[dict[str, Any]]:
    return [button for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def matches(message: Message, wanted: Wanted) -> bool:
    return wanted in text_of(message) if isinstance(wanted, str) else wanted(message)


def line(message: Message) -> str:
    who = "bot" if message["from"]["is_bot"] else message["from"]["first_name"]
    kinds = [kind for kind in ("photo", "voice", "document", "venue", "location", "contact") if kind in message]
    edited = " (edited)" if "edit_date" in message else ""
    marks = "".join(f"[{kind}] " for kind in kinds[:1])
    shown = text_of(message).replace("\n", "\n        ")
    buttons = " ".join(f"<{button['text']}>" for button in buttons_of(message))
    return f"  #{message['message_id']} {who}{edited}: {marks}{shown}" + (f"\n        {buttons}" if buttons else "")


def transcript(messages: Sequence[Message], keyboard: dict[str, Any] | None, answers: Sequence[dict[str, Any]]) -> str:
    lines = ["The chat:", *(line(message) for message in messages[-30:])]
    if len(lines) == 1:
        lines.append("  (nothing was said)")
    if keyboard:
        lines.append(
            f"  keyboard: {' '.join(b['text'] for row in keyboard.get('keyboard', []) for b in row) or keyboard}"
        )
    lines.extend(f"  toast: {answer.get('text', '(empty)')}" for answer in answers[-5:])
    return "\n".join(lines)
