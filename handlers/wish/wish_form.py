"""The little form of whatever about a wish needs words or a photo: each kind says what it asks for and what it does."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from domain.errors import NotFound
from domain.geo import Point
from domain.wish_flow import WishMove
from handlers.back import WISHES, at_page
from handlers.clip import WORDS_ON_CARD, clip
from handlers.desk import Desk
from handlers.form.buttons import place_keyboard, skip_row, tap
from handlers.form.forms import Draft, Form, register
from handlers.form.inputs import Kind
from handlers.report.report_cards import with_received
from handlers.wish.wish_cards import wall_card, wish_card, wish_kinds
from handlers.wish.wish_tap import WishTap
from services.case.case_given import has_photo
from services.ports import Button, Message
from services.wish import wish_takeups, wish_views, wishes


@dataclass(frozen=True)
class Ask:
    """`photo` and `words`: what has to be there; `either`: one of both is enough."""

    use: Callable[[Desk, str, dict[str, Any]], Awaitable[None]]
    photo: bool = False
    words: bool = False
    either: bool = False

    @property
    def at_once(self) -> bool:
        """Words alone need no card to confirm."""
        return self.words and not self.photo


async def _reword(desk: Desk, code: str, given: dict[str, Any]) -> None:
    await desk.act(wishes.reword, code, given["note"])


async def _decline(desk: Desk, code: str, given: dict[str, Any]) -> None:
    await desk.act(wishes.decline, code, given["note"])


async def _give_back(desk: Desk, code: str, given: dict[str, Any]) -> None:
    await desk.act(wish_takeups.give_back, code, given["note"])


async def _fulfil(desk: Desk, code: str, given: dict[str, Any]) -> None:
    await desk.act(wish_takeups.fulfil, code, given.get("note"), given.get("files", ()))


async def _thank(desk: Desk, code: str, given: dict[str, Any]) -> None:
    await desk.act(wish_takeups.thank, code, given.get("note"), given.get("files", ()))


async def _ask(desk: Desk, code: str, given: dict[str, Any]) -> None:
    await desk.act(wish_takeups.ask, code, given["note"], given.get("files", ()))


async def _reply(desk: Desk, code: str, given: dict[str, Any]) -> None:
    await desk.act(wish_takeups.reply, code, given["note"], given.get("files", ()))


async def _share(desk: Desk, code: str, given: dict[str, Any]) -> None:
    await desk.act(wishes.share_contact, code, given["note"])


async def _photo(desk: Desk, code: str, given: dict[str, Any]) -> None:
    await desk.act(wishes.choose_photo, code, next(file for file in given["files"] if file["kind"] == "photo"))


ASKS: dict[str, Ask] = {
    WishMove.REWORD: Ask(_reword, words=True),
    WishMove.DECLINE: Ask(_decline, words=True),
    WishMove.GIVE_BACK: Ask(_give_back, words=True),
    WishMove.FULFIL: Ask(_fulfil, photo=True, words=True),
    WishMove.THANK: Ask(_thank, either=True),
    "ask": Ask(_ask, words=True),
    "reply": Ask(_reply, words=True),
    "share": Ask(_share, words=True),
    "photo": Ask(_photo, photo=True),
}


class WishForm(Form):
    """`code` and `do` are there from the start."""

    name = "wish"
    takes: ClassVar = {Kind.WORDS: "note", Kind.PHOTO: "files", Kind.VOICE: "files"}
    many = frozenset({"files"})
    gathers = True
    about = ("code", "do")

    def completes(self, desk: Desk, draft: Draft) -> bool:
        ask = ASKS[draft.pieces["do"]]
        return ask.at_once or not (ask.words or ask.either)

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        ask, pieces = ASKS[draft.pieces["do"]], draft.pieces
        if ask.photo and not has_photo(pieces.get("files", ())):
            return "files"
        if ask.words and not pieces.get("note"):
            return "note"
        if ask.either and not (pieces.get("note") or pieces.get("files")):
            return "note"
        return None

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        do, t = draft.pieces["do"], desk.t
        photo = piece == "files" and ASKS[do].photo
        question = t(f"wish-ask-{do}-photo") if photo else t(f"wish-ask-{do}")
        return Message(text=with_received(desk, draft.pieces.get("files", []), question))

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        t, pieces = desk.t, draft.pieces
        files = pieces.get("files", [])
        photos = sum(file["kind"] == "photo" for file in files)
        lines = [t(f"wish-check-{pieces['do']}", code=pieces["code"])]
        if pieces.get("note"):
            lines.append(t("move-said", note=clip(pieces["note"], WORDS_ON_CARD)))
        lines.append(t("report-media", photos=photos, voices=len(files) - photos))
        buttons = (
            (Button(t.plain("form-send"), tap(draft, "send")),),
            (Button(t.plain("form-edit-note"), tap(draft, "edit", "note")),),
        )
        return Message(text="\n".join(lines), buttons=buttons)

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        do, code = draft.pieces["do"], draft.pieces["code"]
        await ASKS[do].use(desk, code, draft.pieces)
        record = Message(text=desk.t(f"wish-done-{do}", code=code), card=draft.card)
        return record, await wish_card(desk, code, fresh=True)


class NearForm(Form):
    """A place, for the wall: used once, and kept nowhere."""

    name = "wish_near"
    takes: ClassVar = {Kind.PLACE: "place"}

    def completes(self, desk: Desk, draft: Draft) -> bool:
        return True

    async def put(self, desk: Desk, draft: Draft, piece: str, value: Any) -> None:
        """Refuses with NotFound what is no place on earth."""
        try:
            Point(value["lat"], value["lon"])
        except ValueError as nowhere:
            raise NotFound from nowhere
        await super().put(desk, draft, piece, value)

    async def missing(self, desk: Desk, draft: Draft) -> str | None:
        return None if "place" in draft.pieces or "place" in draft.skipped else "place"

    async def ask(self, desk: Desk, draft: Draft, piece: str) -> Message:
        buttons = (skip_row(desk, draft, "place"),)
        return Message(text=desk.t("wish-ask-near"), buttons=buttons, keyboard=place_keyboard(desk))

    async def confirm(self, desk: Desk, draft: Draft) -> Message:
        return await self.ask(desk, draft, "place")

    async def submit(self, desk: Desk, draft: Draft) -> tuple[Message, ...]:
        here = WishTap(do="wall", category=draft.pieces.get("category", ""))
        if "place" in draft.pieces:
            here.lat, here.lon = (round(draft.pieces["place"][part], 3) for part in ("lat", "lon"))
        return Message(text=desk.t("wish-near-used"), card=draft.card), await show_wall(desk, here, fresh=True)


async def show_wall(desk: Desk, here: WishTap, *, fresh: bool = False) -> Message:
    """The page that `here` leads to; a kind that the config does not (any longer) have is every kind."""
    if here.category not in wish_kinds(desk):
        here = here.model_copy(update={"category": ""})
    page = await desk.act.look(
        wish_views.wall,
        done=here.do == "done",
        category=here.category or None,
        near=here.place,
        after=here.after,
    )
    await at_page(desk, WISHES, here.pack())
    return wall_card(desk, page, here, fresh=fresh)


register(WishForm())
register(NearForm())
