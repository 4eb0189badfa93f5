/**
 * Why: photos, voice, place and files are one tap away under the words, each with its name. Pictures may also be
 * pasted or dropped.
 */
import { button, el } from "../dom.js";
import { t } from "../texts.js";
import { openPreview } from "./preview.js";
import { openPlace } from "./place.js";
import { openRecorder } from "./recorder.js";

function picker(accept, extra = {}) {
  return el("input", { type: "file", accept, hidden: true, ...extra });
}

/** Open the phone's own chooser. @returns {Promise<File[]>} */
function pick(input) {
  return new Promise((resolve) => {
    input.value = "";
    input.onchange = () => resolve([...input.files]);
    input.click();
  });
}

/**
 * @param {{root: HTMLElement, store: Object, outbox: Object, loadMap: Function, toast: Function, composer: Object}} parts
 * @returns {{place: () => void}}
 */
export function mountAttach({ root, store, outbox, loadMap, toast, composer }) {
  const camera = picker("image/*", { capture: "environment" });
  const gallery = picker("image/*", { multiple: true });
  const anyFile = picker("");
  const limits = () => store.me.limits;

  function photos(files) {
    const pictures = files.filter(({ type }) => type.startsWith("image/"));
    if (!pictures.length) return;
    const words = composer.words();
    const carried = words.length <= limits().caption ? words : "";
    openPreview(pictures, {
      limits: limits(),
      caption: carried,
      pick: () => pick(gallery),
      send: ({ files: chosen, caption, original }) => {
        if (carried) composer.clear();
        if (original) asFiles(chosen, caption);
        else outbox.add("media", { kind: "photo", files: chosen, caption });
      },
    });
  }

  /** One message each, the words with the first. */
  function asFiles(chosen, caption) {
    const fitting = chosen.filter(({ blob }) => blob.size <= limits().file_bytes);
    if (fitting.length < chosen.length) toast(t("file.tooBig", { mb: Math.floor(limits().file_bytes / 1e6) }));
    fitting.forEach((one, index) => outbox.add("media", { kind: "document", files: [one], caption: index ? "" : caption }));
  }

  async function file() {
    asFiles((await pick(anyFile)).map((chosen) => ({ blob: chosen, name: chosen.name })), "");
  }

  const place = () => openPlace({ loadMap, send: (location) => outbox.add("location", { location }) });
  const voice = () => openRecorder({ send: ({ blob, name, duration }) => outbox.add("media", { kind: "voice", files: [{ blob, name }], duration }) });

  const tool = (key, name, on, classes = "") => button(t(key), { name, class: `tool ${classes}`, on });
  root.append(
    tool("tool.camera", "camera", async () => photos(await pick(camera)), "touch-only"),
    tool("tool.photos", "photos", async () => photos(await pick(gallery))),
    tool("tool.voice", "voice", voice),
    tool("tool.place", "place", place),
    tool("tool.file", "file", file),
    camera, gallery, anyFile);

  document.addEventListener("paste", ({ clipboardData }) => {
    if (clipboardData && !document.querySelector("dialog[open]")) photos([...clipboardData.files]);
  });
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    photos([...event.dataTransfer.files]);
  });
  return { place };
}
