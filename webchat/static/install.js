/** Why: the chat can live on the home screen and open without a network; both are the browser's to give, if it can. */
let offer = null;

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = event;
});

export const install = {
  ready: () => offer !== null,
  async run() {
    const asked = offer;
    offer = null;
    await asked.prompt();
  },
};

/** Keep the page itself (never messages) on the phone. */
export function keepShell() {
  if ("serviceWorker" in navigator) navigator.serviceWorker.register("/sw.js").catch(() => {});
}
