/**
 * Distances and ways on the globe, for jurisdiction (the nearest mission), travel hours and the board's moving marks.
 *
 * The Earth is taken as a sphere of the IUGG mean radius R₁ = (2a + b) / 3 = 6371.0088 km (H. Moritz, "Geodetic Reference
 * System 1980", Journal of Geodesy 74, 2000). Against the ellipsoid that is wrong by at most about 0.5 %, far less than what is known
 * of where a person stands. Angles go in and out in degrees; latitudes −90…90, longitudes −180…180; input outside is not checked here.
 */
export const EARTH_RADIUS_KM = 6371.0088;

export interface GeoPoint {
  readonly lat: number;
  readonly lng: number;
}

const RADIANS = Math.PI / 180;

/** Great-circle distance in km, by the haversine formula: exact for near points too (R. W. Sinnott, Sky and Telescope 68, 1984). */
export function distanceKm(from: GeoPoint, to: GeoPoint): number {
  return EARTH_RADIUS_KM * angleBetween(from, to);
}

/**
 * The course on which a traveller leaves `from` for `to` along the great circle: degrees clockwise from north, 0 ≤ bearing < 360.
 * Between the same or opposite points every course is right; 0 is answered for the same point.
 */
export function initialBearingDeg(from: GeoPoint, to: GeoPoint): number {
  const eastward = (to.lng - from.lng) * RADIANS;
  const fromLat = from.lat * RADIANS;
  const toLat = to.lat * RADIANS;
  const east = Math.sin(eastward) * Math.cos(toLat);
  const north = Math.cos(fromLat) * Math.sin(toLat) - Math.sin(fromLat) * Math.cos(toLat) * Math.cos(eastward);
  const bearing = Math.atan2(east, north) / RADIANS;
  return (bearing + 360) % 360;
}

/**
 * The point that lies at `fraction` (0 = from, 1 = to) of the great circle between two points; fractions outside are clamped.
 * Between exact antipodes there is no one great circle: one of them is taken, so the mark still moves.
 */
export function pointAlong(from: GeoPoint, to: GeoPoint, fraction: number): GeoPoint {
  const share = Math.min(1, Math.max(0, fraction));
  const angle = angleBetween(from, to);
  if (share === 0 || angle === 0) return { lat: from.lat, lng: from.lng };
  if (share === 1) return { lat: to.lat, lng: to.lng };
  return destination(from, initialBearingDeg(from, to), angle * share);
}

/** The great circle as `segments` + 1 points, both ends included: what a map draws as the way of a deployment. */
export function greatCircle(from: GeoPoint, to: GeoPoint, segments = 64): GeoPoint[] {
  return Array.from({ length: segments + 1 }, (_, step) => pointAlong(from, to, step / segments));
}

/** Central angle in radians, 0…π. */
function angleBetween(from: GeoPoint, to: GeoPoint): number {
  const halfNorth = ((to.lat - from.lat) * RADIANS) / 2;
  const halfEast = ((to.lng - from.lng) * RADIANS) / 2;
  const haversine = Math.sin(halfNorth) ** 2 + Math.cos(from.lat * RADIANS) * Math.cos(to.lat * RADIANS) * Math.sin(halfEast) ** 2;
  return 2 * Math.asin(Math.min(1, Math.sqrt(haversine)));
}

/** Where one arrives from `from` on `bearingDeg` after the central angle `angle` (radians). */
function destination(from: GeoPoint, bearingDeg: number, angle: number): GeoPoint {
  const fromLat = from.lat * RADIANS;
  const bearing = bearingDeg * RADIANS;
  const sinLat = Math.sin(fromLat) * Math.cos(angle) + Math.cos(fromLat) * Math.sin(angle) * Math.cos(bearing);
  const lat = Math.asin(Math.min(1, Math.max(-1, sinLat)));
  const eastward = Math.atan2(Math.sin(bearing) * Math.sin(angle) * Math.cos(fromLat), Math.cos(angle) - Math.sin(fromLat) * sinLat);
  return { lat: lat / RADIANS, lng: wrapLongitude(from.lng + eastward / RADIANS) };
}

/** Brings a longitude into −180…180 after a step over the antimeridian. */
function wrapLongitude(lng: number): number {
  return lng > 180 ? lng - 360 : lng < -180 ? lng + 360 : lng;
}
