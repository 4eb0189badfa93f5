/**
 * Why: the page opens without a network. Only its own files are kept, never a message, a picture or an answer of the
 * server. They are served from the phone, and after a visit all are compared with the server's: a new set replaces the
 * old one as a whole, so that old and new files never mix.
 */
const SHELL = [
  "/",
  "/static/api.js", "/static/dates.js", "/static/db.js", "/static/deliver.js", "/static/dom.js", "/static/entities.js",
  "/static/geo.js", "/static/icons.js", "/static/install.js", "/static/links.js", "/static/main.js", "/static/memory.js",
  "/static/outbox.js", "/static/pictures.js", "/static/settings.js", "/static/socket.js", "/static/store.js",
  "/static/sync.js", "/static/taps.js", "/static/texts.js", "/static/texts.en.js", "/static/texts.zh.js",
  "/static/view/attach.js", "/static/view/bubble.js", "/static/view/commands.js", "/static/view/composer.js",
  "/static/view/contact.js", "/static/view/dialog.js", "/static/view/foot.js", "/static/view/inline.js",
  "/static/view/keyboard.js", "/static/view/log.js", "/static/view/map.js", "/static/view/mapcontrol.js",
  "/static/view/media.js", "/static/view/more.js", "/static/view/outbox.js", "/static/view/people.js",
  "/static/view/place.js", "/static/view/placecard.js", "/static/view/player.js", "/static/view/preview.js",
  "/static/view/recorder.js", "/static/view/scroll.js", "/static/view/settings.js", "/static/view/shell.js",
  "/static/view/status.js", "/static/view/toast.js", "/static/view/viewer.js", "/static/view/welcome.js",
  "/static/css/base.css", "/static/css/chat.css", "/static/css/foot.css", "/static/css/sheets.css",
  "/manifest.webmanifest", "/static/icons/door.svg", "/static/icons/door-180.png", "/static/icons/door-192.png",
  "/static/icons/door-512.png",
];
const PREFIX = "shell-";
const WHOLE = "/static/whole";
const REST = 600_000;
let compared = 0;

/** The newest set that was fetched whole. */
async function current() {
  for (const name of (await caches.keys()).filter((key) => key.startsWith(PREFIX)).sort().reverse()) {
    const cache = await caches.open(name);
    if (await cache.match(WHOLE)) return { name, cache };
  }
  return null;
}

/** Fetch every file into a set of its own; only a whole one counts, and older ones go. */
async function renew() {
  compared = Date.now();
  const name = PREFIX + String(compared).padStart(16, "0");
  const cache = await caches.open(name);
  try {
    await cache.addAll(SHELL.map((path) => new Request(path, { cache: "no-cache", credentials: "same-origin" })));
    await cache.put(WHOLE, new Response(""));
    const old = (await caches.keys()).filter((key) => key.startsWith(PREFIX) && key < name);
    await Promise.all(old.map((key) => caches.delete(key)));
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
}

async function answer(path, request) {
  const shell = await current();
  return (shell && await shell.cache.match(path)) || fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(renew().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || !SHELL.includes(url.pathname)) return;
  event.respondWith(answer(url.pathname, request));
  if (request.mode === "navigate" && Date.now() - compared > REST) event.waitUntil(renew().catch(() => {}));
});
