import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { geoContains } from "d3-geo";
import { feature, mesh } from "topojson-client";
import { parse } from "yaml";
import { makeAtlas } from "../atlas.mjs";
import { disputes, frameOf, heartOf, locate, pointOf } from "../src/drawings/map/places.js";

const require = createRequire(import.meta.url);
const read = (name) => JSON.parse(readFileSync(require.resolve(name), "utf8"));
const DATA = join(dirname(fileURLToPath(import.meta.url)), "../../src/marsad/data");
const policy = parse(readFileSync(join(DATA, "borders.yml"), "utf8"));
const atlas = makeAtlas({
  topology: read("world-atlas/countries-110m.json"),
  codes: read("i18n-iso-countries/codes.json"),
  points: parse(readFileSync(join(DATA, "points.yml"), "utf8")),
  ...policy,
});
const place = (country, events, city = null, lat = null, lon = null) => ({ country, city, lat, lon, events, label: country });

test("the middle of a country lies in its shape, east before north", () => {
  const shapes = feature(atlas.shapes, atlas.shapes.objects.countries).features.filter(({ id }) => id in atlas.middles);
  assert.ok(shapes.length > 150);
  const outside = shapes.filter(({ id, properties }) => id === properties.key && !geoContains(merged(id), atlas.middles[id]));
  assert.deepEqual(outside.map(({ id }) => id), []);
});

const merged = (id) => ({
  type: "FeatureCollection",
  features: feature(atlas.shapes, atlas.shapes.objects.countries).features.filter((shape) => shape.id === id),
});

test("every shape has a code of the project's, disputed ones by its policy; one that is not known stops the build", () => {
  const shapes = atlas.shapes.objects.countries.geometries;
  assert.ok(shapes.every(({ id }) => /^[A-Z]{2}$/.test(id)));
  const code = Object.fromEntries(shapes.map(({ id, properties }) => [properties.key, id]));
  assert.equal(code["N. Cyprus"], "CY");
  assert.equal(code.Somaliland, "SO");
  assert.equal(code.XK, "XK");
  assert.equal(code.EH, "EH");
});

test("disputed borders are apart from the others, either way round", () => {
  const disputed = disputes(policy.disputed);
  const shape = (key) => ({ properties: { key } });
  assert.equal(disputed(shape("EH"), shape("MA")), true);
  assert.equal(disputed(shape("MA"), shape("DZ")), false);
  const drawn = mesh(atlas.shapes, atlas.shapes.objects.countries, (a, b) => a !== b && disputed(a, b));
  assert.ok(drawn.coordinates.length > 10);
});

test("a place stands at its own point, else in the middle of its country, else nowhere", () => {
  assert.deepEqual(pointOf(place("MA", 1, "Rabat", 34.02, -6.84), atlas.middles), [-6.84, 34.02]);
  assert.deepEqual(pointOf(place("BH", 1), atlas.middles), atlas.middles.BH);
  assert.equal(pointOf(place("ZZ", 1), atlas.middles), null);
  assert.deepEqual(pointOf(place("MA", 1, "Null Island", 0, 0), atlas.middles), [0, 0]);
  const { placed, lost } = locate([place("BH", 1), place("ZZ", 4), place("MA", 9, "Rabat", 34, -6)], atlas.middles);
  assert.deepEqual(placed.map(({ place: p, exact }) => [p.country, exact]), [["MA", true], ["BH", false]]);
  assert.deepEqual(lost.map(({ country }) => country), ["ZZ"]);
});

test("the frame holds all points and shows nothing beyond the world", () => {
  const world = [[0, 0], [1000, 500]];
  for (const points of [[[10, 10], [20, 30]], [[500, 250]], [[0, 0], [1000, 500]], []]) {
    const { k, x, y } = frameOf(points, { width: 800, height: 500, margin: 40, closest: 9, world });
    assert.ok(k <= 9 && x <= 0 && y <= 0 && x + k * 1000 >= 800 - 1e-9 && y + k * 500 >= 500 - 1e-9);
    if (points.length > 0 && points.length < 3 && points[1]?.[0] !== 1000) {
      for (const [px, py] of points) assert.ok(x + k * px >= 0 && x + k * px <= 800 && y + k * py >= 0 && y + k * py <= 500);
    }
  }
});

test("places far off that tell few events may be left out to begin with", () => {
  const entry = (x, events) => ({ x, y: 0, place: { events } });
  const placed = [entry(0, 1), entry(500, 50), entry(520, 60), entry(1000, 2)];
  assert.deepEqual(heartOf(placed, 0.06).map(([x]) => x), [500, 520]);
  assert.deepEqual(heartOf(placed, 0).length, 4);
  assert.deepEqual(heartOf([], 0.06), []);
});
