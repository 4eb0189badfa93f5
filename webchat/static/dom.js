/**
 * Why: every piece of the page is made from DOM nodes, never from HTML strings, so that nothing a person
 * or a bot writes can ever become markup. This is the one helper that makes them.
 */
import { PATHS } from "./icons.js";

const SVG = "http://www.w3.org/2000/svg";

/** Set `class`, `text`, `on` (listeners), `data`, properties and attributes, each the way it needs. */
function apply(node, props) {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") node.setAttribute("class", value);
    else if (name === "text") node.textContent = value;
    else if (name === "on") Object.entries(value).forEach(([type, fn]) => node.addEventListener(type, fn));
    else if (name === "data") Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
}

/**
 * @param {string} tag
 * @param {Object<string, *>} [props]
 * @param {...(Node|string|null|undefined|false)} children strings become text nodes
 * @returns {HTMLElement}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  apply(node, props);
  node.append(...children.flat().filter((child) => child || child === 0));
  return node;
}

/** The same for SVG. @returns {SVGElement} */
export function svg(tag, props = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  apply(node, props);
  node.append(...children);
  return node;
}

/** A drawn icon; always beside words or a label, so hidden from screen readers. */
export function icon(name) {
  return svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" },
    ...PATHS[name].map((d) => svg("path", { d })));
}

/** A button of an icon and words; with `quiet`, the words are for screen readers (and the tooltip) only. */
export function button(label, { name, quiet, on, class: classes = "", ...rest } = {}, ...children) {
  return el("button", { type: "button", class: classes, on: on && { click: on }, title: quiet ? label : null, ...rest },
    name && icon(name), el("span", { class: quiet ? "sr" : "label", text: label }), ...children);
}

/** A link that leaves the page safely; null where the address is of a kind we do not open. */
export function link(url, props = {}, ...children) {
  const href = safeUrl(url);
  if (!href) return null;
  return el("a", { href, target: "_blank", rel: "noopener noreferrer nofollow", ...props }, ...children);
}

/** @returns {string|null} the address, if its scheme cannot run anything here */
export function safeUrl(url) {
  try {
    const parsed = new URL(/^[\w.+-]+:/.test(url) ? url : `https://${url}`);
    return ["http:", "https:", "tel:", "mailto:", "geo:"].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}
