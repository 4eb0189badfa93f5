"""What stands under a message, in the Bot API's own JSON."""

from typing import Any

from services.ports import Keyboard, Message

Markup = dict[str, Any]


def inline(message: Message) -> Markup | None:
    """The buttons of a card."""
    if not message.buttons:
        return None
    rows = (({"text": b.text, "callback_data": b.data, "url": b.url} for b in row) for row in message.buttons)
    return {"inline_keyboard": [[_without_none(button) for button in row] for row in rows]}


def markup(message: Message) -> Markup | None:
    """The same, or the keyboard that takes the letters' place."""
    return inline(message) if message.keyboard is None else _reply_keyboard(message.keyboard)


def _reply_keyboard(keyboard: Keyboard) -> Markup:
    if not keyboard.rows:
        return {"remove_keyboard": True}
    first, *rest = keyboard.rows
    asks = {"place": {"request_location": True}, "phone": {"request_contact": True}}.get(keyboard.asks or "", {})
    asked = [{"text": text, **asks} for text in first]
    return _without_none(
        {
            "keyboard": [asked, *([{"text": text} for text in row] for row in rest)],
            "resize_keyboard": True,
            "one_time_keyboard": True,
            "input_field_placeholder": keyboard.placeholder,
        }
    )


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
