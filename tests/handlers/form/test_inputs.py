"""What a message holds, as it is kept in a draft."""

import json
from dataclasses import asdict
from typing import Any

import pytest
from aiogram.types import Message

from handlers.form.inputs import Input, Kind, taken

SMALL = {"file_id": "small", "file_unique_id": "s", "width": 90, "height": 60}
LARGE = {"file_id": "large", "file_unique_id": "l", "width": 900, "height": 600}
VOICE = {"file_id": "voice", "file_unique_id": "v", "duration": 7}
PLACE = {"latitude": 43.8, "longitude": 126.5}
NUMBER = {"phone_number": "+8613800000000", "first_name": "王"}
SENDER = {"id": 101, "is_bot": False, "first_name": "王"}
PAPER = {"file_id": "paper", "file_unique_id": "p"}
MOST = 1000
STICKER = {
    "file_id": "x",
    "file_unique_id": "x",
    "type": "regular",
    "width": 1,
    "height": 1,
    "is_animated": False,
    "is_video": False,
}


def message(**content: Any) -> Message:
    return Message.model_validate({"message_id": 1, "date": 1, "chat": {"id": 101, "type": "private"}, **content})


def photo(file_id: str, unique_id: str) -> Input:
    return Input(Kind.PHOTO, {"kind": "photo", "file_id": file_id, "unique_id": unique_id, "duration": None})


def bad(file_id: str, unique_id: str, why: str) -> Input:
    return Input(Kind.PHOTO, photo(file_id, unique_id).value | {"bad": why})


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ({"text": "楼道灯坏了"}, [Input(Kind.WORDS, "楼道灯坏了")]),
        ({"text": "  楼道灯\n坏了 "}, [Input(Kind.WORDS, "楼道灯\n坏了")]),
        ({"text": "   "}, []),
        ({"photo": [SMALL, LARGE]}, [photo("large", "l")]),
        ({"photo": [LARGE], "caption": "看"}, [photo("large", "l"), Input(Kind.WORDS, "看")]),
        ({"document": {**PAPER, "mime_type": "image/png"}}, [photo("paper", "p")]),
        ({"document": {**PAPER, "mime_type": "application/pdf"}}, []),
        ({"document": PAPER, "caption": "合同"}, [Input(Kind.WORDS, "合同")]),
        (
            {"voice": VOICE},
            [Input(Kind.VOICE, {"kind": "voice", "file_id": "voice", "unique_id": "v", "duration": 7})],
        ),
        ({"location": PLACE}, [Input(Kind.PLACE, {"lat": 43.8, "lon": 126.5})]),
        (
            {"venue": {"location": PLACE, "title": "江南苑", "address": "1号"}, "location": PLACE},
            [Input(Kind.PLACE, {"lat": 43.8, "lon": 126.5})],
        ),
        (
            {"venue": {"location": PLACE, "title": "江南苑", "address": "1号"}},
            [Input(Kind.PLACE, {"lat": 43.8, "lon": 126.5})],
        ),
        ({"contact": NUMBER}, [Input(Kind.PHONE, {"phone": "+8613800000000", "name": "王", "own": None})]),
        (
            {"contact": NUMBER | {"user_id": 101}, "from": SENDER},
            [Input(Kind.PHONE, {"phone": "+8613800000000", "name": "王", "own": True})],
        ),
        (
            {"contact": NUMBER | {"user_id": 102}, "from": SENDER},
            [Input(Kind.PHONE, {"phone": "+8613800000000", "name": "王", "own": False})],
        ),
        ({"document": PAPER | {"file_name": "IMG_1.HEIC"}}, [bad("paper", "p", "heic")]),
        ({"document": PAPER | {"mime_type": "image/png", "file_size": 1001}}, [bad("paper", "p", "bytes")]),
        ({"document": PAPER, "animation": LARGE | {"duration": 1}}, [bad("large", "l", "moving")]),
        (
            {"video": LARGE | {"duration": 1}, "caption": "看"},
            [bad("large", "l", "moving"), Input(Kind.WORDS, "看", 1)],
        ),
        ({"sticker": STICKER}, []),
        ({"dice": {"emoji": "🎲", "value": 3}}, []),
        ({"new_chat_title": "新名字"}, []),
    ],
)
def test_a_message_holds_what_a_form_can_use(content: dict[str, Any], found: list[Input]) -> None:
    assert taken(message(**content), MOST) == found


def test_what_is_kept_in_a_draft_is_plain_json() -> None:
    kept = [asdict(one) for one in taken(message(photo=[LARGE], caption="看"), MOST)]
    assert json.loads(json.dumps(kept)) == kept
