/**
 * Why: the arithmetic of the small map, apart from its drawing: a flat projection good for a few kilometres, the
 * bounds of what GeoJSON holds, and the nearest name to a point, so that a pin can be said in words.
 */

const DEGREE = 111_320;
const QUARTER = 300;
const NEARBY = 500;

/** @typedef {{latitude: number, longitude: number, horizontal_accuracy?: number}} Place */

/** Every ring and line of a GeoJSON geometry, as lists of [longitude, latitude]. */
export function lines({ type, coordinates }) {
  switch (type) {
    case "Point": return [[coordinates]];
    case "MultiPoint": return coordinates.map((point) => [point]);
    case "LineString": return [coordinates];
    case "MultiLineString":
    case "Polygon": return coordinates;
    case "MultiPolygon": return coordinates.flat();
    default: return [];
  }
}

/** Metres east and south of the middle of what the map shows. */
export function projection(geojson) {
  const points = geojson.features.flatMap(({ geometry }) => (geometry ? lines(geometry).flat() : []));
  const side = (pick, axis) => points.reduce((best, point) => pick(best, point[axis]), points[0][axis]);
  const [west, south, east, north] = [side(Math.min, 0), side(Math.min, 1), side(Math.max, 0), side(Math.max, 1)];
  const lon0 = (west + east) / 2;
  const lat0 = (south + north) / 2;
  const shrink = DEGREE * Math.cos((lat0 * Math.PI) / 180);
  const project = (lon, lat) => [(lon - lon0) * shrink, (lat0 - lat) * DEGREE];
  const [left, top] = project(west, north);
  return {
    project,
    box: { x: left, y: top, width: Math.max(100, -2 * left), height: Math.max(100, -2 * top) },
    /** @returns {Place} */
    place: (x, y) => ({ latitude: round(lat0 - y / DEGREE), longitude: round(lon0 + x / shrink) }),
  };
}

const round = (degrees) => Math.round(degrees * 1e6) / 1e6;

/** The middle of a feature, for its label; a ring ends where it began, which must not count twice. */
export function middle(geometry) {
  const [line] = lines(geometry);
  const points = /Polygon/.test(geometry.type) ? line.slice(1) : line;
  const sum = points.reduce(([x, y], [lon, lat]) => [x + lon, y + lat], [0, 0]);
  return [sum[0] / points.length, sum[1] / points.length];
}

/**
 * How far a feature is from the origin of `flat`, in metres; 0 inside of it. A whole quarter is no answer to "where", so it is far.
 */
function distance({ type, coordinates }, flat) {
  if (type === "Point") return Math.hypot(...flat(coordinates));
  if (!/Polygon/.test(type)) return Infinity;
  const ring = lines({ type, coordinates })[0].map(flat);
  const across = Math.max(...ring.map(([x]) => x)) - Math.min(...ring.map(([x]) => x));
  if (across > QUARTER) return Infinity;
  let inside = false;
  let best = Infinity;
  for (let i = 1; i < ring.length; i += 1) {
    const [[ax, ay], [bx, by]] = [ring[i - 1], ring[i]];
    const along = -(ax * (bx - ax) + ay * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2 || 1);
    const at = Math.max(0, Math.min(1, along));
    best = Math.min(best, Math.hypot(ax + at * (bx - ax), ay + at * (by - ay)));
    if ((ay > 0) !== (by > 0) && ax - (ay / (by - ay)) * (bx - ax) > 0) inside = !inside;
  }
  return inside ? 0 : best;
}

/** The nearest named house, garden or point. @returns {{name: string, metres: number}|null} */
export function nearest(geojson, { latitude, longitude }) {
  const shrink = DEGREE * Math.cos((latitude * Math.PI) / 180);
  const flat = ([lon, lat]) => [(lon - longitude) * shrink, (lat - latitude) * DEGREE];
  return geojson.features
    .filter(({ properties, geometry }) => properties?.name && geometry)
    .map(({ properties, geometry }) => ({ name: properties.name, metres: distance(geometry, flat) }))
    .filter(({ metres }) => metres < NEARBY)
    .sort((one, other) => one.metres - other.metres)[0] || null;
}

/**
 * Where the phone is. @returns {Promise<Place>}
 * @throws {string} a text key that says why not
 */
export function whereAmI() {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation || !window.isSecureContext) {
      reject("place.unavailable");
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude: round(coords.latitude), longitude: round(coords.longitude),
        horizontal_accuracy: Math.min(1_500, Math.round(coords.accuracy)) }),
      ({ code }) => reject(code === 1 ? "place.refused" : "place.notFound"),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 });
  });
}
