"""What a bot is and says about itself: getMe, names and descriptions, command lists; and what it may know of a chat."""

import re
from typing import Any

from webchat.errors import bad
from webchat.jsons import TRUE, dumps
from webchat.methods.call import Call

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
CHAT_SCOPES = ("chat", "chat_administrators")


async def get_me(call: Call) -> str:
    abilities = {"can_join_groups": False, "can_read_all_group_messages": False, "supports_inline_queries": False}
    return dumps({**call.bot.user, **abilities, "can_connect_to_business": False, "has_main_web_app": False})


async def get_chat(call: Call) -> str:
    account = await call.chat()
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    more = {"accent_color_id": account.id % 7, "max_reaction_count": 11}
    return dumps({**account.chat, **more, "accepted_gift_types": dict.fromkeys(gifts, False)})


def _language(call: Call) -> str:
    language = call.params.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad("invalid language code specified")
    return language


async def _scope(call: Call) -> str:
    """The scope's name in the table of commands."""
    scope = call.params.structure("scope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind in SCOPES:
        return str(kind)
    if kind in CHAT_SCOPES:
        chat_id = str(scope.get("chat_id", ""))
        account = await call.exchange.accounts.get(int(chat_id)) if chat_id.isdecimal() else None
        if account is None or account.bot_id != call.bot.id:
            raise bad("chat not found")
        return f"{kind}:{account.id}"
    raise bad("can't parse BotCommandScope: unsupported type specified")


def _commands(given: Any) -> list[dict[str, str]]:
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise bad("can't parse commands JSON array")
    if len(given) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    commands = []
    for one in given:
        command = str(one.get("command", "")).removeprefix("/")
        description = str(one.get("description", "")).strip()
        if not COMMAND.fullmatch(command):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(description) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
        commands.append({"command": command, "description": description})
    return commands


async def set_my_commands(call: Call) -> str:
    return await _put_commands(call, _commands(call.params.structure("commands")))


async def delete_my_commands(call: Call) -> str:
    return await _put_commands(call, [])


async def _put_commands(call: Call, commands: list[dict[str, str]]) -> str:
    """Open pages see their new list at once; all others get it when they come back."""
    hub, bot = call.exchange.hub, call.bot
    scope, language = await _scope(call), _language(call)
    if bot.commands(scope, language) == commands:
        return TRUE
    await bot.set_commands(scope, language, commands)
    for chat_id in hub.chats():
        account = await call.exchange.accounts.get(chat_id)
        if account and account.bot_id == bot.id and scope in (f"chat:{chat_id}", "all_private_chats", "default"):
            shown = bot.commands_for(chat_id, account.language_code)
            hub.tell(chat_id, commands_event(account.last_seq, shown))
    return TRUE


def commands_event(seq: int, commands: list[dict[str, str]]) -> str:
    return dumps({"seq": seq, "type": "commands", "commands": commands})


async def get_my_commands(call: Call) -> str:
    return dumps(call.bot.commands(await _scope(call), _language(call)))


async def _set_text(call: Call, what: str, name: str, most: int) -> str:
    text, language = call.params.text(name), _language(call)
    if len(text) > most:
        raise bad(f"{name.replace('_', ' ')} is too long")
    texts: dict[str, str] = {**getattr(call.bot.state, what), language: text}
    await call.bot.alter(**{what: {key: value for key, value in texts.items() if value}})
    return TRUE


def _get_text(call: Call, what: str, name: str) -> str:
    texts: dict[str, str] = getattr(call.bot.state, what)
    return dumps({name: texts.get(_language(call)) or texts.get("", "")})


async def set_my_name(call: Call) -> str:
    return await _set_text(call, "names", "name", 64)


async def get_my_name(call: Call) -> str:
    return dumps({"name": call.bot.name(_language(call))})


async def set_my_description(call: Call) -> str:
    return await _set_text(call, "descriptions", "description", 512)


async def get_my_description(call: Call) -> str:
    return _get_text(call, "descriptions", "description")


async def set_my_short_description(call: Call) -> str:
    return await _set_text(call, "short_descriptions", "short_description", 120)


async def get_my_short_description(call: Call) -> str:
    return _get_text(call, "short_descriptions", "short_description")
