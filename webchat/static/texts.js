/**
 * Why: every word of the page by key, in Chinese first and English second; a test holds both complete. The language
 * is the account's; before there is one, Chinese, unless the browser asks for English and knows no Chinese.
 */
import en from "./texts.en.js";
import zh from "./texts.zh.js";

export const TEXTS = { zh, en };

let current = "zh";

export const language = () => current;

/** @param {string|null|undefined} code a language code such as "zh-hans"; anything unknown is Chinese */
export const languageOf = (code) => (String(code || "").toLowerCase().startsWith("en") ? "en" : "zh");

export function setLanguage(code) {
  current = languageOf(code);
  document.documentElement.lang = current === "zh" ? "zh-CN" : "en";
}

export function browserLanguage(wanted = navigator.languages || []) {
  const known = wanted.map((code) => code.slice(0, 2).toLowerCase());
  return known[0] === "en" && !known.includes("zh") ? "en" : "zh";
}

/**
 * @param {string} key
 * @param {Object<string, string|number>} [values] for the {names} in it
 */
export function t(key, values = {}) {
  return TEXTS[current][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** The sentence for a server's error code; a general one where there is none of its own. */
export function errorText(code) {
  const key = `error.${code}`;
  return key in TEXTS[current] ? t(key) : t("error.unknown");
}
