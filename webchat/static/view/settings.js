/** Why: what a person may change: size of letters, language, light or dark, their name, and whether the bot may write. */
import { button, el } from "../dom.js";
import * as look from "../settings.js";
import { language, t } from "../texts.js";
import { ask, openDialog } from "./dialog.js";

/** A row of choices, of which one holds. */
function choices(name, label, options, current, onChoose) {
  return el("fieldset", { class: "choices" }, el("legend", { text: label }), el("div", { class: "choice-row" },
    ...options.map(([value, words]) => el("label", { class: "choice" },
      el("input", { type: "radio", name, value, checked: value === current, on: { change: () => onChoose(value) } }),
      el("span", { text: words })))));
}

/**
 * @param {{store: Object, update: (changes: Object) => Promise<void>, block: (blocked: boolean) => Promise<void>, install: Object}} how
 */
export function openSettings({ store, update, block, install }) {
  const { me } = store;
  const name = el("input", { id: "settings-name", type: "text", maxlength: "64", autocomplete: "name", value: me.first_name });
  const said = el("p", { class: "said", role: "status" });
  const save = button(t("settings.saveName"), { class: "plain", on: async () => {
    const wanted = name.value.trim();
    if (!wanted) {
      said.textContent = t("settings.nameEmpty");
      name.focus();
      return;
    }
    await update({ first_name: wanted });
    said.textContent = t("settings.saved");
  } });
  const stop = button(t(me.blocked ? "block.end" : "block.start"), { class: "plain", on: async () => {
    dialog.close();
    if (me.blocked || await ask(t("block.title"), t("block.ask", { bot: me.bot.first_name }), t("block.yes"))) block(!me.blocked);
  } });
  const dialog = openDialog({
    title: t("settings.title"),
    class: "settings",
    body: [
      choices("size", t("settings.size"), look.SIZES.map((one) => [one, t(`size.${one}`)]), look.size(), look.setSize),
      choices("language", t("settings.language"), [["zh", "中文"], ["en", "English"]], language(), (code) => update({ language_code: code })),
      choices("theme", t("settings.theme"), look.THEMES.map((one) => [one, t(`theme.${one}`)]), look.theme(), look.setTheme),
      !me.demo && el("div", { class: "form" }, el("label", { for: name.id, text: t("settings.name") }), name, save),
      said,
      install.ready() && button(t("settings.install"), { name: "door", class: "plain", on: () => install.run() }),
      stop,
      el("p", { class: "faint", text: t("settings.kept") }),
    ].filter(Boolean),
  });
}
