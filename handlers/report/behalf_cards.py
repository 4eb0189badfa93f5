"""How a report for somebody else looks: the card to confirm, the record that says which clock runs."""

from collections.abc import Mapping

from domain.contact import Contact
from handlers.case.case_cards import CaseTap
from handlers.desk import Desk
from handlers.form.forms import Draft
from handlers.report.report_cards import edit_button, edit_row, lines_of, send_row
from handlers.when import by_when
from services.case.cases import Filed
from services.ports import Button, Message


def behalf_card(desk: Desk, draft: Draft, contact: Contact, spots: Mapping[str, str]) -> Message:
    """`spots` names the places to choose from; without one it is the first, the worker's own grid."""
    t, pieces = desk.t, draft.pieces
    spot = spots.get(pieces.get("spot", ""), next(iter(spots.values())))
    place = t.plain("report-place-shared") if pieces.get("place") else spot
    lines = [t("behalf-for-somebody"), *lines_of(desk, draft, place), contact_line(desk, contact)]
    rows = (
        send_row(desk, draft),
        edit_row(desk, draft),
        (edit_button(desk, draft, "contact"),),
    )
    return Message(text="\n".join(lines), buttons=rows)


def contact_line(desk: Desk, contact: Contact) -> str:
    t = desk.t
    if not contact:
        return t("contact-none")
    said = (contact.name or t.plain("contact-no-name"), contact.phone or t.plain("contact-no-phone"))
    return t("contact-line", name=said[0], phone=said[1])


def filed_card(desk: Desk, draft: Draft, filed: Filed, *more: Button) -> Message:
    """The number, and by when whoever deals with it has to answer and to be done."""
    t, now, zone = desk.t, desk.act.clock.now(), desk.act.ctx.zone
    lines = [
        t("report-filed", number=filed.number, kind=t.plain(f"kind-{filed.kind}")),
        t(
            "behalf-clock",
            route=t.plain(f"route-{filed.route}"),
            respond=by_when(t, filed.respond_by, now, zone),
            resolve=by_when(t, filed.resolve_by, now, zone),
        ),
    ]
    if filed.call_now:
        lines.insert(0, t("danger-call", numbers=" ".join(filed.call_now)))
    follow = Button(t.plain("report-follow"), CaseTap(do="open", number=filed.number).pack())
    return Message(text="\n".join(lines), buttons=tuple((button,) for button in (*more, follow)), card=draft.card)
