/** Why: everything one answers with, in one order from the conversation down to the thumb. */
import { button, el } from "../dom.js";
import { t } from "../texts.js";

/**
 * @param {HTMLElement} root
 * @param {{nodes: Node[]}} composer
 * @param {{store: Object, unblock: () => void}} how
 */
export function buildFoot(root, composer, { store, unblock }) {
  const keys = el("div", { class: "keys", role: "group", "aria-label": t("keyboard.label"), hidden: true });
  const commands = el("div", { class: "commands", hidden: true });
  const menu = button(t("tool.menu"), { name: "menu", class: "tool", "aria-haspopup": "listbox", "aria-expanded": "false" });
  const toggle = button(t("tool.keyboard"), { name: "keyboard", class: "tool", "aria-expanded": "false", hidden: true });
  const attach = el("div", { class: "tools-attach" });
  const tools = el("div", { class: "tools", role: "toolbar", "aria-label": t("tool.label") }, menu, attach, toggle);
  const writing = el("div", { class: "writing" }, commands, ...composer.nodes, keys, tools);
  const blocked = el("div", { class: "blocked", hidden: true }, el("p", { text: t("block.is") }),
    button(t("block.end"), { class: "main", on: unblock }));
  root.append(writing, blocked);
  store.addEventListener("me", () => {
    writing.hidden = store.me.blocked;
    blocked.hidden = !store.me.blocked;
  });
  return { keys, commands, menu, toggle, attach };
}
