/** Why: in a demonstration anybody may be any of the ready-made people; a line at the top says so and offers the switch. */
import { button, el } from "../dom.js";
import { t } from "../texts.js";
import { openDialog } from "./dialog.js";

/** @param {{root: HTMLElement, store: Object, become: (id: number) => void}} parts */
export function mountPeople({ root, store, become }) {
  function choose() {
    const { people, current } = store.me.demo;
    const list = el("ul", { class: "people" }, ...people.map((person) => {
      const here = person.id === current;
      return el("li", {}, el("button", {
        type: "button", class: "person", "aria-current": here ? "true" : null, autofocus: here,
        on: { click: () => { dialog.close(); if (!here) become(person.id); } },
      }, el("span", { class: "face", "aria-hidden": "true", text: [...person.first_name][0] }),
      el("span", {}, el("strong", { text: person.first_name }), el("span", { class: "note", text: person.note }),
        here && el("span", { class: "here", text: t("demo.here") }))));
    }));
    const dialog = openDialog({ title: t("demo.title"), class: "demo-dialog", body: [el("p", { text: t("demo.explain") }), list] });
  }

  function draw() {
    const demo = store.me?.demo;
    root.hidden = !demo;
    if (!demo) return;
    const person = demo.people.find(({ id }) => id === demo.current);
    const who = person ? t("demo.you", { name: person.first_name, note: person.note }) : t("demo.nobody");
    const held = root.contains(document.activeElement);
    const change = button(t("demo.change"), { name: "people", class: "demo-change", on: choose });
    root.replaceChildren(el("p", {}, el("span", { class: "tag", text: t("demo.banner") }), el("span", { class: "demo-who", text: who })), change);
    if (held) change.focus();
  }

  store.addEventListener("me", draw);
}
