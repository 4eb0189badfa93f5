/** Why: days and times the way people say them, in the reader's language and the phone's own time zone. */
import { language, t } from "./texts.js";

const locale = () => (language() === "zh" ? "zh-CN" : "en-GB");
const at = (seconds) => new Date(seconds * 1_000);
const DAY = 86_400_000;

/** A value that two messages share when they are of the same day. */
export const dayOf = (seconds) => at(seconds).toDateString();

export function dayName(seconds, now = new Date()) {
  const day = dayOf(seconds);
  if (day === now.toDateString()) return t("day.today");
  if (day === new Date(now.getTime() - DAY).toDateString()) return t("day.yesterday");
  const year = at(seconds).getFullYear() === now.getFullYear() ? undefined : "numeric";
  return new Intl.DateTimeFormat(locale(), { year, month: "long", day: "numeric", weekday: "long" }).format(at(seconds));
}

export const clock = (seconds) => new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit", hour12: false }).format(at(seconds));

/** 75 → "1:15" */
export const length = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, "0")}`;
