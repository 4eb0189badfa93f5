"""How invitations look: for whoever gives a role, for whoever is offered one, and the list of those who hold one."""

from collections.abc import Collection, Iterable

from aiogram.filters.callback_data import CallbackData

from domain.roles import Role
from handlers.desk import Reader
from handlers.when import at_moment
from handlers.whistle.duty_roster_cards import DutyRosterTap
from services.people.invitations import Holder, Offer, Page
from services.pictures import QrCode
from services.ports import Button, Message

INVITE_LINK = "invite_"


class InviteTap(CallbackData, prefix="i"):
    """`do`: roles, units, kinds, make, people, end, end_sure. `unit` is also a page's start, or a held role's id."""

    do: str
    role: str = ""
    unit: int = 0
    kind: str = ""


class AnswerTap(CallbackData, prefix="ia"):
    """`do`: yes, no."""

    do: str
    token: str


def name_of(reader: Reader, role: Role, kind: str | None) -> str:
    """A force is called by its kind."""
    return reader.t.plain(f"force-{kind}") if kind else reader.t.plain(f"role-{role}")


def roles_card(reader: Reader, roles: Collection[Role]) -> Message:
    t = reader.t
    rows = [(Button(t.plain(f"role-{role}"), InviteTap(do="units", role=role).pack()),) for role in roles]
    rows.append((Button(t.plain("invite-people"), InviteTap(do="people").pack()),))
    if Role.FORCE in roles:
        rows.append((Button(t.plain("duty-roster-open"), DutyRosterTap(do="units").pack()),))
    return Message(text=t("invite-roles"), buttons=tuple(rows), card="invite", fresh=True)


def units_card(reader: Reader, role: Role, page: Page) -> Message:
    t, do = reader.t, "kinds" if role is Role.FORCE else "make"
    rows = [(Button(name, InviteTap(do=do, role=role, unit=id_).pack()),) for id_, name in page.rows]
    if page.after is not None:
        rows.append((Button(t.plain("list-more"), InviteTap(do="units", role=role, unit=page.after).pack()),))
    text = t("invite-units", role=t.plain(f"role-{role}")) if rows else t("invite-no-units")
    return Message(text=text, buttons=tuple(rows), card="invite")


def kinds_card(reader: Reader, unit_id: int, kinds: Iterable[str]) -> Message:
    t = reader.t
    rows = tuple(
        (Button(t.plain(f"force-{kind}"), InviteTap(do="make", role=Role.FORCE, unit=unit_id, kind=kind).pack()),)
        for kind in kinds
    )
    return Message(text=t("invite-kinds"), buttons=rows, card="invite")


def link_card(reader: Reader, token: str, offer: Offer) -> Message:
    """Told this once: only its hash is kept. The picture is for whoever stands there: the street's own page opens on
    any phone."""
    t, settings = reader.t, reader.act.ctx.settings
    webchat, telegram = settings.channels.webchat, settings.invitations.telegram_link
    page = f"{(webchat.public_url or f'http://{webchat.host}:{webchat.port}').rstrip('/')}/"
    bases = [base for base in (page if webchat.enabled else "", telegram) if base]
    links = [f"{base}?start={INVITE_LINK}{token}" for base in bases]
    when = at_moment(t, offer.until, reader.act.clock.now(), reader.act.ctx.zone)
    role = name_of(reader, offer.role, offer.kind)
    lines = [t("invite-made", role=role, unit=offer.unit, when=when), ""]
    lines += [t("invite-link", link=link) for link in links]
    lines += ["", t("invite-once")]
    below = (offer.unit, t.plain("invite-scan", when=when))
    qr = QrCode(t.plain("invite-qr", role=role), links[0], below) if links else None
    return Message(text="\n".join(lines), picture=qr, card="invite", fresh=True)


def offer_card(reader: Reader, token: str, offer: Offer) -> Message:
    t = reader.t
    yes = Button(t.plain("invite-accept"), AnswerTap(do="yes", token=token).pack())
    no = Button(t.plain("invite-decline"), AnswerTap(do="no", token=token).pack())
    text = t("invite-offer", role=name_of(reader, offer.role, offer.kind), unit=offer.unit)
    return Message(text=text, buttons=((yes, no),), card="invitation", fresh=True)


def people_card(reader: Reader, people: tuple[Holder, ...], after: int | None) -> Message:
    t = reader.t
    rows = [(Button(person_line(reader, one), InviteTap(do="end", unit=one.id).pack()),) for one in people]
    if after is not None:
        rows.append((Button(t.plain("list-more"), InviteTap(do="people", unit=after).pack()),))
    return Message(text=t("invite-people-title" if people else "invite-nobody"), buttons=tuple(rows), card="invite")


def end_card(reader: Reader, one: Holder) -> Message:
    """Asked once more: it takes effect at once."""
    t = reader.t
    sure = Button(t.plain("invite-end-sure"), InviteTap(do="end_sure", unit=one.id).pack())
    keep = Button(t.plain("invite-end-keep"), InviteTap(do="people").pack())
    return Message(text=t("invite-end-ask", who=person_line(reader, one)), buttons=((sure, keep),), card="invite")


def person_line(reader: Reader, one: Holder) -> str:
    t = reader.t
    name = one.name or t.plain("invite-no-name", id=str(one.person_id)[-4:])
    return t.plain("invite-person", name=name, role=name_of(reader, one.role, one.kind), unit=one.unit)
