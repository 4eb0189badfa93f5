/**
 * Why: answers that the bot proposes, as buttons under the conversation. They can be put away and brought back, ask for
 * a phone number or a place when they need one, and go after one tap when the bot says so. A question that the bot wants
 * answered in words becomes what the next words answer.
 */
import { button, el } from "../dom.js";
import { recallHere, rememberHere } from "../memory.js";
import { t } from "../texts.js";
import { openContact } from "./contact.js";

/**
 * @param {{root: HTMLElement, toggle: HTMLElement, store: Object, outbox: Object, composer: Object, place: () => void}} parts
 */
export function mountKeyboard({ root, toggle, store, outbox, composer, place }) {
  const mark = () => JSON.stringify(store.keyboard);
  const setAway = (away) => {
    rememberHere("keyboard.away", away ? mark() : null);
    draw();
  };

  function press(key) {
    if (key.request_contact) {
      openContact({ name: store.me.first_name, send: (contact) => { outbox.add("contact", { contact }); used(); } });
    } else if (key.request_location) {
      place();
    } else {
      outbox.add("text", { text: key.text });
      used();
    }
  }

  function used() {
    if (store.keyboard?.one_time_keyboard) setAway(true);
  }

  function draw() {
    const rows = store.keyboard?.keyboard;
    const away = recallHere("keyboard.away") === mark();
    root.hidden = !rows || away;
    toggle.hidden = !rows;
    toggle.setAttribute("aria-expanded", String(!root.hidden));
    composer.placeholder(store.keyboard?.input_field_placeholder);
    root.replaceChildren(...(root.hidden ? [] : rows.map((row) => el("div", { class: "keys-row" },
      ...row.map((key) => {
        const one = typeof key === "string" ? { text: key } : key;
        return button(one.text, { class: "key", on: () => press(one) });
      })))));
  }

  toggle.addEventListener("click", () => setAway(!root.hidden));
  store.addEventListener("keyboard", ({ detail }) => {
    const held = root.contains(document.activeElement);
    if (detail.fresh) rememberHere("keyboard.away", null);
    draw();
    composer.ask(store.keyboard?.force_reply ? store.messages.get(store.keyboardFrom) : null);
    const idle = document.activeElement === document.body || held;
    if (held || (store.keyboard?.force_reply && idle)) composer.focus();
  });
  draw();
}
