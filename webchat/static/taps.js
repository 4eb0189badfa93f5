/**
 * Why: a tap on a button under a message goes out as a callback and comes back as an `answer` event, perhaps before
 * the request itself returns. This matches the two, keeps the button marked meanwhile, and ends the waiting in words.
 */
import { api, clientId } from "./api.js";
import { errorText, t } from "./texts.js";

const PATIENCE = 15_000;

/**
 * @param {{toast: (words: string) => void, alert: (words: string, url?: string) => void}} say
 * @returns {{tap: Function, answer: Function}}
 */
export function tapping({ toast, alert }) {
  const waiting = new Map();
  let flying = 0;
  let early = [];

  function release(node) {
    node.classList.remove("pending");
    node.removeAttribute("aria-busy");
    node.removeAttribute("aria-disabled");
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

  async function tap(message, pressed, node) {
    if (node.classList.contains("pending")) return;
    if (pressed.copy_text) {
      await navigator.clipboard?.writeText(pressed.copy_text.text);
      toast(t("message.copied"));
      return;
    }
    node.classList.add("pending");
    node.setAttribute("aria-busy", "true");
    node.setAttribute("aria-disabled", "true");
    flying += 1;
    try {
      const { callback_query_id: id } = await api.tap({ client_id: clientId(), message_id: message.message_id, data: pressed.callback_data });
      waiting.set(id, node);
      setTimeout(() => {
        if (waiting.delete(id)) release(node);
      }, PATIENCE);
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
