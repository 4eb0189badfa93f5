/**
 * Why: the buttons under a message. A tap shows at once that it was felt; addresses open safely. The buttons of a row are
 * of one width, and wrap only where even two lines a label would not fit beside each other.
 */
import { button, el, icon, link } from "../dom.js";
import { t } from "../texts.js";

/**
 * @param {Object} message
 * @param {(message: Object, pressed: Object, node: HTMLElement) => void} tap
 */
export function inlineKeyboard(message, tap) {
  const rows = message.reply_markup.inline_keyboard.map((row) => {
    const nodes = row.map((one) => inlineButton(one, message, tap)).filter(Boolean);
    if (!nodes.length) return null;
    const line = el("div", { class: "inline-row" }, ...nodes);
    line.style.setProperty("--letters", String(Math.max(...row.map(({ text }) => room(text)))));
    return line;
  });
  return el("div", { class: "inline", role: "group", "aria-label": t("inline.label") }, ...rows);
}

/** The least room for a label in letters: short ones stay on one line, longer ones may take two. */
function room(text) {
  const letters = [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 1 : 0.6), 0);
  return Math.max(1.5, letters <= 5 ? letters : letters / 2 + 1);
}

function inlineButton(one, message, tap) {
  const url = one.url || one.login_url?.url || one.web_app?.url;
  if (url) return link(url, { class: "inline-button" }, el("span", { class: "label", text: one.text }), icon("open"));
  if (!one.callback_data && !one.copy_text) return null;
  const node = button(one.text, { class: "inline-button", on: () => tap(message, one, node) });
  return node;
}
