"""What somebody sends with no form open, or none that they go on with: the likely form is started with it."""

from collections.abc import Sequence

from domain.roles import Role
from handlers.desk import Desk, Replies
from handlers.form.inputs import Input, Kind
from handlers.report.hazard import start_hazard
from handlers.report.report import start_report


async def begin(desk: Desk, inputs: Sequence[Input]) -> Replies:
    """A rider's photo is a hazard; everybody else's, and any words, are something that they want dealt with."""
    if desk.actor.has(Role.RIDER) and inputs[0].kind in (Kind.PHOTO, Kind.PLACE):
        return await start_hazard(desk, list(inputs))
    return await start_report(desk, list(inputs))
