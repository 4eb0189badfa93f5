/**
 * Why: voice notes are played with one big button. The browser's own player is too small for old hands and shows no
 * length for recordings, which carry none themselves.
 */
import { length } from "../dates.js";
import { button, el, icon } from "../dom.js";
import { t } from "../texts.js";

let playing = null;

/** @param {string} src @param {number} duration seconds @returns {HTMLElement} */
export function player(src, duration) {
  const audio = el("audio", { src, preload: "none" });
  const toggle = button(t("voice.play"), { name: "play", quiet: true, class: "round play" });
  const bar = el("input", { type: "range", min: "0", max: String(Math.max(1, duration)), step: "0.1", value: "0", "aria-label": t("voice.position") });
  const time = el("span", { class: "voice-time", text: length(duration) });

  const show = () => {
    const words = audio.paused ? t("voice.play") : t("voice.pause");
    toggle.replaceChildren(icon(audio.paused ? "play" : "pause"), el("span", { class: "sr", text: words }));
    toggle.title = words;
  };
  toggle.addEventListener("click", () => {
    if (!audio.paused) {
      audio.pause();
      return;
    }
    if (playing && playing !== audio) playing.pause();
    playing = audio;
    audio.play().catch(() => { time.textContent = t("voice.broken"); });
  });
  bar.addEventListener("input", () => { audio.currentTime = Number(bar.value); });
  audio.addEventListener("play", show);
  audio.addEventListener("pause", show);
  audio.addEventListener("ended", () => { bar.value = "0"; time.textContent = length(duration); });
  audio.addEventListener("timeupdate", () => {
    bar.value = String(audio.currentTime);
    time.textContent = length(audio.paused ? duration : audio.currentTime);
  });
  return el("div", { class: "voice", role: "group", "aria-label": t("voice.label", { length: length(duration) }) }, toggle, bar, time, audio);
}
