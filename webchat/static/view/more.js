/** Why: what can be done with one message, in words, without a long press that nobody finds. */
import { button, el } from "../dom.js";
import { t } from "../texts.js";
import { openDialog } from "./dialog.js";
import { summary } from "./media.js";

const EDITABLE_FOR = 48 * 3_600;

/** As the server sees it: one's own words, for two days. */
const editable = (message) => !message.from.is_bot && (message.text || message.caption) && Date.now() / 1_000 - message.date < EDITABLE_FOR;

/** @param {Object} message @param {{composer: Object, toast: Function, blocked: boolean}} how */
export function openMore(message, { composer, toast, blocked }) {
  const words = message.text || message.caption;
  const after = (run) => () => { dialog.close(); run(); };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words);
      toast(t("message.copied"));
    } catch {
      toast(t("message.notCopied"));
    }
  };
  const body = [
    el("p", { class: "faint quote-words", text: summary(message) }),
    !blocked && button(t("more.reply"), { name: "reply", class: "choice-line", on: after(() => composer.reply(message)) }),
    !blocked && editable(message) && button(t("more.edit"), { name: "edit", class: "choice-line", on: after(() => composer.edit(message)) }),
    words && button(t("more.copy"), { name: "copy", class: "choice-line", on: after(copy) }),
  ];
  const dialog = openDialog({ title: t("more.title"), class: "more-dialog", body: body.filter(Boolean) });
}
