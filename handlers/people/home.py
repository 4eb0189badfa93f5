"""Pieces that several forms share: agreeing to the notice, and saying where one lives."""

from handlers.desk import Desk
from handlers.form.buttons import choices, tap
from handlers.form.forms import Draft
from services import streets
from services.people import people
from services.ports import Button, Message

NOWHERE = "0"
HOME_PIECES = frozenset({"consent", "street", "community", "compound"})


async def missing_home(desk: Desk, draft: Draft) -> str | None:
    """Consent first, then street where there are several, then community, then compound; whoever has said it once is
    not asked again."""
    if not desk.actor.consented and not draft.pieces.get("consent"):
        return "consent"
    if desk.actor.community_id is None and not draft.pieces.get("community") and not draft.pieces.get("place"):
        known = await desk.act.look(streets.streets)
        if len(known) > 1 and not draft.pieces.get("street"):
            return "street"
        draft.pieces["street"] = draft.pieces.get("street") or str(known[0][0])
        return "community"
    if draft.pieces.get("community") and not draft.pieces.get("compound"):
        return "compound"
    return None


async def ask_home(desk: Desk, draft: Draft, piece: str) -> Message:
    t = desk.t
    if piece == "consent":
        agree = Button(t.plain("consent-agree"), tap(draft, "pick", "consent", "yes"))
        return Message(text=t("consent-ask"), buttons=((agree,),))
    if piece == "street":
        options = [(str(id_), name) for id_, name in await desk.act.look(streets.streets)]
        return Message(text=t("home-ask-street"), buttons=tuple(choices(draft, "street", options)))
    if piece == "community":
        found = await desk.act.look(people.communities, int(draft.pieces["street"]))
        options = [(str(id_), name) for id_, name in found]
        return Message(text=t("home-ask-community"), buttons=tuple(choices(draft, "community", options)))
    community = int(draft.pieces["community"])
    options = [(str(id_), name) for id_, name in await desk.act.look(people.compounds, community)]
    options.append((NOWHERE, t.plain("home-none-of-these")))
    return Message(text=t("home-ask-compound"), buttons=tuple(choices(draft, "compound", options)))


async def took_home(desk: Desk, draft: Draft, piece: str) -> Desk | None:
    """What follows from a tap: consent makes a person of a chat, who goes on at the desk returned; a compound is
    remembered as theirs."""
    if piece == "consent":
        return desk.of(await desk.act(people.give_consent))
    if piece == "compound":
        compound = draft.pieces["compound"]
        await desk.act(people.settle, int(draft.pieces["community"]), None if compound == NOWHERE else int(compound))
    return None
