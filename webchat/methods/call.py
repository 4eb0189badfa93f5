"""One call of a Bot API method on its way: who calls, with what, and the checks that most methods begin with."""

from dataclasses import dataclass

from webchat.accounts import Account
from webchat.bots import Bot
from webchat.errors import BotError, bad
from webchat.exchange import Exchange
from webchat.methods.params import Params


@dataclass(frozen=True, slots=True)
class Call:
    exchange: Exchange
    bot: Bot
    params: Params

    async def chat(self) -> Account:
        """The account that chat_id names, if it is one of this bot's."""
        if not self.params.has("chat_id"):
            raise bad("chat_id is empty")
        chat_id = self.params.text("chat_id").strip()
        account = await self.exchange.accounts.get(int(chat_id)) if chat_id.isdecimal() else None
        if account is None or account.bot_id != self.bot.id:
            raise bad("chat not found")
        return account

    async def open_chat(self) -> Account:
        """The same, to somebody who still wants to hear from the bot."""
        account = await self.chat()
        if account.blocked:
            raise BotError(403, "Forbidden: bot was blocked by the user")
        return account

    def spend(self, account: Account, messages: int = 1) -> None:
        self.exchange.limits.spend(self.bot.id, account.id, self.exchange.now(), messages)
