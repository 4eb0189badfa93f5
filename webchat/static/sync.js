/**
 * Why: the page shows what the server knows. This brings the store there (who am I, the newest messages, then the
 * events) and back there after every loss; nobody else talks to the socket.
 *
 * Events: `state` ("connecting" | "open" | "lost"), `ready` (me and history are here), `answer` (to a button), `refused` (ApiError).
 */
import { api } from "./api.js";
import { Socket } from "./socket.js";

const RETRY = 3_000;

export class Sync extends EventTarget {
  #held = null;
  #timer = 0;
  #ready = false;

  /** @param {import("./store.js").Store} store @param {string} language for an account made now */
  constructor(store, language) {
    super();
    this.store = store;
    this.language = language;
    this.socket = new Socket(() => store.seq);
    this.socket.addEventListener("state", ({ detail }) => this.#tell("state", detail));
    this.socket.addEventListener("event", ({ detail }) => this.#take(detail));
    addEventListener("online", () => this.#ready || this.start());
  }

  /** Come up to date, trying until it works. */
  async start() {
    clearTimeout(this.#timer);
    this.#tell("state", "connecting");
    try {
      this.store.setMe(await api.session(this.language));
      this.store.load(await api.history());
      this.#ready = true;
      this.socket.connect();
      this.#tell("ready");
    } catch (error) {
      this.#tell("state", "lost");
      if (!error.temporary) this.#tell("refused", error);
      this.#timer = setTimeout(() => this.start(), Math.max(RETRY, (error.retryAfter || 0) * 1_000));
    }
  }

  /** From nothing: the server asked for it, or another person sits here now. */
  async restart() {
    this.socket.close();
    this.#ready = false;
    await this.start();
  }

  /** The page before the oldest message here. */
  async older() {
    this.store.load(await api.history(this.store.oldest()), true);
  }

  /**
   * While a message of one's own is being sent, its event waits for the answer that names it; else one would see
   * it twice for a moment.
   */
  async holding(send) {
    this.#held = [];
    try {
      return await send();
    } finally {
      const held = this.#held;
      this.#held = null;
      held.forEach((event) => this.#apply(event));
    }
  }

  #take(event) {
    if (event.seq) this.store.seq = event.seq;
    if (this.#held && event.type === "message" && !event.message.from.is_bot) this.#held.push(event);
    else this.#apply(event);
  }

  #apply(event) {
    const { store } = this;
    const moves = {
      message: () => store.put(event.message),
      edited: () => store.edited(event.message),
      deleted: () => store.remove(event.message_id),
      keyboard: () => store.setKeyboard(event.keyboard, event.message_id),
      commands: () => store.setCommands(event.commands),
      action: () => store.typing(true),
      answer: () => this.#tell("answer", event),
      reload: () => this.restart(),
    };
    moves[event.type]?.();
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
