/**
 * Why: a tap on a button under a message goes out as a callback and comes back as an `answer` event, perhaps before
 * the request itself returns. This matches the two, keeps the button marked meanwhile so that a second tap is none, and
 * always ends the waiting: by the answer, or after a while in words.
 */
import { api, clientId } from "./api.js";
import { errorText, t } from "./texts.js";

const PATIENCE = 15_000;
const TRIES = 3;

const pause = (seconds) => new Promise((resolve) => { setTimeout(resolve, seconds * 1_000); });

/**
 * @param {{toast: (words: string) => void, alert: (words: string, url?: string) => void}} say
 * @returns {{tap: Function, answer: Function}}
 */
export function tapping({ toast, alert }) {
  /** The buttons of this page's own taps by query; null once the patience is over, for an answer that comes late. */
  const waiting = new Map();
  let flying = 0;
  let early = [];

  function mark(node) {
    node.classList.add("pending");
    node.setAttribute("aria-busy", "true");
    node.setAttribute("aria-disabled", "true");
  }

  function release(node) {
    node?.classList.remove("pending");
    node?.removeAttribute("aria-busy");
    node?.removeAttribute("aria-disabled");
  }

  function say({ text, show_alert: important, url }) {
    if (url || (text && important)) alert(text || t("inline.opens"), url);
    else if (text) toast(text);
  }

  function answer(event) {
    const id = event.callback_query_id;
    if (waiting.has(id)) {
      release(waiting.get(id));
      waiting.delete(id);
      say(event);
    } else if (flying) {
      early.push(event);
    }
  }

  /** No answer: said only where the button is still to be seen, because a card that changed has answered. */
  function giveUp(id) {
    const node = waiting.get(id);
    if (!node) return;
    waiting.set(id, null);
    release(node);
    if (node.isConnected) toast(t("tap.noAnswer"));
  }

  /** With the rests that the server asks for; the same client_id makes it one tap. */
  async function send(callback) {
    for (let left = TRIES - 1; ; left -= 1) {
      try {
        return await api.tap(callback);
      } catch (error) {
        if (error.status !== 429 || !error.retryAfter || left === 0) throw error;
        toast(t("tap.again", { n: error.retryAfter }));
        await pause(error.retryAfter);
      }
    }
  }

  async function tap(message, pressed, node) {
    if (node.classList.contains("pending")) return;
    if (pressed.copy_text) {
      await navigator.clipboard?.writeText(pressed.copy_text.text);
      toast(t("message.copied"));
      return;
    }
    mark(node);
    flying += 1;
    try {
      const { callback_query_id: id } = await send({ client_id: clientId(), message_id: message.message_id, data: pressed.callback_data });
      waiting.set(id, node);
      setTimeout(() => giveUp(id), PATIENCE);
      early.filter((event) => event.callback_query_id === id).forEach(answer);
    } catch (error) {
      release(node);
      toast(error.status === 0 ? t("error.tap") : errorText(error.code));
    } finally {
      flying -= 1;
      if (!flying) early = [];
    }
  }

  return { tap, answer };
}
