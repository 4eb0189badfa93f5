/**
 * Why: one way to ask or show something over the chat. The native <dialog> keeps the focus inside, closes on
 * Escape (and on the phone's back gesture) and gives the focus back to where it was.
 */
import { button, el } from "../dom.js";
import { t } from "../texts.js";

let count = 0;

/**
 * @param {{title: string, class?: string, body: Array<Node|string>, actions?: Node[], onClose?: () => void}} what
 * @returns {HTMLDialogElement} shown already; `close()` takes it away
 */
export function openDialog({ title, class: classes = "", body, actions = [], onClose }) {
  const id = `dialog-${count += 1}`;
  const before = document.activeElement;
  const dialog = el("dialog", { class: `sheet ${classes}`, "aria-labelledby": id },
    el("div", { class: "sheet-head" },
      el("h2", { id, text: title }),
      button(t("dialog.close"), { name: "close", quiet: true, class: "round", on: () => dialog.close() })),
    el("div", { class: "sheet-body" }, ...body),
    actions.length > 0 && el("div", { class: "sheet-foot" }, ...actions));
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    // The event comes a moment after closing: whoever has gone on to something else by then keeps the focus there.
    if (document.activeElement === document.body && before?.isConnected) before.focus({ preventScroll: true });
    if (onClose) onClose();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** A question with one clear way on. @returns {Promise<boolean>} */
export function ask(title, words, yes) {
  return new Promise((resolve) => {
    let agreed = false;
    const go = button(yes, { class: "main", on: () => { agreed = true; dialog.close(); } });
    const no = button(t("dialog.cancel"), { class: "plain", on: () => dialog.close() });
    const dialog = openDialog({ title, body: [el("p", { text: words })], actions: [no, go], onClose: () => resolve(agreed) });
  });
}

/** Something that must be read before going on, perhaps with an address to open. */
export function alertDialog(words, extra = null) {
  const ok = button(t("dialog.ok"), { class: "main", autofocus: true, on: () => dialog.close() });
  const dialog = openDialog({ title: t("dialog.notice"), class: "alert", body: [el("p", { class: "wrap", text: words }), extra], actions: [ok] });
  ok.focus();
}
