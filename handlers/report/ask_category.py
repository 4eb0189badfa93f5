"""Asking what a report is about: a few likely categories first, all of them one tap further."""

from domain.case_flow import CaseKind
from handlers.desk import Desk
from handlers.form.buttons import choices, tap
from handlers.form.forms import Draft
from services.case import categories
from services.ports import Button, Message

ALL = "all"
"""Tapped in place of a category: none of those offered."""


def ask(desk: Desk, draft: Draft, kind: CaseKind | None) -> Message:
    """Where nothing is proposed yet, the likeliest; to correct a proposal, or after "none of these", every one.

    `kind` None: a resident who has not said whether it is a wish or a complaint."""
    t, ctx, pieces = desk.t, desk.act.ctx, draft.pieces
    proposal = categories.proposed(ctx, pieces.get("words", ""), kind)
    likely = [] if pieces.get("category") or pieces.get("category_all") else categories.candidates(ctx, proposal)
    keys = likely or categories.choices_for(ctx, kind)
    rows = choices(draft, "category", [(key, t.plain(f"category-{key}")) for key in keys])
    if likely:
        rows.append((Button(t.plain("report-category-none-of-these"), tap(draft, "pick", "category", ALL)),))
    return Message(text=t("report-ask-category-likely" if likely else "report-ask-category"), buttons=tuple(rows))


def propose(desk: Desk, draft: Draft, kind: CaseKind | None) -> CaseKind:
    """Note on the draft what the words are about, or nothing where that is not sure. Returns their kind."""
    ctx, pieces = desk.act.ctx, draft.pieces
    proposal = categories.proposed(ctx, pieces.get("words", ""), kind)
    pieces["category"] = categories.sure(ctx, proposal)
    if proposal.best:
        pieces |= {"proposed": proposal.best.category, "confidence": proposal.best.confidence}
    pieces.pop("category_all", None)
    return proposal.kind
