/**
 * Why: the streets of the neighbourhood, drawn from one GeoJSON file of ours as SVG: no tiles from elsewhere, nothing
 * to pay, and it works on a bad network. Sizes of letters and pins stay the same at every zoom.
 */
import { svg } from "../dom.js";
import { lines, middle, projection } from "../geo.js";

const PIN = "M0 0C-9-11-13-17-13-24A13 13 0 0 1 13-24C13-17 9-11 0 0Z";
const ORDER = ["Polygon", "MultiPolygon", "LineString", "MultiLineString", "Point", "MultiPoint"];

/** The letters of a GeoJSON kind that may become part of a class name. */
const kindClass = (properties) => `kind-${String(properties?.kind || "other").replace(/[^\w-]/g, "")}`;

function path(geometry, project) {
  const close = /Polygon/.test(geometry.type) ? "Z" : "";
  return lines(geometry).map((line) => `M${line.map(([lon, lat]) => project(lon, lat).map((n) => n.toFixed(1)).join(" ")).join("L")}${close}`).join("");
}

/**
 * @param {Object} geojson with at least one feature
 * @returns what draws and moves the map; `view` is the window on it, in metres
 */
export function drawMap(geojson) {
  const { project, place, box } = projection(geojson);
  const shapes = svg("g");
  const labels = svg("g", { class: "map-labels" });
  const features = geojson.features.filter(({ geometry }) => geometry && ORDER.includes(geometry.type))
    .sort((a, b) => ORDER.indexOf(a.geometry.type) - ORDER.indexOf(b.geometry.type));
  for (const { geometry, properties } of features) {
    const [x, y] = project(...middle(geometry));
    const point = /Point/.test(geometry.type);
    shapes.append(point
      ? svg("circle", { class: `map-point ${kindClass(properties)}`, cx: x, cy: y, r: 1 })
      : svg("path", { class: `map-shape ${/Line/.test(geometry.type) ? "map-line" : ""} ${kindClass(properties)}`, d: path(geometry, project) }));
    if (properties?.name) labels.append(svg("text", { x, y, "data-dy": point ? 1.2 : 0.35, "data-length": properties.name.length, text: properties.name }));
  }
  const accuracy = svg("circle", { class: "map-accuracy", visibility: "hidden" });
  const pin = svg("g", { class: "map-pin", visibility: "hidden" }, svg("path", { d: PIN }), svg("circle", { cy: -24, r: 4.5 }));
  const node = svg("svg", { class: "map", preserveAspectRatio: "xMidYMid slice" }, shapes, accuracy, labels, pin);
  const view = { x: 0, y: 0, width: box.width * 1.1 };
  let pinned = null;

  /** Metres a pixel at the present size and zoom. */
  const scale = () => view.width / Math.max(1, node.clientWidth || 300);

  function draw() {
    const height = view.width * ((node.clientHeight || 200) / Math.max(1, node.clientWidth || 300));
    node.setAttribute("viewBox", `${view.x - view.width / 2} ${view.y - height / 2} ${view.width} ${height}`);
    const unit = scale();
    const letter = parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.75 * unit;
    labels.setAttribute("font-size", letter);
    labels.childNodes.forEach((text) => {
      text.setAttribute("dy", text.dataset.dy * letter);
      text.setAttribute("visibility", view.width < letter * 40 || view.width <= box.width * 0.8 ? "visible" : "hidden");
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
    view.x = Math.max(-box.width, Math.min(box.width, x));
    view.y = Math.max(-box.height, Math.min(box.height, y));
    view.width = Math.max(60, Math.min(Math.max(box.width, box.height) * 3, width));
    draw();
  }

  if ("ResizeObserver" in window) new ResizeObserver(draw).observe(node);
  return { node, view, box, project, place, scale, setPin, look, draw, pinned: () => pinned };
}
