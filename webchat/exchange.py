"""The telephone exchange: everything that the bots' side and the persons' side share."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from webchat.accounts import Account, Accounts
from webchat.bots import Bot
from webchat.chatlog import ChatLog
from webchat.database import database_at
from webchat.files import Files
from webchat.hub import Hub
from webchat.limits import SendingLimits
from webchat.settings import WebchatSettings
from webchat.statements import W
from webchat.store import Change, Store
from webchat.webhooks import WebhookSender

CLEANING = 3600.0
RECEIPTS_KEPT = 14 * 86400.0


# A bot may put a method call into its answer to a webhook; the bots' side gives the function that runs it.
AnswerInWebhook = Callable[["Exchange", Bot, dict[str, Any]], Awaitable[None]]


class Exchange:
    def __init__(self, settings: WebchatSettings, answer_in_webhook: AnswerInWebhook) -> None:
        self.settings = settings
        self.now = settings.now
        self.store = Store(database_at(settings.database_url))
        self.hub = Hub()
        self.accounts = Accounts(self.store)
        self.log = ChatLog(self.store, self.hub)
        self.files = Files(self.store, settings.files_dir)
        self.limits = SendingLimits(settings.bot_limits)
        self.bots = {account.token: Bot(account, self.store) for account in settings.bots}
        self._by_id = {bot.id: bot for bot in self.bots.values()}
        self.front = self.bots[settings.bots[0].token]
        self.closing = asyncio.Event()
        self.webhooks = {
            bot.id: WebhookSender(settings, bot, partial(answer_in_webhook, self, bot)) for bot in self.bots.values()
        }
        self._cleaner: asyncio.Task[None] | None = None

    async def open(self) -> None:
        await asyncio.to_thread(self.files.prepare)
        try:
            await self.store.open()
        except BaseException:
            self.files.close()
            raise
        try:
            for bot in self.bots.values():
                await bot.open()
            change = Change()
            for person in self.settings.demo_people:
                await self.accounts.ensure_demo(change, self.front.id, person, self.now())
            await self.store.submit(change)
        except BaseException:
            await self.store.close()
            self.files.close()
            raise
        self._cleaner = asyncio.create_task(self._clean(), name="webchat cleaning")
        for sender in self.webhooks.values():
            sender.start()

    def hang_up(self) -> None:
        """Sends everybody who waits home: long polls answer empty, sockets close."""
        self.closing.set()
        self.hub.dismiss()
        for bot in self.bots.values():
            bot.updates.wake()

    async def close(self) -> None:
        self.hang_up()
        for sender in self.webhooks.values():
            await sender.stop()
        if self._cleaner:
            await self._cleaner
        await self.store.close()
        self.files.close()

    def bot_of(self, account: Account) -> Bot:
        return self._by_id[account.bot_id]

    async def _clean(self) -> None:
        """Forgets taps too old to be answered and receipts too old to be asked for again."""
        while not self.closing.is_set():
            change = Change()
            change.add(W.OLD_CALLBACKS, before=self.now() - self.settings.callback_ttl)
            change.add(W.OLD_RECEIPTS, before=self.now() - RECEIPTS_KEPT)
            self.store.submit(change)
            try:
                async with asyncio.timeout(CLEANING):
                    await self.closing.wait()
            except TimeoutError:
                continue
