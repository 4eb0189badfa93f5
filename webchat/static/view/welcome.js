/** Why: an empty chat tells who is behind the door and offers one thing to do. */
import { button, el, icon } from "../dom.js";
import { t } from "../texts.js";

/** @param {{root: HTMLElement, store: Object, outbox: Object, start: () => void}} parts */
export function mountWelcome({ root, store, outbox, start }) {
  function draw() {
    root.hidden = !store.me || !store.seen || store.messages.size > 0 || outbox.items.length > 0;
    if (root.hidden) return;
    const { bot } = store.me;
    root.replaceChildren(el("span", { class: "mark big" }, icon("door")), el("h2", { text: bot.first_name }),
      el("p", { class: "wrap", text: bot.description || t("welcome.words") }),
      button(t("welcome.start"), { class: "main", on: start }));
  }
  ["history", "message", "me"].forEach((type) => store.addEventListener(type, draw));
  outbox.addEventListener("added", draw);
}
