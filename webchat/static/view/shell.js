/**
 * Why: the fixed frame of the page (head, log, foot) in one place; every other view gets its corner of it. One can write
 * and change settings as soon as it is known who one is.
 */
import { button, el, icon } from "../dom.js";
import { t } from "../texts.js";

export function buildShell() {
  const title = el("h1", { text: t("app.name") });
  const doing = el("p", { class: "doing", role: "status" });
  const settings = button(t("settings.open"), { name: "settings", class: "head-button", disabled: true });
  const head = el("header", { class: "head" },
    el("span", { class: "mark" }, icon("door")), el("div", { class: "head-names" }, title, doing), settings);

  const demo = el("section", { class: "demo", "aria-label": t("demo.banner"), hidden: true });
  const connection = el("p", { class: "connection", role: "status", hidden: true });

  const list = el("div", { class: "messages", role: "log", "aria-live": "polite", "aria-relevant": "additions", "aria-label": t("log.label") });
  const waiting = el("div", { class: "messages waiting", role: "group", "aria-label": t("outbox.label") });
  const welcome = el("section", { class: "welcome", hidden: true });
  const scroller = el("main", { class: "scroller", tabindex: "0", "aria-label": t("log.label") }, welcome, list, waiting);

  const jump = el("button", { type: "button", class: "jump", hidden: true });
  const foot = el("footer", { class: "foot", hidden: true });
  const toasts = el("div", { class: "toasts", role: "status" });
  document.body.replaceChildren(
    el("div", { class: "page" }, head, demo, connection, el("div", { class: "middle" }, scroller, jump), foot), toasts);
  return { title, doing, settings, demo, connection, scroller, list, waiting, welcome, jump, foot, toasts };
}
