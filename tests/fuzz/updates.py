"""Updates of all kinds from the people of the small street and from strangers. What they tap is what anybody was shown,
as it is, with a field changed, or made up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.fuzz.contents import content, words

ODD_FIELDS = (
    "",
    "0",
    "-1",
    "1",
    "2",
    "3",
    "101",
    "9223372036854775807",
    "9223372036854775808",
    "x",
    "é",
    "1.5",
    "None",
    "家",
)
PREFIXES = (
    "m",
    "f",
    "c",
    "w",
    "ro",
    "rt",
    "lt",
    "l",
    "ho",
    "rd",
    "v",
    "vh",
    "ve",
    "rf",
    "cb",
    "st",
    "rw",
    "rs",
    "r",
    "lk",
    "i",
)
PRIVATE = "private"


@dataclass(frozen=True)
class Made:
    """An update as the Bot API gives it. `wants`: "message" (a private one, so it is answered), "tap" or nothing."""

    who: int
    body: dict[str, Any]
    wants: str


@dataclass
class Maker:
    dice: Random
    people: Sequence[int]
    buttons: list[str] = field(default_factory=list)
    """Callback data that somebody was shown; whoever taps may be somebody else."""
    _sent: dict[int, list[int]] = field(default_factory=dict)
    _count: int = 0

    def one(self) -> Made:
        who = self.dice.choice(self.people)
        at = self.dice.randrange(100)
        if at < 50:
            return Made(who, {"message": self._message(who) | content(self.dice)}, "message")
        if at < 85:
            return Made(who, {"callback_query": self._tap(who)}, "tap")
        if at < 93:
            return Made(who, {"edited_message": self._edited(who)}, "")
        return self._rare(who)

    def says(self, who: int, text: str) -> dict[str, Any]:
        return {"message": self._message(who) | {"text": text}}

    def _message(self, who: int) -> dict[str, Any]:
        self._count += 1
        self._sent.setdefault(who, []).append(self._count)
        return self._envelope(who) | {"message_id": self._count} | self._about()

    def _envelope(self, who: int) -> dict[str, Any]:
        language = self.dice.choice(({}, {"language_code": "zh-hans"}, {"language_code": "en"}))
        sender = {"id": who, "is_bot": False, "first_name": self.dice.choice(("居民", "<b>", "\u202ex"))} | language
        return {"date": 1764000000, "chat": {"id": who, "type": PRIVATE}, "from": sender}

    def _about(self) -> dict[str, Any]:
        """Replies, forwards and quotes of anything."""
        if self.dice.random() < 0.9:
            return {}
        chat = {"id": 5, "type": PRIVATE}
        return self.dice.choice(
            (
                {"reply_to_message": {"message_id": 1, "date": 1, "chat": chat, "text": "x"}},
                {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "x"}},
                {"quote": {"text": "x", "position": 0}},
                {"external_reply": {"origin": {"type": "hidden_user", "date": 1, "sender_user_name": "x"}}},
                {"via_bot": {"id": 6, "is_bot": True, "first_name": "b"}},
            )
        )

    def _edited(self, who: int) -> dict[str, Any]:
        earlier = self.dice.choice([*self._sent.get(who, [])[-5:], 10**9])
        return self._envelope(who) | {"message_id": earlier, "edit_date": 2} | content(self.dice)

    def _tap(self, who: int) -> dict[str, Any]:
        self._count += 1
        query: dict[str, Any] = {"id": f"q{self._count}", "from": self._envelope(who)["from"], "chat_instance": "1"}
        query |= {"data": self._data()} if self.dice.random() < 0.98 else {"game_short_name": "x"}
        message = {"message_id": self.dice.randrange(1, 50), "chat": {"id": who, "type": PRIVATE}}
        shown = self.dice.choice(({"date": 0}, {"date": 1, "text": "…"}, {"date": 1, "text": "…"}))
        return query | {"message": message | shown}

    def _data(self) -> str:
        if not self.buttons or self.dice.random() < 0.1:
            made_up = ":".join([self.dice.choice(PREFIXES), *self.dice.choices(ODD_FIELDS, k=self.dice.randrange(6))])
            return self.dice.choice((made_up, words(self.dice)))[:64] or "x"
        data = self.dice.choice(self.buttons[-300:])
        if self.dice.random() < 0.3:
            fields = data.split(":")
            fields[self.dice.randrange(len(fields))] = self.dice.choice(ODD_FIELDS)
            return ":".join(fields)
        return data

    def _rare(self, who: int) -> Made:
        """Groups, channels, memberships, and kinds that nobody subscribed to."""
        bot = {"id": 1, "is_bot": True, "first_name": "家门口"}
        out = self.dice.choice(({"status": "member"}, {"status": "kicked", "until_date": 0}))
        change = {"old_chat_member": {"user": bot, "status": "left"}, "new_chat_member": {"user": bot} | out}
        group = self._message(who) | {
            "chat": {"id": -who, "type": self.dice.choice(("group", "supergroup")), "title": "x"}
        }
        bodies: tuple[Mapping[str, Any], ...] = (
            {"my_chat_member": self._envelope(who) | change},
            {"message": group | content(self.dice)},
            {"channel_post": {"message_id": 1, "date": 1, "chat": {"id": -9, "type": "channel"}, "text": "x"}},
            {
                "inline_query": {
                    "id": "1",
                    "from": self._envelope(who)["from"],
                    "query": words(self.dice)[:256],
                    "offset": "",
                }
            },
            {"poll_answer": {"poll_id": "1", "option_ids": [], "option_persistent_ids": []}},
            {"telepathy": {"from": {"id": who}, "thought": "…"}},
        )
        return Made(who, dict(self.dice.choice(bodies)), "")
