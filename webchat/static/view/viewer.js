/** Why: a photo fills the screen when tapped; a second tap shows it at full size to read what is on it. */
import { button, el } from "../dom.js";
import { t } from "../texts.js";

/** @param {Array<{src: string, caption: string}>} photos */
export function openViewer(photos, start) {
  let index = start;
  const image = el("img", { alt: "" });
  const stage = el("button", { type: "button", class: "stage", "aria-label": t("viewer.zoom"), on: { click: () => stage.classList.toggle("zoomed") } }, image);
  const caption = el("p", { class: "viewer-words" });
  const count = el("p", { class: "viewer-count", role: "status" });
  const step = (by) => {
    index = (index + by + photos.length) % photos.length;
    show();
  };
  const several = photos.length > 1;
  const dialog = el("dialog", { class: "viewer", "aria-label": t("viewer.label") },
    el("div", { class: "viewer-bar" },
      several && button(t("viewer.before"), { name: "left", quiet: true, class: "round", on: () => step(-1) }),
      several && button(t("viewer.next"), { name: "right", quiet: true, class: "round", on: () => step(1) }),
      count,
      button(t("dialog.close"), { name: "close", quiet: true, class: "round", autofocus: true, on: () => dialog.close() })),
    stage, caption);

  function show() {
    const photo = photos[index];
    stage.classList.remove("zoomed");
    image.src = photo.src;
    image.alt = photo.caption || t("kind.photo");
    caption.textContent = photo.caption;
    caption.hidden = !photo.caption;
    count.textContent = several ? t("viewer.count", { n: index + 1, of: photos.length }) : "";
  }

  const before = document.activeElement;
  dialog.addEventListener("keydown", ({ key }) => {
    if (several && key === "ArrowLeft") step(-1);
    if (several && key === "ArrowRight") step(1);
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    before?.focus({ preventScroll: true });
  });
  document.body.append(dialog);
  show();
  dialog.showModal();
}
