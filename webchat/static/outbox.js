/**
 * Why: nothing a person sends may be lost to a bad network. Every message goes in here first, is shown as waiting,
 * and is sent in order; its client_id makes a second try harmless. A refusal for good is shown with its reason and
 * does not hold up what comes after it.
 *
 * @typedef {Object} Item
 * @property {string} client_id
 * @property {number} owner whose words these are (a demonstration has several people)
 * @property {number} order
 * @property {"text"|"location"|"contact"|"media"|"edit"|"start"} kind
 * @property {Object} body what the server gets
 * @property {"waiting"|"sending"|"failed"} state
 * @property {string} [reason] the server's code of a refusal
 * @property {number} [again] seconds after which it goes out by itself once more, because the server asked for a rest
 */
import { clientId } from "./api.js";
import { openDb } from "./db.js";

const PAUSES = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000];

export class Outbox extends EventTarget {
  /** @type {Item[]} */
  items = [];
  #db = openDb();
  #busy = false;
  #failures = 0;
  #timer = 0;
  #order = 0;
  #restUntil = 0;

  /** @param {{owner: () => number, deliver: (item: Item, progress: (part: number) => void) => Promise<void>}} how */
  constructor({ owner, deliver }) {
    super();
    this.owner = owner;
    this.deliver = deliver;
    addEventListener("online", () => this.flush());
  }

  /** Read what an earlier page left behind; what was added meanwhile comes after it. */
  async load() {
    const owner = this.owner();
    const own = (item) => item.owner === owner;
    const kept = (await (await this.#db).all()).filter(own).sort((one, other) => one.order - other.order);
    if (owner !== this.owner()) return;
    const here = this.items.filter(own);
    const known = new Set(here.map((item) => item.client_id));
    this.items = [...kept.filter((item) => !known.has(item.client_id)), ...here];
    this.#changed();
    this.flush();
  }

  async add(kind, body) {
    const order = Math.max(Date.now(), this.#order + 1);
    this.#order = order;
    const item = { client_id: clientId(), owner: this.owner(), order, kind, body, state: "waiting" };
    this.items.push(item);
    this.#changed("added");
    try {
      await (await this.#db).put(item);
    } catch {
      this.dispatchEvent(new CustomEvent("unkept"));
    }
    this.flush();
    return item;
  }

  async discard(id) {
    this.items = this.items.filter((item) => item.client_id !== id);
    this.#changed();
    await (await this.#db).delete(id);
  }

  async retry(id) {
    const item = this.items.find((one) => one.client_id === id);
    if (!item) return;
    item.state = "waiting";
    this.#changed();
    await (await this.#db).put(item);
    this.flush();
  }

  /** Send what waits, one at a time; at most one tab does it where the browser can tell. A rest asked for is kept. */
  async flush() {
    clearTimeout(this.#timer);
    if (this.#busy) return;
    const rest = this.#restUntil - performance.now();
    if (rest > 0) {
      this.#timer = setTimeout(() => this.flush(), rest);
      return;
    }
    this.#busy = true;
    try {
      const run = () => this.#run();
      await (navigator.locks ? navigator.locks.request("doorstep-outbox", run) : run());
    } finally {
      this.#busy = false;
    }
  }

  async #run() {
    for (let item = this.#next(); item; item = this.#next()) {
      if (!(await this.#send(item))) return;
    }
  }

  #next() {
    return this.items.find(({ state, owner }) => state === "waiting" && owner === this.owner());
  }

  /** @returns {Promise<boolean>} whether to go on with the next one */
  async #send(item) {
    item.state = "sending";
    delete item.again;
    this.#changed();
    try {
      await this.deliver(item, (part) => this.dispatchEvent(new CustomEvent("progress", { detail: { id: item.client_id, part } })));
      this.#failures = 0;
      await this.discard(item.client_id);
      return true;
    } catch (error) {
      item.state = error.temporary ? "waiting" : "failed";
      item.reason = error.code;
      if (error.temporary && error.retryAfter) {
        item.again = error.retryAfter;
        this.#restUntil = performance.now() + error.retryAfter * 1_000;
      }
      this.#changed();
      if (error.temporary) {
        const pause = error.retryAfter * 1_000 || PAUSES[Math.min(this.#failures++, PAUSES.length - 1)];
        this.#timer = setTimeout(() => this.flush(), pause);
        return false;
      }
      await (await this.#db).put(item);
      return true;
    }
  }

  #changed(type = "changed") {
    this.dispatchEvent(new CustomEvent(type));
  }
}
