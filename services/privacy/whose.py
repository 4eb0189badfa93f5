"""All that leads to one person: their chats, their cases, and by what they are called."""

from dataclasses import dataclass

from sqlalchemy import select

from domain.erasing import OVER, unnamed
from models.case import Case
from models.people import Chat, Person
from services.act import Ctx


@dataclass(frozen=True)
class Whose:
    """`names` are what stands for them in words; `cases` are theirs by state: reported by them, or filed for their
    number and name."""

    person: Person
    chats: tuple[int, ...]
    names: tuple[str, ...]
    cases: dict[int, str]

    @property
    def id(self) -> int:
        return self.person.id

    @property
    def over(self) -> list[int]:
        return [id_ for id_, state in self.cases.items() if state in OVER]

    @property
    def running(self) -> list[int]:
        return [id_ for id_, state in self.cases.items() if state not in OVER]

    def unnamed(self, text: str) -> str:
        return unnamed(text, self.names)


async def whose(ctx: Ctx, person: Person) -> Whose:
    chats = (await ctx.session.scalars(select(Chat.id).where(Chat.person_id == person.id).order_by(Chat.id))).all()
    name, phone, number = (
        ctx.vault.open(sealed, f"person:{person.id}:{column}") if sealed is not None else None
        for sealed, column in ((person.name, "name"), (person.phone, "phone"), (person.number, "number"))
    )
    called = [word for word in (name, phone, number, person.nickname) if word]
    reported = select(Case.id, Case.state).where(Case.reporter_id == person.id)
    cases = dict((await ctx.session.execute(reported)).all())
    cases |= await _filed_for(ctx, person, name)
    return Whose(person, tuple(chats), tuple(called), cases)


async def _filed_for(ctx: Ctx, person: Person, name: str | None) -> dict[int, str]:
    """What a worker filed for them before they had a chat. A number may be a whole family's, so the name decides."""
    if person.phone_index is None or name is None:
        return {}
    query = select(Case.id, Case.state, Case.submission, Case.contact_name).where(
        Case.contact_phone_index == person.phone_index,
        Case.reporter_id.is_(None),
        Case.contact_name.is_not(None),
    )
    return {
        id_: state
        for id_, state, submission, sealed in await ctx.session.execute(query)
        if sealed is not None and ctx.vault.open(sealed, f"case:{submission}:contact_name") == name
    }
