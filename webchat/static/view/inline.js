/** Why: the buttons under a message. A tap shows at once that it was felt; addresses open safely. */
import { button, el, icon, link } from "../dom.js";
import { t } from "../texts.js";

/**
 * @param {Object} message
 * @param {(message: Object, pressed: Object, node: HTMLElement) => void} tap
 */
export function inlineKeyboard(message, tap) {
  const rows = message.reply_markup.inline_keyboard.map((row) => {
    const nodes = row.map((one) => inlineButton(one, message, tap)).filter(Boolean);
    return nodes.length > 0 && el("div", { class: "inline-row" }, ...nodes);
  });
  return el("div", { class: "inline", role: "group", "aria-label": t("inline.label") }, ...rows);
}

function inlineButton(one, message, tap) {
  const url = one.url || one.login_url?.url || one.web_app?.url;
  if (url) return link(url, { class: "inline-button" }, el("span", { class: "label", text: one.text }), icon("open"));
  if (!one.callback_data && !one.copy_text) return null;
  const node = button(one.text, { class: "inline-button", on: () => tap(message, one, node) });
  return node;
}
