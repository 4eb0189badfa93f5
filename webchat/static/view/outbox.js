/** Why: what is on its way is seen at the end of the log, with its state in words and a way to try again or drop it. */
import { button, el, icon } from "../dom.js";
import { errorText, t } from "../texts.js";

const STATE_ICONS = { waiting: "clock", sending: "clock", failed: "warning" };

/** @param {import("../outbox.js").Outbox} outbox */
export function mountOutbox(root, outbox, scroll) {
  const urls = [];

  function preview({ kind, body }) {
    if (kind !== "media") return [el("div", { class: "text", text: wordsOf(kind, body) })];
    if (body.kind !== "photo") return [el("div", { class: "text", text: body.kind === "voice" ? t("kind.voice") : body.files[0].name })];
    const images = body.files.map(({ blob }) => {
      urls.push(URL.createObjectURL(blob));
      return el("span", { class: "photo" }, el("img", { src: urls[urls.length - 1], alt: t("kind.photo") }));
    });
    return [el("div", { class: "grid", data: { count: Math.min(images.length, 3) } }, ...images),
      body.caption && el("div", { class: "text", text: body.caption })];
  }

  function draw(item) {
    const failed = item.state === "failed";
    const state = failed ? `${t("outbox.failed")} ${errorText(item.reason)}` : t(`outbox.${item.state}`);
    return el("div", { class: `message own ${item.state}`, data: { item: item.client_id } },
      el("div", { class: "line" }, el("div", { class: "bubble" }, ...preview(item),
        el("p", { class: "meta" }, icon(STATE_ICONS[item.state]), el("span", { text: state })))),
      failed && el("div", { class: "inline-row" },
        button(t("outbox.retry"), { class: "inline-button", on: () => outbox.retry(item.client_id) }),
        button(t("outbox.drop"), { class: "inline-button", on: () => outbox.discard(item.client_id) })));
  }

  function redraw() {
    urls.splice(0).forEach((url) => URL.revokeObjectURL(url));
    scroll.keep(() => root.replaceChildren(...outbox.items.map(draw)));
  }

  outbox.addEventListener("changed", redraw);
  outbox.addEventListener("added", () => {
    redraw();
    scroll.toEnd();
  });
}

function wordsOf(kind, body) {
  if (kind === "text") return body.text;
  if (kind === "edit") return `${t("outbox.edit")} ${body.text}`;
  return t(`kind.${kind}`);
}
