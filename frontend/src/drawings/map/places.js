// Where circles go on the map: pure functions.

/** Degrees [east, north] of a place: its own point, else the middle of its country, else null. */
export function pointOf({ country, lat, lon }, middles) {
  if (lat !== null && lon !== null && lat !== undefined && lon !== undefined) return [lon, lat];
  return middles[country] ?? null;
}

/**
 * Places with a point, those with most events first, so that small circles are drawn over large ones.
 *
 * @returns `placed`, each `{place, at, exact}`: degrees, and whether the point is the place's own; `lost`, those without.
 */
export function locate(places, middles) {
  const found = places.map((place) => ({ place, at: pointOf(place, middles), exact: place.city !== null && place.lat !== null }));
  return {
    placed: found.filter(({ at }) => at !== null).sort((a, b) => b.place.events - a.place.events),
    lost: found.filter(({ at }) => at === null).map(({ place }) => place),
  };
}

/**
 * The points to begin with: all, or on a small screen the middle ones, leaving out places far off that tell few events.
 *
 * @param cut the share of events that may be left out at each edge.
 */
export function heartOf(placed, cut) {
  const total = placed.reduce((sum, { place }) => sum + place.events, 0);
  const within = (axis) => {
    const sorted = placed.toSorted((a, b) => a[axis] - b[axis]);
    let sum = 0;
    const heart = sorted.filter(({ place }) => {
      const [before, after] = [sum, (sum += place.events)];
      return after >= cut * total && before <= (1 - cut) * total;
    });
    return [heart[0][axis], heart.at(-1)[axis]];
  };
  if (placed.length === 0) return [];
  const [xs, ys] = [within("x"), within("y")];
  return placed.filter(({ x, y }) => x >= xs[0] && x <= xs[1] && y >= ys[0] && y <= ys[1]).map(({ x, y }) => [x, y]);
}

/**
 * Scale and shift that bring points, in pixels, into a frame.
 *
 * @param frame `width`, `height`, `margin`; `closest`, the largest scale; `world`: [[left, top], [right, bottom]] of the whole, beyond
 *   which nothing is shown.
 */
export function frameOf(points, { width, height, margin, closest, world }) {
  const [[west, north], [east, south]] = points.length > 0 ? edges(points) : world;
  const least = Math.max(width / (world[1][0] - world[0][0]), height / (world[1][1] - world[0][1]));
  const wanted = Math.min((width - 2 * margin) / Math.max(east - west, 1), (height - 2 * margin) / Math.max(south - north, 1));
  const k = Math.max(least, Math.min(closest, wanted));
  const keep = (shift, size, from, to) => Math.min(-k * from, Math.max(size - k * to, shift));
  return {
    k,
    x: keep(width / 2 - (k * (west + east)) / 2, width, world[0][0], world[1][0]),
    y: keep(height / 2 - (k * (north + south)) / 2, height, world[0][1], world[1][1]),
  };
}

function edges(points) {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [[Math.min(...xs), Math.min(...ys)], [Math.max(...xs), Math.max(...ys)]];
}

/** Whether the border between two shapes is disputed; shapes are told by their keys. */
export function disputes(pairs) {
  const known = new Set(pairs.flatMap(([a, b]) => [`${a}|${b}`, `${b}|${a}`]));
  return (a, b) => known.has(`${a.properties.key}|${b.properties.key}`);
}
