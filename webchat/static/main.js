/**
 * Why: assembly only. It makes the parts, gives each what it needs, and starts them; the page stands before the network
 * does, so that it opens offline as well.
 */
import { api } from "./api.js";
import { deliverer } from "./deliver.js";
import { link } from "./dom.js";
import { install, keepShell } from "./install.js";
import { followOwnLinks, takeStart } from "./links.js";
import { recall, recallHere, remember, rememberHere } from "./memory.js";
import { Outbox } from "./outbox.js";
import { applyLook, followKeyboard } from "./settings.js";
import { Store } from "./store.js";
import { Sync } from "./sync.js";
import { tapping } from "./taps.js";
import { browserLanguage, errorText, language, languageOf, setLanguage, t } from "./texts.js";
import { mountAttach } from "./view/attach.js";
import { bubble } from "./view/bubble.js";
import { mountCommands } from "./view/commands.js";
import { buildComposer } from "./view/composer.js";
import { alertDialog } from "./view/dialog.js";
import { buildFoot } from "./view/foot.js";
import { mountKeyboard } from "./view/keyboard.js";
import { Log } from "./view/log.js";
import { openMore } from "./view/more.js";
import { mountOutbox } from "./view/outbox.js";
import { mountPeople } from "./view/people.js";
import { Scroll } from "./view/scroll.js";
import { openSettings } from "./view/settings.js";
import { buildShell } from "./view/shell.js";
import { mountConnection, mountUnread } from "./view/status.js";
import { mountToasts } from "./view/toast.js";
import { openViewer } from "./view/viewer.js";
import { mountWelcome } from "./view/welcome.js";

applyLook();
followKeyboard();
const known = recall("me");
setLanguage(known ? known.language_code : browserLanguage());

const store = new Store();
const sync = new Sync(store, language());
const outbox = new Outbox({ owner: () => store.me?.id, deliver: deliverer(store, sync) });
const shell = buildShell();
const toast = mountToasts(shell.toasts);
const scroll = new Scroll(shell.scroller, shell.list);
const taps = tapping({
  toast,
  alert: (words, url) => alertDialog(words, url && link(url, { class: "act" }, t("inline.open"))),
});

/** Do something with the server that is not kept for later; a failure is said. */
async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    toast(errorText(error.code));
    return null;
  }
}

let mapOnce = null;
function loadMap() {
  if (!store.me?.map) return Promise.resolve(null);
  if (!mapOnce) {
    mapOnce = api.map().then((geojson) => (geojson.features?.some(({ geometry }) => geometry) ? geojson : null));
    mapOnce.catch(() => { mapOnce = null; });
  }
  return mapOnce;
}

const command = (text) => outbox.add("text", { text });
const start = (payload) => outbox.add("start", { payload });
const block = (blocked) => attempt(async () => { await api.block(blocked); store.setMe({ ...store.me, blocked }); });
const composer = buildComposer({ store, outbox });
const foot = buildFoot(shell.foot, composer, { store, unblock: () => block(false) });
const attach = mountAttach({ root: foot.attach, store, outbox, loadMap, toast, composer });
mountKeyboard({ root: foot.keys, toggle: foot.toggle, store, outbox, composer, place: attach.place });
mountCommands({ root: foot.commands, toggle: foot.menu, store, composer, run: command });
mountOutbox(shell.waiting, outbox, scroll);
mountWelcome({ root: shell.welcome, store, outbox, start: () => start("") });
mountPeople({ root: shell.demo, store, become: (id) => attempt(async () => {
  const me = await api.switchTo(id);
  store.reset();
  rememberHere("reading", null);
  store.setMe(me);
  await sync.restart();
}) });

const log = new Log({
  store, scroll, list: shell.list,
  loadOlder: () => sync.older(),
  draw: (messages) => bubble(messages, {
    command, map: loadMap, tap: taps.tap, photo: openViewer,
    more: (message) => openMore(message, { composer, toast, blocked: store.me.blocked }),
    async jump(id) {
      const block = await attempt(() => log.reach(id));
      if (!block) {
        toast(t("log.gone"));
        return;
      }
      scroll.show(block);
      block.focus({ preventScroll: true });
    },
  }),
});
const connected = mountConnection({ ...shell, store, outbox });
const arrived = mountUnread({ ...shell, scroll, title: () => store.me?.bot.first_name || t("app.name") });
log.addEventListener("arrived", ({ detail: { message, seen } }) => {
  if (message.from.is_bot) arrived(seen);
  else scroll.toEnd();
});

async function update(changes) {
  const me = await attempt(() => api.update(changes));
  if (me) store.setMe(me.me || me);
}
shell.settings.addEventListener("click", () => openSettings({ store, update, block, install }));

let owner = null;
store.addEventListener("me", () => {
  const { me } = store;
  remember("me", me);
  if (languageOf(me.language_code) !== language()) {
    location.reload();
    return;
  }
  shell.title.textContent = me.bot.first_name;
  shell.settings.disabled = false;
  shell.foot.hidden = false;
  if (owner === me.id) return;
  owner = me.id;
  composer.restore();
  outbox.load();
});

sync.addEventListener("state", ({ detail }) => {
  connected(detail);
  if (detail === "open") outbox.flush();
});
sync.addEventListener("answer", ({ detail }) => taps.answer(detail));
sync.addEventListener("refused", ({ detail }) => toast(errorText(detail.code)));
outbox.addEventListener("unkept", () => toast(t("outbox.unkept")));
sync.addEventListener("ready", async () => {
  const place = recallHere("reading");
  if (place && place.owner === store.me.id && await log.reach(place.id).catch(() => null)) scroll.putBack(place);
  const payload = takeStart();
  if (payload !== null) start(payload);
}, { once: true });

let reading = 0;
shell.scroller.addEventListener("scroll", () => {
  clearTimeout(reading);
  reading = setTimeout(() => rememberHere("reading", scroll.atEnd() ? null : { owner, ...scroll.reading() }), 200);
}, { passive: true });

// Another tab became somebody else: the session is theirs now.
addEventListener("storage", ({ key }) => {
  if (key === "doorstep.me" && recall("me")?.id !== store.me?.id) location.reload();
});
followOwnLinks({ username: () => store.me?.bot.username || "", start });
if (known) store.setMe(known);
sync.start();
keepShell();
