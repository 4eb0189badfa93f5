/** Why: photos are looked at, thinned out and given words before they go. */
import { button, el } from "../dom.js";
import { smaller } from "../pictures.js";
import { t } from "../texts.js";
import { openDialog } from "./dialog.js";

const MOST = 10;

/**
 * @param {File[]} files
 * @param {{limit: number, caption: string, pick: () => Promise<File[]>, send: (media: {files: Object[], caption: string}) => void}} how
 */
export function openPreview(files, { limit, caption, pick, send }) {
  let photos = [];
  const said = el("p", { class: "said", role: "status" });
  const tiles = el("ul", { class: "tiles" });
  const words = el("textarea", { rows: "2", maxlength: String(limit), placeholder: t("photo.caption"), "aria-label": t("photo.caption") });
  words.value = caption;
  const more = button(t("photo.add"), { name: "plus", class: "plain", on: async () => add(await pick()) });
  const go = button(t("photo.send"), { name: "send", class: "main", disabled: true, on: () => {
    dialog.close();
    send({ files: photos.map(({ blob, name }) => ({ blob, name })), caption: words.value.trim() });
  } });
  const dialog = openDialog({ title: t("photo.title"), class: "preview", body: [tiles, said, words], actions: [more, go],
    onClose: () => photos.forEach(({ url }) => URL.revokeObjectURL(url)) });

  function draw() {
    tiles.replaceChildren(...photos.map((photo, index) => el("li", { class: "tile" },
      el("img", { src: photo.url, alt: t("photo.number", { n: index + 1 }) }),
      button(t("photo.remove", { n: index + 1 }), { name: "close", quiet: true, class: "round", on: () => remove(photo) }))));
    go.disabled = photos.length === 0;
    more.disabled = photos.length >= MOST;
  }

  function remove(photo) {
    URL.revokeObjectURL(photo.url);
    photos = photos.filter((one) => one !== photo);
    draw();
    (tiles.querySelector("button") || more).focus();
  }

  async function add(chosen) {
    said.textContent = t("photo.preparing");
    go.disabled = true;
    let unread = 0;
    const tooMany = chosen.length > MOST - photos.length;
    for (const file of chosen.slice(0, MOST - photos.length)) {
      try {
        const photo = await smaller(file);
        photos.push({ ...photo, url: URL.createObjectURL(photo.blob) });
      } catch {
        unread += 1;
      }
      draw();
    }
    said.textContent = [unread && t("photo.unreadable", { n: unread }), tooMany && t("photo.most", { n: MOST }),
      !unread && !tooMany && t("photo.ready", { n: photos.length })].filter(Boolean).join(" ");
    if (dialog.open && !photos.length) more.focus();
  }

  add(files);
}
