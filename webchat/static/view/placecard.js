/** Why: a place in a message: a pin on the small map, the nearest name in words, and a way into the phone's own map. */
import { el, icon, link } from "../dom.js";
import { nearest } from "../geo.js";
import { t } from "../texts.js";
import { drawMap } from "./map.js";

const AT = 8;

/** A place said by the nearest name; null where the map knows nothing near. */
export function nearWords(geojson, where) {
  const near = nearest(geojson, where);
  if (!near) return null;
  return near.metres < AT ? t("place.at", { name: near.name }) : t("place.near", { name: near.name, metres: Math.round(near.metres) });
}

/**
 * @param {import("../geo.js").Place} where
 * @param {() => Promise<Object|null>} loadMap
 * @param {{title: string, address: string}} [venue]
 */
export function placeCard(where, loadMap, venue = null) {
  const point = `${where.latitude.toFixed(5)},${where.longitude.toFixed(5)}`;
  const words = el("p", { class: "place-words", text: venue ? venue.title : t("kind.location") });
  const stage = el("div", { class: "map-card" });
  const card = el("div", { class: "place-card" }, stage, words,
    venue && el("p", { class: "faint", text: venue.address }),
    where.horizontal_accuracy && el("p", { class: "faint", text: t("place.accuracy", { metres: Math.round(where.horizontal_accuracy) }) }),
    link(`geo:${point}?q=${point}`, { class: "act" }, icon("open"), t("place.open")));
  stage.hidden = true;
  loadMap().then((geojson) => {
    const near = geojson && nearWords(geojson, where);
    if (!near) return;
    if (!venue) words.textContent = near;
    const map = drawMap(geojson);
    map.node.setAttribute("aria-hidden", "true");
    stage.append(map.node);
    stage.hidden = false;
    map.look(...map.project(where.longitude, where.latitude), 360);
    map.setPin(where);
  }).catch(() => {});
  return card;
}
