"""The other side of the page in these tests: a real server on a free port and a small real bot behind it."""

import asyncio
import json
from dataclasses import dataclass, field
from pathlib import Path

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import (
    BotCommand,
    CallbackQuery,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from aiohttp import web

from webchat.app import UNLIMITED, BotAccount, DemoPerson, WebchatSettings, create_app

TOKEN = "4242:only-for-tests"
PEOPLE = (
    DemoPerson(101, "王阿姨", "78 岁，一个人住"),
    DemoPerson(102, "小李", "骑手"),
)


@dataclass
class Street:
    """A running server, its bot, and what the bot heard, by chat."""

    url: str
    bot: Bot
    heard: dict[int, list[Message]] = field(default_factory=dict)
    pressed: dict[int, list[str]] = field(default_factory=dict)

    def hear(self, message: Message) -> None:
        self.heard.setdefault(message.chat.id, []).append(message)


def feature(name: str, kind: str, shape: str, coordinates: object) -> dict[str, object]:
    geometry = {"type": shape, "coordinates": coordinates}
    return {"type": "Feature", "properties": {"name": name, "kind": kind}, "geometry": geometry}


def house(name: str, lon: float, lat: float, side: float = 0.0006) -> dict[str, object]:
    corners = [(0.0, 0.0), (side, 0.0), (side, side), (0.0, side), (0.0, 0.0)]
    return feature(name, "building", "Polygon", [[[lon + dx, lat + dy] for dx, dy in corners]])


MAP = {
    "type": "FeatureCollection",
    "features": [
        house("一号楼", 121.450, 31.220),
        house("二号楼", 121.453, 31.222),
        feature("幸福路", "road", "LineString", [[121.449, 31.2215], [121.455, 31.2215]]),
        feature("驿站", "station", "Point", [121.4515, 31.2212]),
    ],
}


def inline(*rows: list[tuple[str, str]]) -> InlineKeyboardMarkup:
    keyboard = [[InlineKeyboardButton(text=text, callback_data=data) for text, data in row] for row in rows]
    return InlineKeyboardMarkup(inline_keyboard=keyboard)


CARD = inline([("收到", "toast"), ("要看清", "alert")], [("改卡片", "edit"), ("不回答", "silent")])
KINDS = inline(
    [("楼道灯不亮", "a"), ("水管漏水或者停水", "b")],
    [("电瓶车进楼或者飞线充电", "c"), ("其他", "d")],
    [(f"{number} 号", f"n{number}") for number in range(9, 13)],
    [("这张单子办得不满意，请物业的师傅再来看一看", "e")],
)
KEYS = ReplyKeyboardMarkup(
    keyboard=[
        [KeyboardButton(text="楼道灯坏了")],
        [KeyboardButton(text="留电话", request_contact=True), KeyboardButton(text="发位置", request_location=True)],
    ],
    input_field_placeholder="选一个也行",
)


async def answer(message: Message) -> None:
    """What the bot says to each word; anything else is said back."""
    match (message.text or "").partition(" "):
        case ("/start", _, payload):
            await message.answer(f"欢迎 {payload}".strip(), reply_markup=CARD)
        case ("buttons", _, _):
            await message.answer("一张卡片", reply_markup=CARD)
        case ("kinds", _, _):
            await message.answer("哪一种？", reply_markup=KINDS)
        case ("keys", _, _):
            await message.answer("选一个", reply_markup=KEYS)
        case ("force", _, _):
            await message.answer("叫什么名字？", reply_markup=ForceReply(input_field_placeholder="写下名字"))
        case ("remove", _, _):
            await message.answer("收起来了", reply_markup=ReplyKeyboardRemove())
        case ("many", _, _):
            for number in range(70):
                await message.answer(f"第 {number} 条")
        case ("name", _, _):
            await message.answer(f"您是 {message.from_user.first_name if message.from_user else ''}")
        case ("rich", _, html):
            await message.answer(html, parse_mode="HTML")
        case _:
            await message.reply(f"听到了：{message.text or message.content_type}")


async def press(query: CallbackQuery) -> None:
    if query.data == "silent":
        return
    if query.data == "alert":
        await query.answer("请看清楚", show_alert=True)
        return
    await query.answer("好的")
    if query.data == "edit" and isinstance(query.message, Message):
        await query.message.edit_text("卡片改过了", reply_markup=inline([("还在", "toast")]))


async def serve(folder: Path, people: tuple[DemoPerson, ...] = ()) -> tuple[Street, web.AppRunner]:
    map_file = folder / "map.geojson"
    map_file.write_text(json.dumps(MAP), encoding="utf-8")
    settings = WebchatSettings(
        files_dir=folder / "files",
        bots=(BotAccount(TOKEN, "doorstep_bot", "家门口小助手"),),
        database_url=f"sqlite+aiosqlite:///{folder / 'webchat.db'}",
        map_file=map_file,
        demo_people=people,
        person_limits=UNLIMITED,
    )
    runner = web.AppRunner(create_app(settings), shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://localhost:{runner.addresses[0][1]}"
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    return Street(url, Bot(TOKEN, session=session)), runner


async def listen(street: Street) -> tuple[Dispatcher, asyncio.Task[None]]:
    """The bot at work until its polling is stopped."""
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def message(message: Message) -> None:
        street.hear(message)
        await answer(message)

    @dispatcher.edited_message()
    async def edited(message: Message) -> None:
        street.hear(message)

    @dispatcher.callback_query()
    async def pressed(query: CallbackQuery) -> None:
        street.pressed.setdefault(query.from_user.id, []).append(query.data or "")
        await press(query)

    commands = [BotCommand(command="start", description="从头开始"), BotCommand(command="help", description="怎么用")]
    await street.bot.set_my_commands(commands)
    polling = dispatcher.start_polling(street.bot, handle_signals=False, close_bot_session=False, polling_timeout=10)
    return dispatcher, asyncio.create_task(polling)
