"""What a form's card offers, to be tapped or to be typed: somebody who is asked where they live writes the name."""

from collections.abc import Sequence

from domain.named_choice import named_choice
from handlers.desk import Desk
from handlers.form import forms
from handlers.form.buttons import FormTap
from handlers.form.forms import FORMS, Draft
from handlers.form.inputs import Input, Kind
from services.ports import Button


async def offers(desk: Desk, draft: Draft, data: str | None) -> bool:
    """Whether the card has this button now: whoever forges a tap can choose nothing that is not there to be chosen."""
    return any(button.data == data for button in await _buttons(desk, draft))


async def named(desk: Desk, draft: Draft, inputs: Sequence[Input]) -> FormTap | None:
    """The one choice whose button `inputs` name, where a choice is asked for that words do not answer otherwise."""
    asked = draft.asking
    if asked is None or len(inputs) != 1 or inputs[0].kind is not Kind.WORDS:
        return None
    if FORMS[draft.form].piece_for(draft, inputs[0]) == asked:
        return None
    labels = {
        button.text: tap
        for button in await _buttons(desk, draft)
        if (tap := _form_tap(button)) and tap.do == "pick" and tap.piece == asked
    }
    chosen = named_choice(inputs[0].value, labels)
    return None if chosen is None else labels[chosen]


async def _buttons(desk: Desk, draft: Draft) -> list[Button]:
    return [button for row in (await forms.body(desk, draft)).buttons for button in row]


def _form_tap(button: Button) -> FormTap | None:
    """What the button does, if it is the form's: a card may offer other ways too."""
    prefix = f"{FormTap.__prefix__}{FormTap.__separator__}"
    return FormTap.unpack(button.data) if button.data and button.data.startswith(prefix) else None
