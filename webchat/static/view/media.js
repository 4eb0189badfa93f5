/** Why: everything in a message that is not words: pictures, voice, files, places, people's numbers. */
import { fileUrl } from "../api.js";
import { el, icon, link } from "../dom.js";
import { t } from "../texts.js";
import { player } from "./player.js";
import { placeCard } from "./placecard.js";

/** @returns {Node[]} */
export function media(messages, actions) {
  const [message] = messages;
  const photos = messages.filter((one) => one.photo);
  if (photos.length) return [grid(photos, actions)];
  if (message.voice) return [player(fileUrl(message.voice), message.voice.duration)];
  if (message.document) return [file(message.document)];
  if (message.venue) return [placeCard(message.venue.location, actions.map, message.venue)];
  if (message.location) return [placeCard(message.location, actions.map)];
  if (message.contact) return [contact(message.contact)];
  return message.text || message.caption ? [] : [el("p", { class: "text", text: t("message.unknown") })];
}

/** A message in a few words, for quotes. */
export function summary(message) {
  const words = message.text || message.caption;
  if (words) return words.length > 80 ? `${words.slice(0, 80)}…` : words;
  const kind = ["photo", "voice", "document", "venue", "location", "contact"].find((one) => message[one]);
  return kind ? t(`kind.${kind}`) : t("kind.other");
}

/** The smallest size that is sharp in a bubble; the largest is for the viewer. */
const preview = (sizes) => sizes.find(({ width }) => width >= 480) || sizes[sizes.length - 1];

function grid(messages, actions) {
  const photos = messages.map(({ photo, caption }) => ({ src: fileUrl(photo[photo.length - 1]), caption: caption || "" }));
  const tiles = messages.map(({ photo, caption }, index) => {
    const size = preview(photo);
    const label = messages.length > 1 ? t("photo.open.of", { n: index + 1, of: messages.length }) : t("photo.open");
    const image = el("img", { src: fileUrl(size), alt: caption || t("kind.photo"), width: size.width, height: size.height, loading: "lazy", decoding: "async" });
    const tile = el("button", { type: "button", class: "photo", "aria-label": label, on: { click: () => actions.photo(photos, index) } }, image);
    if (messages.length === 1) tile.style.aspectRatio = String(Math.max(0.6, Math.min(2.2, size.width / size.height)));
    image.addEventListener("error", () => image.replaceWith(el("span", { class: "broken", text: t("photo.broken") })), { once: true });
    return tile;
  });
  return el("div", { class: "grid", data: { count: Math.min(tiles.length, 3) } }, ...tiles);
}

function file(document) {
  return el("a", { class: "file", href: fileUrl(document), download: document.file_name || "" },
    icon("file"), el("span", { class: "file-name", text: document.file_name || t("kind.document") }),
    el("span", { class: "faint", text: size(document.file_size) }));
}

function size(bytes = 0) {
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1e3))} kB`;
}

function contact({ phone_number: phone, first_name: name, last_name: last }) {
  return el("div", { class: "contact" }, el("strong", { text: [name, last].filter(Boolean).join(" ") }),
    link(`tel:${phone.replace(/[^\d+]/g, "")}`, { class: "act" }, icon("phone"), phone) || phone);
}

