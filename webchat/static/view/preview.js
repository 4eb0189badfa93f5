/**
 * Why: photos are looked at, thinned out and given words before they go. They go small, to spare people's data; whoever
 * needs every detail sends the originals as files.
 */
import { button, el } from "../dom.js";
import { smaller } from "../pictures.js";
import { t } from "../texts.js";
import { openDialog } from "./dialog.js";

/**
 * @param {File[]} files
 * @param {{limits: {caption: number, photos: number, photo_side: number}, caption: string, pick: () => Promise<File[]>,
 *   send: (media: {files: Object[], caption: string, original: boolean}) => void}} how
 */
export function openPreview(files, { limits, caption, pick, send }) {
  const most = limits.photos;
  let photos = [];
  let reading = 0;
  const said = el("p", { class: "said", role: "status" });
  const tiles = el("ul", { class: "tiles" });
  const words = el("textarea", { rows: "2", maxlength: String(limits.caption), placeholder: t("photo.caption"), "aria-label": t("photo.caption") });
  words.value = caption;
  const original = el("input", { type: "checkbox", id: "photo-original" });
  const choice = el("label", { class: "check", for: original.id }, original,
    el("span", {}, el("strong", { text: t("photo.original") }), el("span", { class: "note", text: t("photo.originalMeans") })));
  const more = button(t("photo.add"), { name: "plus", class: "plain", on: async () => add(await pick()) });
  const go = button(t("photo.send"), { name: "send", class: "main", disabled: true, on: () => {
    dialog.close();
    const chosen = photos.map(({ blob, name, file }) => (original.checked ? { blob: file, name: file.name } : { blob, name }));
    send({ files: chosen, caption: words.value.trim(), original: original.checked });
  } });
  const dialog = openDialog({ title: t("photo.title"), class: "preview", body: [tiles, said, words, choice], actions: [more, go],
    onClose: () => photos.forEach(({ url }) => URL.revokeObjectURL(url)) });

  function draw() {
    tiles.replaceChildren(...photos.map((photo, index) => el("li", { class: "tile" },
      el("img", { src: photo.url, alt: t("photo.number", { n: index + 1 }) }),
      button(t("photo.remove", { n: index + 1 }), { name: "close", quiet: true, class: "round", on: () => remove(photo) }))));
    go.disabled = photos.length === 0 || reading > 0;
    more.disabled = photos.length >= most;
  }

  function remove(photo) {
    URL.revokeObjectURL(photo.url);
    photos = photos.filter((one) => one !== photo);
    draw();
    (tiles.querySelector("button") || more).focus();
  }

  async function add(chosen) {
    said.textContent = t("photo.preparing");
    reading += 1;
    draw();
    let unread = 0;
    const tooMany = chosen.length > most - photos.length;
    for (const file of chosen.slice(0, most - photos.length)) {
      try {
        const photo = await smaller(file, limits.photo_side);
        photos.push({ ...photo, file, url: URL.createObjectURL(photo.blob) });
      } catch {
        unread += 1;
      }
      draw();
    }
    reading -= 1;
    draw();
    said.textContent = [unread && t("photo.unreadable", { n: unread }), tooMany && t("photo.most", { n: most }),
      !unread && !tooMany && t("photo.ready", { n: photos.length })].filter(Boolean).join(" ");
    if (dialog.open && !photos.length) more.focus();
  }

  add(files);
}
