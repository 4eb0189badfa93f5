"""The Bot API methods of this server, all at one glance. Names are not case-sensitive, as at Telegram."""

from collections.abc import Awaitable, Callable
from typing import Final

from webchat.methods import edits, media, messages, profile, updates, webhook
from webchat.methods.call import Call

Method = Callable[[Call], Awaitable[str]]

METHODS: Final[dict[str, Method]] = {
    # receiving
    "getUpdates": updates.get_updates,
    "setWebhook": webhook.set_webhook,
    "deleteWebhook": webhook.delete_webhook,
    "getWebhookInfo": webhook.get_webhook_info,
    # saying
    "sendMessage": messages.send_message,
    "sendPhoto": media.send_photo,
    "sendMediaGroup": media.send_media_group,
    "sendVoice": media.send_voice,
    "sendDocument": media.send_document,
    "sendLocation": messages.send_location,
    "sendVenue": messages.send_venue,
    "sendChatAction": messages.send_chat_action,
    # changing what was said
    "editMessageText": edits.edit_message_text,
    "editMessageCaption": edits.edit_message_caption,
    "editMessageMedia": edits.edit_message_media,
    "editMessageReplyMarkup": edits.edit_message_reply_markup,
    "deleteMessage": edits.delete_message,
    "deleteMessages": edits.delete_messages,
    "forgetChat": edits.forget_chat,
    "answerCallbackQuery": edits.answer_callback_query,
    # files and chats
    "getFile": media.get_file,
    "getChat": profile.get_chat,
    # what the bot says about itself
    "getMe": profile.get_me,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
}
BY_LOWER_NAME: Final = {name.lower(): method for name, method in METHODS.items()}
