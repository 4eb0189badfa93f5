"""Somebody of whom the house knows everything that it can know, with words of their own in every column that may hold
some; and a walk through the database that finds them again."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from domain.roles import Role
from models import Base
from models.audit import AccessLog
from models.base import Sealed
from models.home_offer import HomeOffer
from models.media import Media, MediaCopy
from models.outbox import Card, Conversation, Inbox, Outbox
from models.people import AgreementAccepted, Care, Chat, Consent, EarlierHome, Person, PhoneClaim, Quieted, RoleHeld
from models.photo_look import PhotoLike, PhotoLook
from models.places import Household
from models.privacy import DataExport
from models.reward import RewardStock, Voucher
from models.rider import RiderProfile
from models.roster import RosterFile
from models.station import Station, StationCheckIn
from models.visit import Absence, Visit, VisitCorrection, VisitMedia, VisitMet, VisitWindow
from services.act import Ctx
from services.points.points import SystemAccount, account_of, transfer
from services.ports import Vault
from tests.support.street import COMMUNITY, GRID_1, GRID_2, LONG_AGO, STREET, WANG, ZHAO, ZHOU

YESTERDAY = timedelta(days=1)


@dataclass
class Planted:
    """`word` stands in everything that they said, `name` and `phone` also in what others wrote about them."""

    id: int
    name: str
    phone: str
    word: str
    vault: Vault
    household: int = 0
    cases: dict[str, int] = field(default_factory=dict)

    @property
    def chats(self) -> tuple[int, int]:
        return self.id, self.id + 50_000

    @property
    def number(self) -> str:
        return f"G22-{self.id}"

    @property
    def nickname(self) -> str:
        return f"{self.word}号"

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(hashlib.sha256(f"{self.id}-{n}".encode()).hexdigest() for n in range(7))

    @property
    def marks(self) -> tuple[str, ...]:
        """All by which they could be known again."""
        indexes = (self.vault.index(self.phone).hex(), self.vault.index(self.number).hex())
        external = tuple(str(chat + 7_000_000) for chat in self.chats)
        return (
            self.name,
            self.phone,
            self.word,
            self.number,
            self.nickname,
            f"{self.id}室",
            *external,
            *indexes,
            *self.files,
        )

    def said(self) -> str:
        return f"{self.word}：我是{self.name}，电话{self.phone}"

    def about(self) -> str:
        return f"已联系{self.name}，{self.phone}"


async def add(ctx: Ctx, *rows: Base) -> None:
    for row in rows:
        ctx.session.add(row)
        await ctx.session.flush()


async def plant_person(ctx: Ctx, one: Planted, household: int | None) -> None:
    def sealed(text: str, column: str) -> Sealed:
        return ctx.vault.seal(text, f"person:{one.id}:{column}")

    one.household = household or one.id
    if household is None:
        door = ctx.vault.seal(f"{one.id}室", f"household:{one.id}:door")
        home = Household(id=one.id, building_id=1, grid_id=GRID_1, door=door, walk_order=1, since=LONG_AGO)
        await add(ctx, home)
    person = Person(
        id=one.id,
        created_at=ctx.now,
        name=sealed(one.name, "name"),
        phone=sealed(one.phone, "phone"),
        phone_index=ctx.vault.index(one.phone),
        number=sealed(one.number, "number"),
        number_index=ctx.vault.index(one.number),
        nickname=one.nickname,
        large_type=True,
        community_id=COMMUNITY,
        compound_id=1,
        household_id=one.household,
    )
    await add(ctx, person)
    for channel, chat_id in zip(("test", "webchat"), one.chats, strict=True):
        chat = Chat(channel=channel, external_id=chat_id + 7_000_000, created_at=ctx.now, person_id=one.id)
        chat.id = chat_id
        await add(ctx, chat)
    note = ctx.vault.seal(one.about(), f"care:{one.id}:living_alone:note")
    version = ctx.settings.street.notice_version
    await add(
        ctx,
        Consent(person_id=one.id, notice_version=version, given_at=ctx.now),
        PhoneClaim(person_id=one.id, phone_index=ctx.vault.index(one.phone), claimed_at=ctx.now, proven_at=ctx.now),
        Quieted(person_id=one.id, notice="visit_remainder"),
        EarlierHome(person_id=one.id, household_id=one.household, until=ctx.today - YESTERDAY),
        Care(person_id=one.id, category="living_alone", starts_on=LONG_AGO, note=note),
        RoleHeld(
            person_id=one.id,
            role=Role.GRID_WORKER,
            unit_id=GRID_2,
            starts_on=LONG_AGO,
            ends_on=ctx.today - YESTERDAY,
        ),
        AccessLog(at=ctx.now, actor_id=one.id, what="household", subject_id=one.household, street_id=STREET),
        AccessLog(at=ctx.now, actor_id=WANG, what="wish_contact", subject_id=one.id),
    )
    absence: dict[str, Any] = {"worker_id": one.id, "starts_on": LONG_AGO, "ends_on": LONG_AGO, "substitute_id": ZHAO}
    key = f"absence-{one.id}"
    seals: dict[str, Any] = {what: ctx.vault.seal(one.said(), f"absence:{key}:{what}") for what in ("reason", "answer")}
    await add(ctx, Absence(**absence, submission=key, **seals))
    await _offered(ctx, one)


async def _offered(ctx: Ctx, one: Planted) -> None:
    """They were to move to another community, which did not take them."""
    key = f"offer-{one.id}"
    seals: dict[str, Any] = {
        what: ctx.vault.seal(one.said(), f"home_offer:{key}:{what}") for what in ("note", "answer")
    }
    sides: dict[str, Any] = {"from_id": COMMUNITY, "to_id": COMMUNITY, "stood_grid_id": GRID_1, "stood_building_id": 1}
    who: dict[str, Any] = {"household_id": one.household, "person_id": one.id, "offered_by": ZHOU, "answered_by": ZHOU}
    when: dict[str, Any] = {"offered_at": ctx.now, "answered_at": ctx.now, "until": ctx.today}
    await add(ctx, HomeOffer(**who, **sides, **when, submission=key, state="declined", **seals))


async def plant_files(ctx: Ctx, one: Planted) -> list[int]:
    """Six that they sent, on either chat; the last is in somebody else's hands: a worker took it at their door."""
    found = []
    for n, sha256 in enumerate(one.files):
        media = Media(
            chat_id=WANG if n == 6 else one.chats[n % 2],
            kind="photo",
            file_id=f"{one.word}-file-{n}",
            unique_id=f"{one.word}-{n}",
            created_at=ctx.now,
            next_try_at=ctx.now,
            state="kept",
            sha256=sha256,
        )
        await add(ctx, media, MediaCopy(sha256=sha256, channel="test", file_id=f"{one.word}-copy-{n}"))
        await add(ctx, PhotoLook(media_id=media.id, look=one.id * 10 + n))
        found.append(media.id)
    await add(ctx, PhotoLike(media_id=found[1], like_id=found[0], distance=3))
    return found


async def plant_visits(ctx: Ctx, one: Planted, media: list[int]) -> None:
    key = f"visit-{one.id}"
    visit = Visit(
        household_id=one.household,
        grid_id=GRID_1,
        worker_id=WANG,
        visited_on=ctx.today - YESTERDAY,
        recorded_at=ctx.now,
        way="in_person",
        outcome="met",
        submission=key,
        note=ctx.vault.seal(one.said(), f"visit:{key}:note"),
        late_reason=one.about(),
    )
    await add(ctx, visit)
    reason = ctx.vault.seal(one.about(), f"visit_correction:fix-{key}:reason")
    window: dict[str, Any] = {"household_id": one.household, "grid_id": GRID_1, "rule": "special_groups"}
    monday = ctx.today - timedelta(days=ctx.today.weekday())
    days: dict[str, Any] = {
        "starts_on": monday,
        "ends_on": monday + timedelta(days=6),
        "closes_on": monday + timedelta(days=8),
    }
    await add(
        ctx,
        VisitMet(visit_id=visit.id, person_id=one.id, visited_on=visit.visited_on),
        VisitMedia(visit_id=visit.id, media_id=media[6]),
        VisitCorrection(visit_id=visit.id, at=ctx.now, by=WANG, submission=f"fix-{key}", reason=reason),
        VisitWindow(subject_id=one.id, **window, **days),
    )


async def plant_rider(ctx: Ctx, one: Planted) -> None:
    if await ctx.session.get(RewardStock, 1) is None:
        place: dict[str, Any] = {
            "level": "community",
            "lat": 43.8,
            "lon": 126.5,
            "address": "江南路",
            "feature": "便民",
        }
        hours: dict[str, Any] = {"opens": ctx.now.time(), "closes": ctx.now.time()}
        await add(ctx, Station(unit_id=COMMUNITY, **place, **hours))
        await add(ctx, RewardStock(unit_id=COMMUNITY, key="heat_patches", came_in=5, free=5))
    await add(
        ctx,
        AgreementAccepted(person_id=one.id, version="1", accepted_at=ctx.now, ended_by=ZHOU, reason=one.about()),
        RoleHeld(person_id=one.id, role=Role.RIDER, unit_id=STREET, starts_on=LONG_AGO),
        RiderProfile(person_id=one.id, nickname=one.nickname, platform="takeaway", area_id=COMMUNITY),
        StationCheckIn(person_id=one.id, on_date=date(2026, 11, 1), station_id=COMMUNITY, at=ctx.now, way="place"),
    )
    account = await account_of(ctx, one.id)
    await transfer(ctx, f"gift-{one.id}", SystemAccount.ISSUED, account, 100, "hazard_confirmed")
    stock = await ctx.session.get_one(RewardStock, 1)
    stock.free -= 1
    held: dict[str, Any] = {"held_at": ctx.now, "held_until": ctx.now + timedelta(days=30), "points": 60, "stock_id": 1}
    voucher = Voucher(code=f"V{one.id}", request=f"{one.id}/1", person_id=one.id, **held)
    await add(ctx, voucher)
    await transfer(ctx, f"voucher/{voucher.id}", account, SystemAccount.REDEEMED, 60, "redeemed")


async def plant_chats(ctx: Ctx, one: Planted) -> None:
    for chat in one.chats:
        say: dict[str, Any] = {"chat_id": chat, "urgency": 1, "created_at": ctx.now, "not_before": ctx.now}
        done: dict[str, Any] = {"received_at": ctx.now, "done_at": ctx.now}
        await add(
            ctx,
            Inbox(channel="test", update_id=chat, chat_id=chat, payload=one.said(), error=one.word, **done),
            Conversation(chat_id=chat, state=one.word, data={"draft": one.said()}, updated_at=ctx.now),
            Outbox(key=f"dead-{chat}", message={"text": one.said()}, dead_at=ctx.now, error=one.word, **say),
            Card(chat_id=chat, name="menu", message_id=5),
            DataExport(person_id=one.id, chat_id=chat, asked_at=ctx.now, parts=1),
        )
    file = RosterFile(
        chat_id=one.chats[0],
        person_id=one.id,
        file_id=f"{one.word}-roster",
        message_id=1,
        name=f"{one.word}.xlsx",
        created_at=ctx.now,
        next_try_at=ctx.now,
        sha256=one.files[0],
    )
    await add(ctx, file)
    file.report = ctx.vault.seal(one.about(), f"roster_file:{file.id}:report")
    letter: dict[str, Any] = {
        "chat_id": WANG,
        "urgency": 1,
        "created_at": ctx.now,
        "not_before": ctx.now,
        "dead_at": ctx.now,
    }
    await add(ctx, Outbox(key=f"about-{one.id}", message={"text": one.about()}, **letter))
