"""How a household looks to who looks after it, and the choice of whom was met."""

from dataclasses import replace

from domain.cadence import Outcome, Way
from domain.roles import Role
from handlers.back import way_back
from handlers.desk import Reader
from handlers.visit.household_buttons import first_buttons, other_buttons
from handlers.visit.names import care_name, rule_name
from handlers.visit.visit_cards import HomeTap, WalkTap, called, stamp_of
from handlers.when import on_day
from services.ports import Button, Message
from services.visit import visits
from services.visit.visit_views import Address, CardPerson, HouseholdCard, Owed, PastVisit


async def show_household(desk: Reader, household_id: int, toast: str | None = None, *, alert: bool = False) -> Message:
    """The look is written down, so this runs as a use case that writes."""
    return await household_card(desk, await desk.act(visits.household, household_id), toast=toast, alert=alert)


async def household_card(
    reader: Reader, card: HouseholdCard, *, toast: str | None = None, alert: bool = False
) -> Message:
    """Who lives there, why they are visited, what is owed and recorded, a button for each thing to record, and the way
    back to the list that it was opened from."""
    buttons = first_buttons(reader, card, await _way_back(reader, card.household_id))
    return replace(_card(reader, card), buttons=buttons, fresh=toast is None, toast=toast, alert=alert)


def more_card(reader: Reader, card: HouseholdCard, page: int) -> Message:
    """The same card with its other buttons."""
    return replace(_card(reader, card), buttons=other_buttons(reader, card, page))


async def _way_back(reader: Reader, household_id: int) -> Button | None:
    """An office walks nothing: it goes back to the list alone."""
    listed = await way_back(reader, f"household:{household_id}")
    if listed is None and (reader.actor.has(Role.GRID_WORKER) or not reader.actor.has(Role.COMMUNITY_STAFF)):
        return Button(reader.t.plain("back-walk"), WalkTap(do="walk").pack())
    return listed


def _card(reader: Reader, card: HouseholdCard) -> Message:
    t = reader.t
    lines = [t("visit-home-title", **_address(card.address)), ""]
    lines += [_person_line(reader, card, person) for person in card.people]
    lines += ["", *_owed_lines(reader, card), _last_line(reader, card)]
    if card.visits_today:
        lines += ["", t("visit-home-today"), *(_visit_line(reader, card, visit) for visit in card.visits_today)]
    return Message(text="\n".join(lines), card=f"household:{card.household_id}")


def choice_card(reader: Reader, card: HouseholdCard, way: Way, mask: int) -> Message:
    """Everybody of the household with a tick or none; nothing is recorded before the last button."""
    t, stamp = reader.t, stamp_of(card)

    def tap(do: str, mask: int) -> str:
        return HomeTap(do=do, household=card.household_id, stamp=stamp, way=way, mask=mask).pack()

    people = [
        (
            Button(
                t.plain("visit-choice-met" if mask >> n & 1 else "visit-choice-not", name=name(reader, person)),
                tap("toggle", mask ^ 1 << n),
            ),
        )
        for n, person in enumerate(card.people)
    ]
    last = ((Button(t.plain("visit-choice-done"), tap("chosen", mask)),),) if mask else ()
    back = ((Button(t.plain("visit-choice-back"), tap("again", 0)),),)
    text = t(f"visit-choice-{way}", **_address(card.address))
    return Message(text=text, buttons=(*people, *last, *back), card=f"household:{card.household_id}")


def chosen(card: HouseholdCard, mask: int) -> frozenset[int]:
    return frozenset(person.person_id for n, person in enumerate(card.people) if mask >> n & 1)


def name(reader: Reader, person: CardPerson) -> str:
    return person.name or reader.t.plain("visit-no-name")


def _address(address: Address) -> dict[str, str]:
    return {"compound": address.compound, "building": address.building, "door": address.door}


def _person_line(reader: Reader, card: HouseholdCard, person: CardPerson) -> str:
    t = reader.t
    care = t.plain("visit-and").join(care_name(reader, category) for category in person.care)
    met = t("visit-met-on", day=on_day(t, person.last_met, card.day)) if person.last_met else t("visit-met-never")
    key = "visit-person-care" if care else "visit-person"
    return t(key, name=name(reader, person), care=care, met=met)


def _owed_lines(reader: Reader, card: HouseholdCard) -> list[str]:
    t = reader.t
    if not card.owed:
        return [t("visit-home-owes-nothing")]
    return [t("visit-home-owed"), *(_owed_line(reader, card, owed) for owed in card.owed)]


def _owed_line(reader: Reader, card: HouseholdCard, owed: Owed) -> str:
    t = reader.t
    who = next((name(reader, person) for person in card.people if person.person_id == owed.person_id), None)
    return t(
        "visit-owed-late" if owed.overdue else "visit-owed",
        rule=rule_name(reader, owed.rule),
        who=who or t.plain("visit-anyone"),
        day=on_day(t, owed.ends_on, card.day),
    )


def _last_line(reader: Reader, card: HouseholdCard) -> str:
    t, last = reader.t, card.last_visit
    if last is None:
        return t("visit-last-none")
    return t("visit-last", day=on_day(t, last.on, card.day), way=t.plain(f"way-{last.way}"))


def _visit_line(reader: Reader, card: HouseholdCard, visit: PastVisit) -> str:
    t = reader.t
    if visit.outcome is Outcome.NOT_HOME:
        return t("visit-recorded-not-home")
    who = called(reader, [name(reader, person) for person in card.people if person.person_id in visit.met])
    line = t("visit-recorded-met", who=who or t.plain("visit-anyone"), way=t.plain(f"way-{visit.way}"))
    return f"{line}{t('visit-recorded-note')}" if visit.has_note else line
