/**
 * Why: the conversation as it is seen: one block a message (an album is one block), in order, with a line for each
 * day. A changed message replaces its own block and nothing else moves.
 */
import { dayName, dayOf } from "../dates.js";
import { el } from "../dom.js";

const EARLY = 800;

/** Messages of one album share a block. */
const keyOf = (message) => (message.media_group_id ? `g${message.media_group_id}` : `m${message.message_id}`);

export class Log extends EventTarget {
  #older = null;

  /**
   * @param {{store: import("../store.js").Store, scroll: import("./scroll.js").Scroll, list: HTMLElement,
   *   draw: (messages: Object[]) => HTMLElement, loadOlder: () => Promise<void>}} parts
   */
  constructor({ store, scroll, list, draw, loadOlder }) {
    super();
    Object.assign(this, { store, scroll, list, draw, loadOlder });
    store.addEventListener("history", ({ detail }) => this.#redraw(detail.older));
    store.addEventListener("message", ({ detail }) => this.#changed(detail));
    store.addEventListener("deleted", ({ detail }) => this.#removed(detail.id));
    scroll.scroller.addEventListener("scroll", () => this.#maybeOlder(), { passive: true });
  }

  /** @returns {HTMLElement|undefined} the block that shows a message */
  blockOf(id) {
    return [...this.list.children].find(({ dataset }) => dataset.ids.split(" ").includes(String(id)));
  }

  /** Load pages until a message is here. @returns {Promise<HTMLElement|undefined>} */
  async reach(id, pages = 8) {
    for (let left = pages; left > 0 && this.store.more && id < this.store.oldest(); left -= 1) await this.#fetchOlder();
    return this.blockOf(id);
  }

  /** All blocks anew; when only older messages came, those that did not change stay as they are. */
  #redraw(older) {
    this.#silently(() => this.scroll.keep(() => {
      const groups = new Map();
      [...this.store.messages.values()].sort((a, b) => a.message_id - b.message_id)
        .forEach((message) => groups.set(keyOf(message), [...(groups.get(keyOf(message)) || []), message]));
      const known = new Map([...this.list.children].map((block) => [block.dataset.key, block]));
      const blocks = [...groups].map(([key, messages]) => {
        const old = known.get(key);
        return older && old && old.dataset.ids === idsOf(messages) ? old : this.#block(key, messages);
      });
      this.list.replaceChildren(...blocks);
      blocks.forEach((block) => this.#day(block));
    }));
    this.#maybeOlder();
  }

  /** Old messages are not news: they are not read aloud. */
  #silently(change) {
    this.list.setAttribute("aria-live", "off");
    change();
    setTimeout(() => this.list.setAttribute("aria-live", "polite"), 300);
  }

  #changed({ message, fresh }) {
    const wasAtEnd = this.scroll.atEnd();
    let block;
    this.scroll.keep(() => { block = this.#place(keyOf(message)); });
    const tall = block.offsetHeight > this.scroll.scroller.clientHeight;
    if (fresh && message.from.is_bot && wasAtEnd && tall) this.scroll.putBack({ key: block.dataset.key, offset: 8 });
    if (fresh) this.dispatchEvent(new CustomEvent("arrived", { detail: { message, seen: wasAtEnd } }));
  }

  #removed(id) {
    const block = this.blockOf(id);
    if (!block) return;
    this.scroll.keep(() => {
      const next = block.nextElementSibling;
      if (this.#messages(block.dataset.key).length) this.#place(block.dataset.key);
      else block.remove();
      if (next) this.#day(next);
    });
  }

  #messages(key) {
    return [...this.store.messages.values()].filter((message) => keyOf(message) === key)
      .sort((a, b) => a.message_id - b.message_id);
  }

  #block(key, messages) {
    const block = el("div", { class: "block", tabindex: "-1", data: { key, ids: idsOf(messages), date: messages[0].date } });
    block.append(this.draw(messages));
    return block;
  }

  /** Draw a block where it belongs, in place of its older self. */
  #place(key) {
    const block = this.#block(key, this.#messages(key));
    const old = [...this.list.children].find(({ dataset }) => dataset.key === key);
    if (old) {
      swap(old, block);
    } else {
      const first = Number(block.dataset.ids.split(" ")[0]);
      let after = this.list.lastElementChild;
      while (after && Number(after.dataset.ids.split(" ")[0]) > first) after = after.previousElementSibling;
      if (after) after.after(block);
      else this.list.prepend(block);
    }
    this.#day(block);
    if (block.nextElementSibling) this.#day(block.nextElementSibling);
    return block;
  }

  /** A line with the day above the first message of it. */
  #day(block) {
    const before = block.previousElementSibling;
    const first = !before || dayOf(before.dataset.date) !== dayOf(block.dataset.date);
    const line = block.querySelector(":scope > .day");
    if (first && !line) block.prepend(el("h2", { class: "day", text: dayName(Number(block.dataset.date)) }));
    if (!first && line) line.remove();
  }

  #maybeOlder() {
    if (this.store.more && this.scroll.scroller.scrollTop < EARLY) this.#fetchOlder().catch(() => {});
  }

  #fetchOlder() {
    if (!this.#older) this.#older = this.loadOlder().finally(() => { this.#older = null; });
    return this.#older;
  }
}

const idsOf = (messages) => messages.map((message) => message.message_id).join(" ");

/** Replace a block; a button in it that had the focus hands it to the one with its place in the new block. */
function swap(old, block) {
  const buttons = [...old.querySelectorAll("button, a")];
  const place = buttons.indexOf(document.activeElement);
  const held = old.contains(document.activeElement);
  old.replaceWith(block);
  if (!held) return;
  const heirs = [...block.querySelectorAll("button, a")];
  (heirs[Math.min(place, heirs.length - 1)] || block).focus({ preventScroll: true });
}
