/**
 * Why: what the bot can do, found without learning: a menu button shows it, and typing "/" finds it by name. Arrow keys
 * choose, Enter sends; one tap does the same.
 */
import { el } from "../dom.js";
import { t } from "../texts.js";

/** @param {{root: HTMLElement, toggle: HTMLElement, store: Object, composer: Object, run: (command: string) => void}} parts */
export function mountCommands({ root, toggle, store, composer, run }) {
  const { input } = composer;
  let byButton = false;
  let chosen = -1;
  let shut = "";

  root.id = "commands";
  root.setAttribute("role", "listbox");
  root.setAttribute("aria-label", t("commands.label"));
  input.setAttribute("aria-controls", root.id);
  toggle.setAttribute("aria-controls", root.id);

  function fitting() {
    const commands = store.me?.commands || [];
    const typed = input.value;
    if (byButton) return commands;
    if (!/^\/\w*$/.test(typed) || typed === shut) return [];
    return commands.filter(({ command }) => command.startsWith(typed.slice(1).toLowerCase()));
  }

  function draw() {
    const list = fitting();
    chosen = Math.min(chosen, list.length - 1);
    root.hidden = list.length === 0;
    toggle.setAttribute("aria-expanded", String(!root.hidden));
    root.replaceChildren(...list.map(({ command, description }, index) => el("button", {
      type: "button", role: "option", id: `command-${index}`, class: "command", tabindex: byButton ? "0" : "-1",
      "aria-selected": String(index === chosen), on: { click: () => go(command) },
    }, el("strong", { text: description }), el("span", { class: "faint", text: `/${command}` }))));
    if (chosen >= 0) input.setAttribute("aria-activedescendant", `command-${chosen}`);
    else input.removeAttribute("aria-activedescendant");
    root.children[chosen]?.scrollIntoView({ block: "nearest" });
  }

  function go(command) {
    hide();
    if (input.value.startsWith("/")) composer.clear();
    run(`/${command}`);
    composer.focus();
  }

  function hide() {
    byButton = false;
    chosen = -1;
    shut = input.value;
    draw();
  }

  toggle.addEventListener("click", () => {
    byButton = root.hidden;
    chosen = -1;
    if (!byButton) hide();
    draw();
    if (byButton) root.firstElementChild?.focus();
  });
  input.addEventListener("input", () => {
    byButton = false;
    chosen = -1;
    shut = "";
    draw();
  });
  input.addEventListener("keydown", (event) => {
    if (root.hidden || byButton || event.isComposing) return;
    const size = root.childElementCount;
    if (event.key === "ArrowDown") chosen = (chosen + 1) % size;
    else if (event.key === "ArrowUp") chosen = (Math.max(chosen, 0) + size - 1) % size;
    else if (event.key === "Escape") hide();
    else if (event.key === "Enter" && chosen >= 0) root.children[chosen].click();
    else return;
    event.preventDefault();
    draw();
  }, true);
  root.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      hide();
      toggle.focus();
    } else if (step) {
      const list = [...root.children];
      list[(list.indexOf(document.activeElement) + step + list.length) % list.length].focus();
      event.preventDefault();
    }
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!root.hidden && !root.contains(target) && !toggle.contains(target) && target !== input) hide();
  });
  store.addEventListener("me", () => {
    toggle.hidden = !store.me.commands.length;
    draw();
  });
}
