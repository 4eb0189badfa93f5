/** Why: what is on its way is seen at the end of the log, with its state in words and a way to try again or drop it. */
import { button, el, icon } from "../dom.js";
import { errorText, t } from "../texts.js";

const STATE_ICONS = { waiting: "clock", sending: "clock", failed: "warning" };

/** @param {import("../outbox.js").Outbox} outbox */
export function mountOutbox(root, outbox, scroll) {
  const urls = [];
  const gone = { id: "", part: 0 };

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
    return el("div", { class: `message own ${item.state}`, data: { item: item.client_id } },
      el("div", { class: "line" }, el("div", { class: "bubble" }, ...preview(item),
        progressBar(item),
        el("p", { class: "meta" }, icon(STATE_ICONS[item.state]), el("span", { class: "state", text: stateOf(item) })))),
      failed && el("div", { class: "inline-row" },
        button(t("outbox.retry"), { class: "inline-button", on: () => outbox.retry(item.client_id) }),
        button(t("outbox.drop"), { class: "inline-button", on: () => outbox.discard(item.client_id) })));
  }

  /** In a sentence how it stands; a rest that the server asked for needs nobody's care. */
  function stateOf({ client_id: id, kind, state, reason, again }) {
    if (state === "failed") return `${t("outbox.failed")} ${errorText(reason)}`;
    if (again) return t(reason === "too_many_uploads" ? "outbox.busy" : "outbox.resting", { n: again });
    if (kind !== "media" || state !== "sending" || gone.id !== id) return t(`outbox.${state}`);
    return gone.part < 1 ? t("outbox.percent", { n: percent() }) : t("outbox.arrived");
  }

  const percent = () => Math.floor(gone.part * 100);

  function progressBar({ client_id: id, kind, state }) {
    if (kind !== "media" || state !== "sending") return null;
    return el("progress", { class: "sent-part", max: "100", value: String(gone.id === id ? percent() : 0), "aria-label": t("outbox.progress") });
  }

  /** Only the number changes: whoever looks or listens is not disturbed by a new picture. */
  function progress({ id, part }) {
    Object.assign(gone, { id, part });
    const item = outbox.items.find((one) => one.client_id === id);
    const shown = root.querySelector(`[data-item="${id}"]`);
    if (!item || !shown) return;
    shown.querySelector("progress").value = percent();
    shown.querySelector(".state").textContent = stateOf(item);
  }

  function redraw() {
    urls.splice(0).forEach((url) => URL.revokeObjectURL(url));
    scroll.keep(() => root.replaceChildren(...outbox.items.map(draw)));
  }

  outbox.addEventListener("changed", redraw);
  outbox.addEventListener("progress", ({ detail }) => progress(detail));
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
