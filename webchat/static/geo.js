/**
 * Why: the arithmetic of the small map, apart from its drawing: a flat projection good for a few kilometres, the
 * bounds of what GeoJSON holds, and the nearest name to a point, so that a pin can be said in words.
 */

const DEGREE = 111_320;

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

/** The middle of a feature, for its label and for "near". */
export function middle(geometry) {
  const [ring] = lines(geometry);
  const sum = ring.reduce(([x, y], [lon, lat]) => [x + lon, y + lat], [0, 0]);
  return [sum[0] / ring.length, sum[1] / ring.length];
}

/** The name of the nearest named thing, and how far it is in metres. */
export function nearest(geojson, { latitude, longitude }) {
  const shrink = Math.cos((latitude * Math.PI) / 180);
  const far = ([lon, lat]) => Math.hypot((lon - longitude) * shrink, lat - latitude) * DEGREE;
  return geojson.features
    .filter(({ properties, geometry }) => properties?.name && geometry && !/Line/.test(geometry.type))
    .map(({ properties, geometry }) => ({ name: properties.name, metres: far(middle(geometry)) }))
    .sort((a, b) => a.metres - b.metres)[0] || null;
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
