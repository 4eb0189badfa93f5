/**
 * Why: the one copy of what the server said, in memory only. Views listen and draw; they never ask each other.
 *
 * Events: `history` {older}, `message` {message, fresh}, `deleted` {id}, `keyboard` {fresh}, `me`, `typing` {on}.
 *
 * @typedef {Object} Message a Bot API Message
 */

const TYPING_LASTS = 5_000;

export class Store extends EventTarget {
  me = null;
  seq = 0;
  more = false;
  keyboard = null;
  /** The id of the message that brought the keyboard. */
  keyboardFrom = null;
  /** Whether the newest messages of this person are here. */
  seen = false;
  /** @type {Map<number, Message>} */
  messages = new Map();
  #typing = 0;

  /** Another person, or a start from nothing. */
  reset() {
    this.messages.clear();
    this.seen = false;
    this.seq = 0;
    this.more = false;
    this.#emit("history", { older: false });
    this.setKeyboard(null, null, false);
  }

  setMe(me) {
    this.me = me;
    this.#emit("me");
  }

  setCommands(commands) {
    this.setMe({ ...this.me, commands });
  }

  /** The newest page, or with `older` the one before what is here. */
  load({ messages, more, seq, keyboard, keyboard_message_id: from }, older = false) {
    if (!older) this.messages.clear();
    messages.forEach((message) => this.messages.set(message.message_id, message));
    this.more = more;
    this.seen = true;
    if (!older) {
      this.seq = seq;
      this.setKeyboard(keyboard, from, false);
    }
    this.#emit("history", { older });
  }

  put(message) {
    const fresh = !this.messages.has(message.message_id);
    this.messages.set(message.message_id, message);
    if (fresh && message.from.is_bot) this.typing(false);
    this.#emit("message", { message, fresh });
  }

  /** Bot edits of messages that are not loaded wait until the person scrolls there. */
  edited(message) {
    if (message.message_id >= this.oldest()) this.put(message);
  }

  remove(id) {
    if (this.messages.delete(id)) this.#emit("deleted", { id });
  }

  /** `fresh` when the bot has just said so, not when an old one is read back. */
  setKeyboard(keyboard, from, fresh = true) {
    this.keyboard = keyboard;
    this.keyboardFrom = from;
    this.#emit("keyboard", { fresh });
  }

  /** A typing note holds five seconds unless renewed, as in the Bot API. */
  typing(on) {
    clearTimeout(this.#typing);
    if (on) this.#typing = setTimeout(() => this.typing(false), TYPING_LASTS);
    this.#emit("typing", { on });
  }

  /** @returns {number} the id of the oldest message here; Infinity when there is none */
  oldest() {
    return Math.min(...this.messages.keys());
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
