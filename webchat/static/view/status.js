/**
 * Why: how things stand, quietly: whether we are connected, whether the bot is writing, and how much is new, in the
 * page's title and on the button that leads down there.
 */
import { el, icon } from "../dom.js";
import { t } from "../texts.js";

const CALM = 1_500;

/** A short loss of the connection is nobody's business; a longer one is told in a sentence. */
export function mountConnection({ connection, doing, store, outbox }) {
  let timer = 0;
  let state = "connecting";

  function tell() {
    const offline = !navigator.onLine;
    connection.hidden = state === "open";
    if (state !== "open") connection.textContent = t(offline || outbox.items.length ? "connection.offline" : "connection.connecting");
  }

  store.addEventListener("typing", ({ detail }) => { doing.textContent = detail.on ? t("connection.typing") : t("connection.here"); });
  return (next) => {
    state = next === "connecting" && state === "lost" ? "lost" : next;
    clearTimeout(timer);
    if (state === "open" || !navigator.onLine) tell();
    else timer = setTimeout(tell, CALM);
    doing.textContent = state === "open" ? t("connection.here") : "";
  };
}

/** Counts what came unseen. @returns {(seen: boolean) => void} to call for every message that arrived */
export function mountUnread({ jump, scroll, title }) {
  let unread = 0;

  function draw() {
    document.title = unread ? `(${unread}) ${title()}` : title();
    jump.hidden = scroll.atEnd();
    jump.classList.toggle("news", unread > 0);
    jump.replaceChildren(icon("down"), el("span", { text: unread ? t("log.unread", { n: unread }) : t("log.toEnd") }));
  }

  function look() {
    if (!document.hidden && scroll.atEnd()) unread = 0;
    draw();
  }

  jump.addEventListener("click", () => {
    scroll.toEnd();
    look();
  });
  scroll.scroller.addEventListener("scroll", look, { passive: true });
  document.addEventListener("visibilitychange", look);
  draw();
  return (seen) => {
    if (!seen || document.hidden) unread += 1;
    look();
  };
}
