/**
 * Why: where words are written. What is typed is kept as a draft at every stroke, an answer or an edit is shown above
 * the words, and Enter sends where there is a real keyboard.
 */
import { recall, remember } from "../memory.js";
import { button, el } from "../dom.js";
import { t } from "../texts.js";
import { summary } from "./media.js";

const COUNT_FROM = 300;

const written = (message) => message.text || message.caption;

/**
 * @param {{store: import("../store.js").Store, outbox: import("../outbox.js").Outbox}} parts
 */
export function buildComposer({ store, outbox }) {
  const finePointer = matchMedia("(pointer: fine)").matches;
  const input = el("textarea", { class: "words", rows: "1", dir: "auto", "aria-label": t("composer.label"), placeholder: t("composer.placeholder"),
    autocomplete: "off", enterkeyhint: finePointer ? "send" : "enter" });
  const send = button(t("composer.send"), { name: "send", class: "send", on: submit });
  const count = el("p", { class: "count", role: "status", hidden: true });
  const about = el("div", { class: "about", hidden: true });
  const row = el("div", { class: "composer-row" }, input, send);
  let target = null;

  const draftKey = () => `draft.${store.me?.id}`;
  const limit = () => store.me?.limits.text || 4096;

  function resize() {
    input.style.height = "auto";
    if (input.value) input.style.height = `${input.scrollHeight + 2}px`;
    const left = limit() - input.value.length;
    count.hidden = left > COUNT_FROM;
    count.textContent = left < 0 ? t("composer.tooLong", { n: -left, limit: limit() }) : t("composer.left", { n: left });
    count.classList.toggle("bad", left < 0);
    send.disabled = left < 0 || !input.value.trim();
  }

  function set(words) {
    input.value = words;
    resize();
    input.dispatchEvent(new Event("input"));
  }

  /** What the words are about: a message to answer or one of one's own to change. */
  function aim(next) {
    target = next;
    about.hidden = !next;
    about.replaceChildren();
    if (!next) return;
    about.append(
      el("p", {}, el("strong", { text: t(`composer.${next.kind}`) }), el("span", { class: "quote-words", text: summary(next.message) })),
      button(t("composer.stop"), { name: "close", quiet: true, class: "round", on: () => { leaveTarget(); input.focus(); } }));
  }

  function leaveTarget() {
    const edited = target?.kind === "edit";
    aim(null);
    if (edited) set(recall(draftKey()) || "");
  }

  function submit() {
    const text = input.value.trim();
    if (!text || send.disabled) return;
    if (target?.kind === "edit") {
      if (text !== written(target.message)) outbox.add("edit", { message_id: target.message.message_id, text });
    } else {
      outbox.add("text", { text, reply_to_message_id: target?.message.message_id });
      remember(draftKey(), null);
    }
    leaveTarget();
    if (!input.value || input.value.trim() === text) set("");
    input.focus();
  }

  input.addEventListener("input", () => {
    resize();
    if (target?.kind !== "edit") remember(draftKey(), input.value);
  });
  input.addEventListener("keydown", (event) => {
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key === "Enter" && !event.shiftKey && !composing && finePointer && !event.defaultPrevented) {
      event.preventDefault();
      submit();
    } else if (event.key === "Escape" && target) {
      leaveTarget();
    }
  });
  resize();

  return {
    nodes: [about, count, row],
    input,
    words: () => input.value.trim(),
    clear: () => set(""),
    focus: () => input.focus(),
    /** The draft of whoever sits here now. */
    restore() {
      aim(null);
      set(recall(draftKey()) || "");
    },
    placeholder(words) {
      input.placeholder = words || t("composer.placeholder");
    },
    /** The bot's own question to answer, or none; what the person chose meanwhile to change comes first. */
    ask(message) {
      if (message && target?.kind !== "edit") aim({ kind: "reply", message, asked: true });
      else if (!message && target?.asked) aim(null);
    },
    reply(message) {
      if (target?.kind === "edit") leaveTarget();
      aim({ kind: "reply", message });
      input.focus();
    },
    edit(message) {
      aim({ kind: "edit", message });
      set(written(message));
      input.focus();
    },
  };
}
