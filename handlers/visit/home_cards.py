"""How moving a household looks: which one, where to, and what it changes."""

from aiogram.filters.callback_data import CallbackData

from handlers.desk import Reader
from handlers.visit.names import rule_name
from handlers.visit.visit_cards import HomeTap
from handlers.when import on_day
from services.ports import Button, Message
from services.visit.home_choices import GridsPage, Page, Stands
from services.visit.home_moves import Preview, Side
from services.visit.visit_views import Address, HouseholdCard

CARD = "home-move"


class HomeMoveTap(CallbackData, prefix="hm"):
    """`do`: of (the office's grids), in (a grid's buildings), doors (`to` is a building), home, grids, grid, compounds,
    buildings (`to` is a compound), building, people (one of the household goes alone), street (the other communities),
    offer (`to` is one). `id` is a household, before one is chosen a grid; `after` is where a page starts; `who` is the
    one who goes, 0: all of the household."""

    do: str
    id: int
    to: int = 0
    after: int = 0
    who: int = 0


class HomeOfferTap(CallbackData, prefix="hx"):
    """`do`: list, see, compounds, buildings (`to` is a compound), building, decline, withdraw. `id` is an offer,
    `after` where a page starts."""

    do: str
    id: int = 0
    to: int = 0
    after: int = 0


AnyTap = HomeMoveTap | HomeOfferTap


def pick_card(reader: Reader, page: Page, key: str, tap: AnyTap, chosen: str) -> Message:
    """A list of `page`; a row taps `chosen` with what was picked."""
    t = reader.t
    into = {"home": "id", "in": "id"}.get(chosen, "to")
    rows = [(Button(name, _next(tap, do=chosen, **{into: id_})),) for id_, name in page.rows]
    text = t(key if page.rows else "home-move-nothing", where=page.title)
    return Message(text=text, buttons=(*rows, *_more(reader, page.after, tap)), card=CARD)


def where_card(reader: Reader, found: Stands, tap: HomeMoveTap) -> Message:
    """To another worker's grid, to another door, to another community, or one of them alone."""
    t = reader.t
    look = HomeTap(do="open", household=tap.id)
    rows = (
        (Button(t.plain("home-move-grids-open"), _next(tap, do="grids")),),
        (Button(t.plain("home-move-away"), _next(tap, do="compounds")),),
        (street_button(reader, tap),),
        (Button(t.plain("person-move-open"), _next(tap, do="people")),),
        (Button(t.plain("home-move-look"), look.pack()),),
    )
    return Message(text=_where_lines(reader, found), buttons=rows, card=CARD, fresh=True)


def grids_card(reader: Reader, found: GridsPage, tap: HomeMoveTap) -> Message:
    """The other grids of the community, each with whom it would be visited by."""
    t = reader.t
    rows = [
        (
            Button(
                t.plain("home-move-into", grid=one.grid, who=_workers(reader, one)),
                _next(tap, do="grid", to=one.grid_id),
            ),
        )
        for one in found.sides
    ]
    return Message(
        text=_where_lines(reader, found.stands), buttons=(*rows, *_more(reader, found.after, tap)), card=CARD
    )


def _where_lines(reader: Reader, found: Stands) -> str:
    key = "home-move-where" if found.in_grid else "home-move-where-none"
    return reader.t(key, home=address_line(reader, found.address), grid=found.grid)


def street_button(reader: Reader, tap: HomeMoveTap) -> Button:
    """Out of the community: to another one of the street."""
    return Button(reader.t.plain("home-offer-open"), _next(tap, do="street"))


def people_card(reader: Reader, card: HouseholdCard, tap: HomeMoveTap) -> Message:
    """Who of the household goes alone."""
    t = reader.t
    rows = [
        (Button(one.name or t.plain("visit-no-name"), _next(tap, do="compounds", to=0, who=one.person_id)),)
        for one in card.people
    ]
    text = t("person-move-who" if rows else "person-move-nobody", home=address_line(reader, card.address))
    return Message(text=text, buttons=tuple(rows), card=CARD)


def preview_lines(reader: Reader, found: Preview) -> list[str]:
    """What changes, dryly."""
    title = reader.t("home-move-title", home=address_line(reader, found.address), people=found.people)
    return [title, *changes(reader, found)]


def changes(reader: Reader, found: Preview) -> list[str]:
    t = reader.t
    lines = []
    if found.new_address is not None:
        lines.append(t("home-move-address", home=address_line(reader, found.new_address)))
    if found.before.grid_id == found.after.grid_id:
        return [*lines, t("home-move-same-grid", grid=found.after.grid, who=_workers(reader, found.after))]
    before = t.plain("home-move-side", grid=found.before.grid, who=_workers(reader, found.before))
    if not found.before.is_grid:
        before = t.plain("home-move-side-none", grid=found.before.grid)
    after = t.plain("home-move-side", grid=found.after.grid, who=_workers(reader, found.after))
    lines.append(t("home-move-grids", before=before, after=after))
    if found.owed:
        day = on_day(t, found.by, reader.act.ctx.today)
        lines.append(t("home-move-owed", who=_workers(reader, found.after), day=day))
        lines += [t("home-move-owed-line", rule=rule_name(reader, rule), count=count) for rule, count in found.owed]
    else:
        lines.append(t("home-move-owes-nothing"))
    return [*lines, t("home-move-history", grid=found.before.grid)]


def address_line(reader: Reader, address: Address) -> str:
    return reader.t.plain("coverage-door", compound=address.compound, building=address.building, door=address.door)


def _workers(reader: Reader, side: Side) -> str:
    t = reader.t
    names = [name or t.plain("visit-no-name") for name in side.workers]
    return t.plain("visit-and").join(names) or t.plain("handover-vacancy")


def _more(reader: Reader, after: int | None, tap: AnyTap) -> list[tuple[Button, ...]]:
    return [(Button(reader.t.plain("list-more"), tap.model_copy(update={"after": after}).pack()),)] if after else []


def _next(tap: AnyTap, **changes: object) -> str:
    return tap.model_copy(update={"after": 0, **changes}).pack()
