/**
 * Why: the map answers to fingers, mouse and keyboard alike: drag to look around, pinch, wheel or +/− to come nearer,
 * tap or arrow keys to set the pin.
 */

const TAP = 8;
const STEP = 12;

/**
 * @param {ReturnType<import("./map.js").drawMap>} map
 * @param {(where: import("../geo.js").Place) => void} onPin
 * @returns {{zoom: (factor: number) => void}}
 */
export function controlMap(map, onPin) {
  const { node, view } = map;
  const fingers = new Map();
  let moved = 0;
  let spread = 0;

  const zoom = (factor) => map.look(view.x, view.y, view.width * factor);

  function setAt(x, y) {
    onPin(map.place(x, y));
    const height = view.width * (node.clientHeight / Math.max(1, node.clientWidth));
    const inside = Math.abs(x - view.x) < view.width * 0.45 && Math.abs(y - view.y) < height * 0.4;
    if (!inside) map.look(x, y);
  }

  function toMetres({ clientX, clientY }) {
    const box = node.getBoundingClientRect();
    return [view.x + (clientX - box.left - box.width / 2) * map.scale(), view.y + (clientY - box.top - box.height / 2) * map.scale()];
  }

  const distance = () => {
    const [a, b] = [...fingers.values()];
    return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
  };

  node.addEventListener("pointerdown", (event) => {
    node.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, event);
    if (fingers.size === 1) moved = 0;
    if (fingers.size === 2) spread = distance();
  });
  node.addEventListener("pointermove", (event) => {
    const last = fingers.get(event.pointerId);
    if (!last) return;
    fingers.set(event.pointerId, event);
    const [dx, dy] = [event.clientX - last.clientX, event.clientY - last.clientY];
    moved += Math.hypot(dx, dy);
    if (fingers.size === 2) {
      moved = TAP + 1;
      zoom(spread / Math.max(1, distance()));
      spread = distance();
    } else if (moved > TAP) {
      map.look(view.x - dx * map.scale(), view.y - dy * map.scale());
    }
  });
  const lift = (event) => {
    const tap = fingers.delete(event.pointerId) && event.type === "pointerup" && moved <= TAP;
    if (tap) setAt(...toMetres(event));
  };
  node.addEventListener("pointerup", lift);
  node.addEventListener("pointercancel", lift);
  node.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2);
  }, { passive: false });
  node.addEventListener("keydown", (event) => {
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.key === "+" || event.key === "=") zoom(1 / 1.3);
    else if (event.key === "-") zoom(1.3);
    else if (moves[event.key]) {
      const [x, y] = map.pinned() || [view.x, view.y];
      const far = STEP * map.scale() * (event.shiftKey ? 5 : 1);
      setAt(x + moves[event.key][0] * far, y + moves[event.key][1] * far);
    } else return;
    event.preventDefault();
  });
  return { zoom };
}
