// What the map is drawn from, made when the front end is built: shapes of countries, their ISO codes, a point in each.
import { geoArea, geoCentroid } from "d3-geo";
import { feature } from "topojson-client";

/**
 * The atlas, as plain JSON.
 *
 * @param sources `coarse` and `fine`: topologies of world-atlas (110 and 50 m; the coarse one is drawn, the fine one knows small
 *   states); `codes`: rows [alpha-2, alpha-3, numeric]; `disputed` and `unnumbered`: see data/borders.yml.
 * @returns `shapes`: the coarse topology, the `id` of each country its alpha-2 code or null, and `disputed`: true on ...
 *   `middles`: [longitude, latitude] by alpha-2, in the largest part of each country; `disputed`: pairs of shape keys.
 */
export function makeAtlas({ coarse, fine, codes, disputed, unnumbered }) {
  const letters = new Map(codes.map(([alpha2, , numeric]) => [numeric, alpha2]));
  const codeOf = ({ id, properties }) => letters.get(id) ?? unnumbered[properties.name] ?? null;
  const countries = coarse.objects.countries.geometries.map(({ type, arcs, id, properties }) => ({
    type,
    arcs,
    id: codeOf({ id, properties }),
    // What disputed borders are told by: a code, or the name of a shape without a number of its own.
    properties: { key: id === undefined && properties.name !== "Kosovo" ? properties.name : codeOf({ id, properties }) },
  }));
  const middles = {};
  for (const shape of feature(fine, fine.objects.countries).features) {
    const code = codeOf(shape);
    if (code !== null && (shape.id !== undefined || !(code in middles))) middles[code] = middle(shape.geometry);
  }
  return {
    shapes: { ...coarse, objects: { countries: { type: "GeometryCollection", geometries: countries } } },
    middles,
    disputed,
  };
}

/** The middle of the largest part: of France, in Europe. Degrees east and north, to a hundredth. */
function middle(geometry) {
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const polygons = parts.map((coordinates) => ({ type: "Polygon", coordinates }));
  const largest = polygons.reduce((best, next) => (geoArea(next) > geoArea(best) ? next : best));
  return geoCentroid(largest).map((degrees) => Math.round(degrees * 100) / 100);
}
