/**
 * Why: Bot API text carries its formatting as entities beside the words. This turns both into DOM nodes and never
 * into HTML source, so whatever a person or a bot writes stays text. Offsets are UTF-16 units, as JavaScript counts.
 */
import { el, link } from "./dom.js";
import { t } from "./texts.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", blockquote: "blockquote",
  expandable_blockquote: "blockquote", text_mention: "strong" };
const ADDRESS = /https?:\/\/[^\s<>"'，。；！？、（）《》“”]+[^\s<>"'，。；！？、（）《》“”.,;:!?)\]]/g;

/**
 * @param {string} text
 * @param {Array<{type: string, offset: number, length: number, url?: string}>} [entities]
 * @param {(command: string) => void} [onCommand] makes /commands in the text tappable
 * @returns {DocumentFragment}
 */
export function rich(text, entities = [], onCommand = null) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, 0, text.length, sorted, { onCommand, linkable: true });
}

function build(text, from, to, entities, how) {
  const out = document.createDocumentFragment();
  let at = from;
  for (let i = 0; i < entities.length;) {
    const entity = entities[i];
    const end = Math.min(entity.offset + entity.length, to);
    let next = i + 1;
    while (next < entities.length && entities[next].offset < end) next += 1;
    if (entity.offset >= at) {
      out.append(plain(text.slice(at, entity.offset), how));
      out.append(wrap(entity, text.slice(entity.offset, end), entities.slice(i + 1, next), how));
      at = end;
    }
    i = next;
  }
  out.append(plain(text.slice(at, to), how));
  return out;
}

/** One entity as a node; an unknown kind is plain text. */
function wrap(entity, words, nested, how) {
  const unlinked = ["code", "pre", "text_link", "url", "email", "phone_number", "bot_command", "spoiler"];
  const inner = build(words, 0, words.length, nested.map((one) => ({ ...one, offset: one.offset - entity.offset })),
    { ...how, linkable: how.linkable && !unlinked.includes(entity.type) });
  const inLink = (url) => (how.linkable && link(url, {}, inner)) || inner;
  switch (entity.type) {
    case "pre": return el("pre", {}, el("code", {}, inner));
    case "spoiler": return spoiler(inner);
    case "text_link": return inLink(entity.url);
    case "url": return inLink(words);
    case "email": return inLink(`mailto:${words}`);
    case "phone_number": return inLink(`tel:${words.replace(/[^\d+]/g, "")}`);
    case "bot_command": return command(words, inner, how);
    default: return TAGS[entity.type] ? el(TAGS[entity.type], {}, inner) : inner;
  }
}

function spoiler(inner) {
  const hidden = el("span", { class: "spoiler-words", "aria-hidden": "true" }, inner);
  const cover = el("button", { type: "button", class: "spoiler", "aria-label": t("spoiler.show") }, hidden);
  cover.addEventListener("click", () => cover.replaceWith(...hidden.childNodes), { once: true });
  return cover;
}

function command(words, inner, { onCommand, linkable }) {
  if (!onCommand || !linkable) return inner;
  return el("button", { type: "button", class: "in-text", on: { click: () => onCommand(words) } }, inner);
}

/** Words without formatting; web addresses in them become links. */
function plain(words, { linkable }) {
  const out = document.createDocumentFragment();
  let at = 0;
  for (const { 0: address, index } of linkable ? words.matchAll(ADDRESS) : []) {
    out.append(words.slice(at, index), link(address, {}, address) || address);
    at = index + address.length;
  }
  out.append(words.slice(at));
  return out;
}
