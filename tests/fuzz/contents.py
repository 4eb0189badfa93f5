"""What a message can hold: words of every kind, files, places, and Telegram's service messages."""

from collections.abc import Callable
from random import Random
from typing import Any

Content = dict[str, Any]

COMMANDS = (
    *(
        "/start",
        "/help",
        "/cancel",
        "/my",
        "/language",
        "/back",
        "/menu",
        "/unknown",
        "/start@doorstep_bot",
        "/ start",
        "/",
    ),
    *(
        f"/start {kind}_{key}"
        for kind in ("case", "station", "mailbox", "checkin", "activity", "invite")
        for key in ("1", "x")
    ),
    *(
        "/start case_W-2026-000001",
        "/start invite_" + "A" * 43,
        "/start " + "y" * 64,
        "/start ../../etc/passwd",
        "/start _",
    ),
)
SAID = (
    *("楼道灯坏了", "想学用智能手机", "煤气味很大", "我不想活了", "谢谢", "好", "你好", "嗯", "跳过", "确认提交"),
    *("我有个微心愿", "我要反映问题", "W-2026-000001", "c2026000002", "H-2026-999999", "W-2026-000000", "13800000000"),
    *("明天 18:00", "昨天", "2026-02-30", "99:99", "0", "-1", "1e309", "٣", "½", "１２３", "五"),
    *(
        "<b>粗",
        "</b>",
        "<script>alert(1)</script>",
        "&lt;&amp;&#x0;",
        '=HYPERLINK("http://x")',
        "{ $number }",
        "%s%n{}",
    ),
    *("👍", "👨‍👩‍👧‍👦", "🏳️‍🌈", "👍🏿" * 20, "\u202eevila\u202c", "مرحبا بالعالم", "שלום", "\u200b", "\u200d\u200d"),
    *("\ufeff", "\u2028", "e\u0301" * 9, '\'; DROP TABLE "case";--', "\x1b[31m", "\r\n\t", "𠮷野家", "\U0010ffff"),
    *("a\x00b", "\ud83d", "\udc00家"),
)
LETTERS = "家门口路灯坏了 abc123<>&\"'\n🙂\u0301م"


def words(dice: Random) -> str:
    match dice.randrange(10):
        case 0 | 1:
            return dice.choice(COMMANDS)
        case 2:
            return "".join(
                dice.choice(LETTERS) for _ in range(dice.choice((1, 63, 1023, 1024, 2000, 2001, 4095, 4096)))
            )
        case 3:
            return dice.choice(("啊", "<", "&", "🙂", "\u0301")) * dice.choice((700, 2000, 2048, 4096))
        case 4:
            return dice.choice(SAID) + dice.choice(SAID)
    return dice.choice(SAID)


def text(dice: Random) -> Content:
    return {"text": words(dice)}


def _file(dice: Random, **more: Any) -> Content:
    name = dice.choice(("f1", "f2", f"f{dice.randrange(10**6)}"))
    return {"file_id": name, "file_unique_id": name, "file_size": dice.choice((0, 1, 10**7, 2**31)), **more}


def photo(dice: Random) -> Content:
    sizes = [_file(dice, width=side, height=side) for side in (90, dice.choice((1, 800, 100000)))]
    return {"photo": sizes, **_caption(dice), **_album(dice)}


def document(dice: Random) -> Content:
    name = dice.choice(("花名册.xlsx", "../../x.csv", "a" * 200, "photo.heic", ".", "roster.csv"))
    mime = dice.choice(("image/jpeg", "image/heic", "application/pdf", "text/csv", "", "image/", "application/zip"))
    return {"document": _file(dice, file_name=name, mime_type=mime), **_caption(dice), **_album(dice)}


def voice(dice: Random) -> Content:
    return {"voice": _file(dice, duration=dice.choice((0, 1, 60, 86400))), **_caption(dice)}


def moving(dice: Random) -> Content:
    file = _file(dice, duration=1, width=10, height=10, length=10)
    return {dice.choice(("video", "animation", "video_note", "audio")): file, **_caption(dice)}


def sticker(dice: Random) -> Content:
    kind = {"type": dice.choice(("regular", "mask", "custom_emoji")), "width": 1, "height": 1}
    return {"sticker": _file(dice, **kind, is_animated=dice.random() < 0.5, is_video=False, emoji="🙂")}


def place(dice: Random) -> Content:
    lat, lon = dice.choice(((43.8005, 126.5005), (43.8005, 126.5015), (39.9, 116.4), (0, 0), (90, 180), (-90, -180)))
    where = {"latitude": lat, "longitude": lon}
    match dice.randrange(4):
        case 0:
            return {"venue": {"location": where, "title": words(dice)[:64] or "x", "address": ""}, "location": where}
        case 1:
            return {"location": where | {"live_period": 3600, "heading": 1, "horizontal_accuracy": 1500}}
    return {"location": where}


def contact(dice: Random) -> Content:
    number = dice.choice(("13800000000", "+8613800000000", "8613800000000", "", "x", "110", "1" * 64))
    whose = dice.choice(({}, {"user_id": dice.choice((101, 106, 1))}))
    return {"contact": {"phone_number": number, "first_name": dice.choice(("王", "", "<b>")), **whose}}


def odd(dice: Random) -> Content:
    """Things that no form can use."""
    option = {"persistent_id": "0", "text": "x", "voter_count": 0}
    poll = {"id": "1", "question": "?", "options": [option, option], "total_voter_count": 0, "is_closed": False}
    poll |= {"is_anonymous": True, "type": "regular", "allows_multiple_answers": False, "allows_revoting": False}
    return dice.choice(
        (
            {"dice": {"emoji": "🎲", "value": 6}},
            {"poll": poll | {"members_only": False}},
            {"game": {"title": "g", "description": "d", "photo": []}},
            {"story": {"chat": {"id": 5, "type": "private"}, "id": 1}},
            {"paid_media": {"star_count": 1, "paid_media": []}},
            {"hologram": {"of": "the future"}},
            {},
        )
    )


def service(dice: Random) -> Content:
    """What Telegram itself writes into a chat."""
    somebody = {"id": 5, "is_bot": False, "first_name": "x"}
    return dice.choice(
        (
            {"new_chat_members": [somebody]},
            {"left_chat_member": somebody},
            {"new_chat_title": "x"},
            {"new_chat_photo": []},
            {"delete_chat_photo": True},
            {"group_chat_created": True},
            {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
            {"write_access_allowed": {"from_request": True}},
            {"users_shared": {"request_id": 1, "users": [{"user_id": 5}]}},
            {"web_app_data": {"data": "{}", "button_text": "x"}},
            {"video_chat_started": {}},
            {"boost_added": {"boost_count": 1}},
            {"proximity_alert_triggered": {"traveler": somebody, "watcher": somebody, "distance": 5}},
            {"successful_payment": {"currency": "CNY", "total_amount": 1, "invoice_payload": "x",
             "telegram_payment_charge_id": "x", "provider_payment_charge_id": "x"}},
        )
    )  # fmt: skip


def _caption(dice: Random) -> Content:
    return {"caption": words(dice)[:1024]} if dice.random() < 0.3 else {}


def _album(dice: Random) -> Content:
    return {"media_group_id": str(dice.randrange(3))} if dice.random() < 0.3 else {}


CONTENTS: dict[Callable[[Random], Content], int] = {
    text: 45,
    photo: 12,
    place: 8,
    document: 6,
    voice: 4,
    sticker: 4,
    contact: 4,
    moving: 4,
    odd: 4,
    service: 6,
}
"""How often each is sent, of a hundred."""


def content(dice: Random) -> Content:
    (made,) = dice.choices(list(CONTENTS), list(CONTENTS.values()))
    return made(dice)
