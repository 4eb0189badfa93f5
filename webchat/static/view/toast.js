/** Why: a short answer that asks for nothing; it is read aloud, stays long enough to read, and goes by itself. */
import { el } from "../dom.js";

const LEAST = 4_000;
const PER_LETTER = 90;

/** Over an open dialog, the toast is in it: nothing else is above a dialog. @returns {(words: string) => void} */
export function mountToasts(root) {
  return (words) => {
    const toast = el("p", { class: "toast", text: words, on: { click: () => toast.remove() } });
    (document.querySelector("dialog[open]") || document.body).append(root);
    root.append(toast);
    while (root.childElementCount > 3) root.firstElementChild.remove();
    setTimeout(() => toast.remove(), LEAST + words.length * PER_LETTER);
  };
}
