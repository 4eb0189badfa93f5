/**
 * Why: one message, or one album, as a person sees and hears it: who, what, when, and what can be done with it.
 *
 * @typedef {Object} Actions what a bubble can set off: `command(text)`, `jump(id)`, `photo(photos, index)`,
 *   `more(message)`, `tap(message, button)`, `map()`
 */
import { clock } from "../dates.js";
import { button, el, icon } from "../dom.js";
import { rich } from "../entities.js";
import { t } from "../texts.js";
import { inlineKeyboard } from "./inline.js";
import { media, summary } from "./media.js";

/**
 * @param {Object[]} messages one, or the messages of an album
 * @param {Actions} actions
 * @returns {HTMLElement}
 */
export function bubble(messages, actions) {
  const [message] = messages;
  const own = !message.from.is_bot;
  const time = clock(message.date);
  const name = own ? t("message.you") : message.from.first_name;
  const words = messages.find((one) => one.text || one.caption);
  const card = message.reply_markup?.inline_keyboard ? " card" : "";
  return el("article", { class: `message ${own ? "own" : "bot"}${card}`, "aria-label": t("message.from", { name, time }) },
    el("div", { class: "line" },
      el("div", { class: "bubble" },
        message.reply_to_message && quote(message.reply_to_message, actions),
        ...media(messages, actions),
        words && textOf(words, own ? null : actions.command),
        el("p", { class: "meta" },
          messages.some((one) => one.edit_date) && own && el("span", { text: t("message.edited") }),
          el("time", { datetime: new Date(message.date * 1_000).toISOString(), text: time }),
          own && el("span", { class: "tick" }, icon("check"), el("span", { class: "sr", text: t("message.sent") })))),
      button(t("message.more"), { name: "more", quiet: true, class: "round more", on: () => actions.more(message) })),
    card && inlineKeyboard(message, actions.tap));
}

function textOf(message, onCommand) {
  const [text, entities] = message.text ? [message.text, message.entities] : [message.caption, message.caption_entities];
  return el("div", { class: "text", dir: "auto" }, rich(text, entities, onCommand));
}

/** What a message answers; tapping it goes there. */
function quote(message, actions) {
  const name = message.from?.is_bot ? message.from.first_name : t("message.you");
  return el("button", { type: "button", class: "quote", on: { click: () => actions.jump(message.message_id) } },
    el("span", { class: "sr", text: t("message.repliesTo") }),
    el("strong", { text: name }), el("span", { class: "quote-words", text: summary(message) }));
}
