/**
 * Why: how the page looks is the person's choice and stays on their device: the size of letters and light or dark.
 * Sizes are in rem over the browser's own size, so a larger one set there counts as well.
 */
import { recall, remember } from "./memory.js";

export const SIZES = ["normal", "large", "huge"];
export const THEMES = ["auto", "light", "dark"];

const root = document.documentElement;
const chosen = (key, allowed) => (allowed.includes(recall(key)) ? recall(key) : allowed[0]);

export const size = () => chosen("size", SIZES);
export const theme = () => chosen("theme", THEMES);

export function applyLook() {
  root.dataset.size = size();
  root.dataset.theme = theme();
}

export function setSize(value) {
  remember("size", value);
  applyLook();
}

export function setTheme(value) {
  remember("theme", value);
  applyLook();
}

/** Phones that draw the keyboard over the page tell its real height here only. */
export function followKeyboard() {
  const view = window.visualViewport;
  if (!view) return;
  const fit = () => root.style.setProperty("--page", `${Math.round(view.height * view.scale)}px`);
  view.addEventListener("resize", fit);
  fit();
}
