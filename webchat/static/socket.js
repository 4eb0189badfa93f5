/**
 * Why: events come over one WebSocket that phones lose all the time. This keeps one open while the page lives,
 * comes back with growing pauses, and at once when the phone says that it is online or the page is looked at again.
 */

const PAUSES = [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
const STALE_AFTER = 60_000;

export class Socket extends EventTarget {
  #ws = null;
  #timer = 0;
  #failures = 0;
  #wanted = false;
  #hiddenAt = 0;

  /** @param {() => number} seq the last event seen: the server sends what came after it */
  constructor(seq) {
    super();
    this.seq = seq;
    addEventListener("online", () => this.#wanted && this.#open());
    addEventListener("offline", () => this.#lost());
    document.addEventListener("visibilitychange", () => this.#seenAgain());
  }

  connect() {
    this.#wanted = true;
    this.#failures = 0;
    this.#open();
  }

  close() {
    this.#wanted = false;
    this.#drop();
  }

  #drop() {
    clearTimeout(this.#timer);
    const ws = this.#ws;
    this.#ws = null;
    if (ws) ws.close();
  }

  #open() {
    this.#drop();
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const ws = new WebSocket(`${scheme}://${location.host}/api/events?after=${this.seq()}`);
    this.#ws = ws;
    this.#tell("connecting");
    ws.onopen = () => {
      if (ws !== this.#ws) return;
      this.#failures = 0;
      this.#tell("open");
    };
    ws.onmessage = ({ data }) => {
      if (ws === this.#ws) this.dispatchEvent(new CustomEvent("event", { detail: JSON.parse(data) }));
    };
    ws.onclose = () => ws === this.#ws && this.#lost();
  }

  #lost() {
    this.#drop();
    if (!this.#wanted) return;
    this.#tell("lost");
    const pause = PAUSES[Math.min(this.#failures++, PAUSES.length - 1)];
    this.#timer = setTimeout(() => this.#open(), pause * (0.75 + Math.random() / 2));
  }

  /** A phone that slept may hold a dead connection that looks open. */
  #seenAgain() {
    if (document.hidden) {
      this.#hiddenAt = performance.now();
    } else if (this.#wanted && (!this.#ws || performance.now() - this.#hiddenAt > STALE_AFTER)) {
      this.#open();
    }
  }

  #tell(state) {
    this.dispatchEvent(new CustomEvent("state", { detail: state }));
  }
}
