/**
 * Why: a voice note without holding a button down: tap to start, tap to stop, listen, then send or drop it. Where the
 * browser can't record, a sentence says what to do instead.
 */
import { length } from "../dates.js";
import { button, el } from "../dom.js";
import { t } from "../texts.js";
import { openDialog } from "./dialog.js";
import { player } from "./player.js";

const LONGEST = 300;
const TYPES = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];

/** @param {{send: (note: {blob: Blob, name: string, duration: number}) => void}} how */
export function openRecorder({ send }) {
  let recorder = null;
  let stream = null;
  let timer = 0;
  const said = el("p", { class: "said", role: "status", text: t("voice.hint") });
  const time = el("p", { class: "record-time", "aria-hidden": "true", text: length(0) });
  const stage = el("div", { class: "record" });
  const foot = el("div", { class: "record-foot" });
  const dialog = openDialog({ title: t("voice.title"), class: "recorder", body: [time, stage, said, foot], onClose: leave });
  const can = Boolean(window.MediaRecorder && navigator.mediaDevices?.getUserMedia);

  function offer(label, name, on, classes = "") {
    const control = button(label, { name, class: `record-button ${classes}`, on });
    stage.replaceChildren(control);
    control.focus();
  }

  function leave() {
    clearInterval(timer);
    if (recorder && recorder.state !== "inactive") {
      recorder.onstop = null;
      recorder.stop();
    }
    stream?.getTracks().forEach((track) => track.stop());
  }

  async function start() {
    said.textContent = t("voice.asking");
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch (error) {
      said.textContent = t(error.name === "NotAllowedError" ? "voice.refused" : "voice.noMicrophone");
      return;
    }
    if (!dialog.open) {
      leave();
      return;
    }
    record();
  }

  function record() {
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    const parts = [];
    const began = performance.now();
    const seconds = () => (performance.now() - began) / 1_000;
    recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 24_000 });
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = () => {
      leave();
      review(new Blob(parts, { type: (mimeType || recorder.mimeType).split(";")[0] }), Math.max(1, Math.round(seconds())));
    };
    recorder.start();
    dialog.classList.add("recording");
    said.textContent = t("voice.recording");
    offer(t("voice.stop"), "stop", () => recorder.stop(), "live");
    timer = setInterval(() => {
      time.textContent = length(seconds());
      if (seconds() >= LONGEST) recorder.stop();
    }, 250);
  }

  function review(blob, duration) {
    dialog.classList.remove("recording");
    time.textContent = length(duration);
    said.textContent = t("voice.review");
    const url = URL.createObjectURL(blob);
    dialog.addEventListener("close", () => URL.revokeObjectURL(url), { once: true });
    stage.replaceChildren(player(url, duration));
    const name = `voice.${blob.type.split("/")[1]}`;
    const go = button(t("voice.send"), { name: "send", class: "main", on: () => { dialog.close(); send({ blob, name, duration }); } });
    foot.replaceChildren(button(t("voice.drop"), { name: "trash", class: "plain", on: again }), go);
    go.focus();
  }

  function again() {
    foot.replaceChildren();
    time.textContent = length(0);
    said.textContent = t("voice.hint");
    offer(t("voice.start"), "voice", start);
  }

  if (can) again();
  else said.textContent = t("voice.unavailable");
}
