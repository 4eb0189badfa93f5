"""A chat of somebody erased is forgotten up to a message, however old, with the files that the person had sent."""

from pathlib import Path

import pytest
import telegram
from telegram.error import BadRequest

from tests.webchat.house import House, picture
from webchat.person import Person


async def texts(person: Person) -> list[str]:
    return [message.get("text", "") for message in await person.history()]


def files_below(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file() and len(path.name) == 64}


async def test_everything_before_a_message_goes_and_nothing_after_it(
    house: House, ptb: telegram.Bot, alice: Person, bob: Person, tmp_path: Path
) -> None:
    await bob.say("bob's own")
    before = files_below(tmp_path)
    await alice.say("my secret")
    await alice.send_photo(picture(30, 20))
    last_word = await ptb.send_message(alice.id, "it is done")
    await alice.say("and back again")

    await ptb.do_api_request("forgetChat", {"chat_id": alice.id, "before": last_word.message_id})

    assert await texts(alice) == ["it is done", "and back again"]
    assert await texts(bob) == ["bob's own"]
    assert files_below(tmp_path) == before


async def test_a_picture_that_somebody_else_sent_too_stays(
    ptb: telegram.Bot, alice: Person, bob: Person, tmp_path: Path
) -> None:
    (theirs,) = await bob.send_photo(picture(40, 40))
    await alice.send_photo(picture(40, 40))
    last_word = await ptb.send_message(alice.id, "it is done")

    await ptb.do_api_request("forgetChat", {"chat_id": alice.id, "before": last_word.message_id})

    assert await bob.download(theirs["photo"][-1]["file_unique_id"])


async def test_a_chat_that_nobody_has_is_refused(ptb: telegram.Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await ptb.do_api_request("forgetChat", {"chat_id": 99, "before": 5})
