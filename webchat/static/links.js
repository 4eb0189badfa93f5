/**
 * Why: an address that leads to this very bot (a poster's QR, a link in its own words) goes on in this chat instead of
 * opening a second page or an app that the person may not have.
 */

/** The start payload of a link to this bot, "" for one without, null for every other link. */
export function startPayload(href, username) {
  const url = new URL(href, location.href);
  const here = url.origin === location.origin && url.pathname === "/";
  const telegram = /^(www\.)?(t|telegram)\.me$/.test(url.hostname) && url.pathname.slice(1).toLowerCase() === username.toLowerCase();
  return (here || telegram) && url.searchParams.has("start") ? url.searchParams.get("start") : null;
}

/** @param {{username: () => string, start: (payload: string) => void}} how */
export function followOwnLinks({ username, start }) {
  document.addEventListener("click", (event) => {
    const anchor = event.target instanceof Element && event.target.closest("a[href]");
    const payload = anchor ? startPayload(anchor.href, username()) : null;
    if (payload === null) return;
    event.preventDefault();
    start(payload);
  });
}

/** What the page was opened for; asked once, so a reload does not start again. @returns {string|null} */
export function takeStart() {
  const url = new URL(location.href);
  const payload = url.searchParams.get("start");
  if (payload !== null) {
    url.searchParams.delete("start");
    history.replaceState(null, "", url);
  }
  return payload;
}
