"""What makes asking forty routers cheap: an update is shown only to those that handle its kind, a tap only to those
whose buttons begin as it does, words to none that hears commands only, a tap is unpacked once, and no filter is sent to
a thread or asks the network.

aiogram asks every router and every handler in turn, unpacking the tap each time, and runs a filter that is no coroutine
function in a thread; that was a third of the time of handling an update. Of "/start@somebot" it asks the server who the
bot is, inside the transaction; in a private chat that is always us.
"""

from collections.abc import Awaitable, Callable, Sequence
from functools import lru_cache
from typing import Any, Literal

from aiogram import BaseMiddleware, Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.dispatcher.event.handler import FilterObject
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData, CallbackQueryFilter
from aiogram.types import CallbackQuery, Message, TelegramObject

OF_AIOGRAM = {"update", "error"}
ANY = ("",)
"""Everything begins so."""


def quicken(root: Router) -> None:
    """Once everything is included. `root` itself handles nothing."""
    for router in root.chain_tail:
        for observer in router.observers.values():
            for handler in observer.handlers:
                for one in handler.filters or ():
                    _run_here(one)
    for kind in root.observers.keys() - OF_AIOGRAM:
        root.observers[kind].outer_middleware(_Straight(kind, root.sub_routers))


class _Straight(BaseMiddleware):
    """Goes to the routers that may handle an update, in their order, in place of aiogram's walk through all of them."""

    def __init__(self, kind: str, routers: Sequence[Router]) -> None:
        self._kind = kind
        self._ways = [(router, _begin(router, kind)) for router in routers if _handles(router, kind)]

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        said = _said(event)
        for router, beginnings in self._ways:
            if said.startswith(beginnings):
                answer = await router.propagate_event(self._kind, event, **data)
                if answer is not UNHANDLED:
                    return answer
        return UNHANDLED


def _handles(router: Router, kind: str) -> bool:
    return any(one.observers[kind].handlers for one in router.chain_tail)


def _said(event: TelegramObject) -> str:
    """What decides who is asked."""
    if isinstance(event, CallbackQuery):
        return event.data or ""
    return (event.text or event.caption or "").lstrip() if isinstance(event, Message) else ""


def _begin(router: Router, kind: str) -> tuple[str, ...]:
    known = {"callback_query": buttons_of, "message": commands_of}
    if kind not in known or router.sub_routers:
        return ANY
    return known[kind](router.observers[kind]) or ANY


def buttons_of(taps: TelegramEventObserver) -> tuple[str, ...]:
    """How the data of all taps that `taps` can handle begin; nothing where one of its handlers takes any."""
    found: set[str] = set()
    for handler in taps.handlers:
        kinds = [f.callback.callback_data for f in handler.filters or () if isinstance(f.callback, CallbackQueryFilter)]
        if not kinds:
            return ()
        found.add(f"{kinds[0].__prefix__}{kinds[0].__separator__}")
    return tuple(sorted(found))


def commands_of(messages: TelegramEventObserver) -> tuple[str, ...]:
    """The commands of all messages that `messages` can handle; nothing where one of its handlers takes others."""
    found: set[str] = set()
    for handler in messages.handlers:
        heard = [f.callback for f in handler.filters or () if isinstance(f.callback, Command)]
        if not heard or heard[0].ignore_case or not all(isinstance(name, str) for name in heard[0].commands):
            return ()
        found |= {f"{sign}{name}" for sign in heard[0].prefix for name in heard[0].commands}
    return tuple(sorted(found))


def _run_here(one: FilterObject) -> None:
    if isinstance(one.callback, Command):
        one.callback.ignore_mention = True
    if isinstance(one.callback, CallbackQueryFilter):
        one.callback = _UnpackedOnce(callback_data=one.callback.callback_data, rule=one.callback.rule)
    if one.awaitable:
        return
    decide = one.callback

    async def decide_here(*args: Any, **kwargs: Any) -> Any:
        return decide(*args, **kwargs)

    one.callback, one.awaitable = decide_here, True


@lru_cache(maxsize=256)
def _unpacked(kind: type[CallbackData], data: str) -> CallbackData | None:
    try:
        return kind.unpack(data)
    except (TypeError, ValueError):
        return None


class _UnpackedOnce(CallbackQueryFilter):
    """As aiogram's: a router's handlers ask one after the other, each of the same tap."""

    async def __call__(self, query: CallbackQuery) -> Literal[False] | dict[str, Any]:
        tap = _unpacked(self.callback_data, query.data or "")
        if tap is None or not (self.rule is None or self.rule.resolve(tap)):
            return False
        return {"callback_data": tap}
