// What the map is drawn from, made when the front end is built: shapes of countries, their ISO codes, a point in each.

/**
 * The atlas, as plain JSON.
 *
 * @param sources `topology`: world-atlas, 110 m; `codes`: rows [alpha-2, alpha-3, numeric]; `points`: see data/points.yml;
 *   `disputed` and `unnumbered`: see data/borders.yml.
 * @returns `shapes`: the topology, the `id` of each country its alpha-2 code, its property `key` the code, or the name of a
 *   shape without a number of its own; `middles`: [longitude, latitude] by alpha-2; `disputed`: pairs of keys.
 */
export function makeAtlas({ topology, codes, points, disputed, unnumbered }) {
  const letters = new Map(codes.map(([alpha2, , numeric]) => [numeric, alpha2]));
  const countries = topology.objects.countries.geometries.map(({ type, arcs, id, properties }) => {
    const code = letters.get(id) ?? unnumbered[properties.name];
    if (code === undefined) throw new Error(`borders.yml does not say what ${properties.name} is`);
    // Kosovo has a code, though no number; the others are parts of a country whose code they have.
    return { type, arcs, id: code, properties: { key: id === undefined && code !== "XK" ? properties.name : code } };
  });
  return {
    shapes: { ...topology, objects: { countries: { type: "GeometryCollection", geometries: countries } } },
    middles: Object.fromEntries(points.map(({ code, point: [north, east] }) => [code, [east, north]])),
    disputed,
  };
}
