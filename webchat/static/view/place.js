/** Why: say where: by the phone's own position, with how exact it is, or by a pin on the map of the neighbourhood. */
import { button, el } from "../dom.js";
import { whereAmI } from "../geo.js";
import { t } from "../texts.js";
import { openDialog } from "./dialog.js";
import { drawMap } from "./map.js";
import { controlMap } from "./mapcontrol.js";
import { nearWords } from "./placecard.js";

/**
 * @param {{loadMap: () => Promise<Object|null>, send: (place: import("../geo.js").Place) => void}} how
 */
export function openPlace({ loadMap, send }) {
  let chosen = null;
  let geojson = null;
  let map = null;
  const said = el("p", { class: "said", role: "status", text: t("place.hint") });
  const stage = el("div", { class: "map-stage" });
  const go = button(t("place.send"), { name: "send", class: "main", disabled: true, on: () => { dialog.close(); send(chosen); } });
  const here = button(t("place.here"), { name: "target", class: "main", on: findMe });
  const dialog = openDialog({ title: t("place.title"), class: "place", body: [here, stage, said], actions: [go] });

  function choose(where) {
    chosen = where;
    go.disabled = false;
    if (map) map.setPin(where);
    said.textContent = describe(where);
  }

  function describe(where) {
    const words = (geojson && nearWords(geojson, where)) || t("place.chosen");
    return where.horizontal_accuracy ? `${words} ${t("place.accuracy", { metres: where.horizontal_accuracy })}` : words;
  }

  async function findMe() {
    here.disabled = true;
    said.textContent = t("place.finding");
    try {
      const where = await whereAmI();
      choose(where);
      if (map) map.look(...map.project(where.longitude, where.latitude), Math.min(map.view.width, 600));
    } catch (key) {
      said.textContent = t(key) + (map ? ` ${t("place.usePin")}` : "");
    } finally {
      here.disabled = false;
    }
  }

  loadMap().then((found) => {
    if (!found || !dialog.open) return;
    geojson = found;
    map = drawMap(geojson);
    map.node.setAttribute("role", "application");
    map.node.setAttribute("tabindex", "0");
    map.node.setAttribute("aria-label", t("map.label"));
    const { zoom } = controlMap(map, choose);
    stage.replaceChildren(map.node, el("div", { class: "map-zoom" },
      button(t("map.nearer"), { name: "plus", quiet: true, class: "round", on: () => zoom(1 / 1.5) }),
      button(t("map.farther"), { name: "minus", quiet: true, class: "round", on: () => zoom(1.5) })));
    said.before(el("p", { class: "faint", text: t("map.help") }));
    map.draw();
    if (chosen) choose(chosen);
  }).catch(() => { stage.replaceChildren(el("p", { class: "faint", text: t("map.missing") })); });
}
