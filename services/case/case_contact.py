"""How somebody can be reached for whom a worker filed: sealed with the case, opened for whoever handles it, each look
written down."""

from collections.abc import Mapping
from typing import Any

from domain.case_flow import Party
from domain.contact import Contact
from domain.errors import NotFound
from models.audit import AccessLog
from models.base import Sealed
from models.case import Case
from services.access import case_for
from services.act import Ctx

LOOKED = "case_contact"
HANDS = frozenset({Party.WORKER, Party.COMMUNITY})
"""The street has lists of all cases, and no need of everybody's number."""


def sealed_contact(ctx: Ctx, submission: str, contact: Contact) -> Mapping[str, Any]:
    """The columns of a case that hold `contact`."""
    found: dict[str, Any] = {}
    if contact.name is not None:
        found["contact_name"] = ctx.vault.seal(contact.name, _bound_to(submission, "name"))
    if contact.phone is not None:
        found["contact_phone"] = ctx.vault.seal(contact.phone, _bound_to(submission, "phone"))
        found["contact_phone_index"] = ctx.vault.index(contact.phone)
    return found


def is_open_to(ctx: Ctx, case: Case, parties: frozenset[Party]) -> bool:
    """Whether there is a name or a number, and the reader deals with the case."""
    left = case.contact_name is not None or case.contact_phone is not None
    handles = case.handler_id is not None and case.handler_id == ctx.actor.person_id
    return left and not case.anonymous and (handles or bool(parties & HANDS))


async def look_up(ctx: Ctx, number: str) -> Contact:
    """Opened and written down: run it as a use case that writes. Raises NotFound."""
    case, parties = await case_for(ctx, number)
    if not is_open_to(ctx, case, parties):
        raise NotFound
    ctx.session.add(AccessLog(at=ctx.now, actor_id=ctx.person_id, what=LOOKED, subject_id=case.id))
    await ctx.session.flush()

    return opened(ctx, case)


def opened(ctx: Ctx, case: Case) -> Contact:
    """What was left with the case; whoever asks has written the look down."""

    def word(sealed: Sealed | None, what: str) -> str | None:
        return ctx.vault.open(sealed, _bound_to(case.submission, what)) if sealed is not None else None

    return Contact(word(case.contact_name, "name"), word(case.contact_phone, "phone"))


def seal_draft(ctx: Ctx, submission: str, contact: Contact) -> dict[str, str]:
    """For a draft, which lies in the database too: `contact` as hex of its seals."""
    said = {"name": contact.name, "phone": contact.phone}
    return {what: ctx.vault.seal(text, _bound_to(submission, what)).token.hex() for what, text in said.items() if text}


def open_draft(ctx: Ctx, submission: str, sealed: Mapping[str, str]) -> Contact:
    opened = {
        what: ctx.vault.open(Sealed(bytes.fromhex(token)), _bound_to(submission, what))
        for what, token in sealed.items()
    }
    return Contact(opened.get("name"), opened.get("phone"))


def _bound_to(submission: str, what: str) -> str:
    return f"case:{submission}:contact_{what}"
