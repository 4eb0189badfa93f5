/**
 * Why: the streets of the neighbourhood, drawn from one GeoJSON file of ours as SVG: no tiles from elsewhere, nothing
 * to pay, and it works on a bad network. Sizes of letters and pins stay the same at every zoom, and a label that would cover another is left out: points first, then
 * houses, then areas, then roads.
 */
import { svg } from "../dom.js";
import { lines, middle, projection } from "../geo.js";

const PIN = "M0 0C-9-11-13-17-13-24A13 13 0 0 1 13-24C13-17 9-11 0 0Z";
const ORDER = ["Polygon", "MultiPolygon", "LineString", "MultiLineString", "Point", "MultiPoint"];

/** Ground before houses before roads before points; among areas the larger first. */
function inOrder(one, other) {
  const spread = ({ geometry }) => { const xs = lines(geometry).flat().map(([lon]) => lon); return Math.max(...xs) - Math.min(...xs); };
  return ORDER.indexOf(one.geometry.type) - ORDER.indexOf(other.geometry.type) || spread(other) - spread(one);
}

/** The letters of a GeoJSON kind that may become part of a class name. */
const kindClass = (properties) => `kind-${String(properties?.kind || "other").replace(/[^\w-]/g, "")}`;

function path(geometry, project) {
  const close = /Polygon/.test(geometry.type) ? "Z" : "";
  return lines(geometry).map((line) => `M${line.map(([lon, lat]) => project(lon, lat).map((n) => n.toFixed(1)).join(" ")).join("L")}${close}`).join("");
}

/** Where a label lies, in metres; Chinese letters are square, others about half as wide. */
function boxOf(text, letter) {
  const width = [...text.textContent].reduce((sum, char) => sum + (char > "\u2e80" ? 1 : 0.6), 0) * letter;
  const [x, y] = [Number(text.getAttribute("x")), Number(text.getAttribute("y")) + text.dataset.dy * letter];
  return { left: x - width / 2, right: x + width / 2, top: y - letter, bottom: y + letter * 0.3 };
}

const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * @param {Object} geojson with at least one feature
 * @returns what draws and moves the map; `view` is the window on it, in metres
 */
export function drawMap(geojson) {
  const { project, place, box } = projection(geojson);
  const shapes = svg("g");
  const labels = svg("g", { class: "map-labels" });
  const named = [];
  const features = geojson.features.filter(({ geometry }) => geometry && ORDER.includes(geometry.type))
    .sort(inOrder);
  for (const { geometry, properties } of features) {
    const [x, y] = project(...middle(geometry));
    const point = /Point/.test(geometry.type);
    shapes.append(point
      ? svg("circle", { class: `map-point ${kindClass(properties)}`, cx: x, cy: y, r: 1 })
      : svg("path", { class: `map-shape ${/Line/.test(geometry.type) ? "map-line" : ""} ${kindClass(properties)}`, d: path(geometry, project) }));
    if (properties?.name) named.unshift({ rank: point ? 0 : 1 + /Line/.test(geometry.type), text: svg("text", { x, y, "data-dy": point ? 1.4 : 0.35, text: properties.name }) });
  }
  labels.append(...named.sort((one, other) => one.rank - other.rank).map(({ text }) => text));
  const accuracy = svg("circle", { class: "map-accuracy", visibility: "hidden" });
  const pin = svg("g", { class: "map-pin", visibility: "hidden" }, svg("path", { d: PIN }), svg("circle", { cy: -24, r: 4.5 }));
  const node = svg("svg", { class: "map", preserveAspectRatio: "xMidYMid slice" }, shapes, accuracy, labels, pin);
  const view = { x: 0, y: 0, width: box.width * 1.1 };
  let pinned = null;
  let fitted = false;

  /** Metres a pixel at the present size and zoom. */
  const scale = () => view.width / Math.max(1, node.clientWidth || 300);

  function draw() {
    if (!fitted && node.clientHeight) {
      fitted = true;
      view.width = Math.max(box.width, (box.height * node.clientWidth) / node.clientHeight) * 1.1;
    }
    const height = view.width * ((node.clientHeight || 200) / Math.max(1, node.clientWidth || 300));
    node.setAttribute("viewBox", `${view.x - view.width / 2} ${view.y - height / 2} ${view.width} ${height}`);
    const unit = scale();
    const letter = parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.75 * unit;
    labels.setAttribute("font-size", letter);
    const taken = [];
    labels.childNodes.forEach((text) => {
      text.setAttribute("dy", text.dataset.dy * letter);
      const label = boxOf(text, letter);
      const free = !taken.some((other) => overlap(label, other));
      text.setAttribute("visibility", free ? "visible" : "hidden");
      if (free) taken.push(label);
    });
    shapes.querySelectorAll("circle").forEach((circle) => circle.setAttribute("r", 5 * unit));
    if (pinned) pin.setAttribute("transform", `translate(${pinned.join(" ")}) scale(${unit * 1.1})`);
  }

  /** @param {import("../geo.js").Place} where */
  function setPin(where) {
    pinned = project(where.longitude, where.latitude);
    pin.setAttribute("visibility", "visible");
    accuracy.setAttribute("visibility", where.horizontal_accuracy ? "visible" : "hidden");
    accuracy.setAttribute("cx", pinned[0]);
    accuracy.setAttribute("cy", pinned[1]);
    accuracy.setAttribute("r", where.horizontal_accuracy || 0);
    draw();
  }

  function look(x, y, width = view.width) {
    fitted = true;
    view.x = Math.max(-box.width, Math.min(box.width, x));
    view.y = Math.max(-box.height, Math.min(box.height, y));
    view.width = Math.max(60, Math.min(Math.max(box.width, box.height) * 3, width));
    draw();
  }

  if ("ResizeObserver" in window) new ResizeObserver(draw).observe(node);
  return { node, view, box, project, place, scale, setPin, look, draw, pinned: () => pinned };
}
