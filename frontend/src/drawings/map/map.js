// The map: circles by number of events over Natural Earth's countries.
import ATLAS from "marsad:atlas";
import { geoNaturalEarth1, geoPath } from "d3-geo";
import { zoom as zoomOf, zoomIdentity } from "d3-zoom";
import { feature, mesh } from "topojson-client";
import { chooseLabels, radius } from "../labels.js";
import { roving } from "../roving.js";
import { calm, label, ownGesture, root } from "../svg.js";
import { note } from "../toolbar.js";
import { count, fill, local, shorten, textWidth } from "../words.js";
import { disputes, frameOf, heartOf, locate } from "./places.js";

const LINE = 17;
const ROOM = 11_000; // a name for that many square pixels, at most
const CLOSEST = 9;

/** Whether nothing happened anywhere. */
export function isEmpty({ places }) {
  return places.length === 0;
}

/** Draw `data.places` into `body`; see mount.js for `context`. */
export function draw(body, data, context) {
  const { width, words, bar } = context;
  const { placed, lost } = locate(data.places, ATLAS.middles);
  const height = Math.round(width < 600 ? width * 0.95 : Math.min(640, width * 0.54));
  const events = count(data.places.reduce((sum, place) => sum + place.events, 0), words, "events");
  const described = fill(words.map.described, { events, places: count(data.places.length, words, "places") });
  const svg = root(body, { width, height, name: words.map.name, described });
  const { projection, world } = projected({ width, height });
  const parts = partsOf(svg, { width, height });
  countries(parts.land, geoPath(projection), new Set(data.places.map(({ country }) => country)));
  const view = { width, height, world, narrow: width < 600, placed: sized(placed, projection, width < 600 ? [3, 17] : [3.5, 26]), transform: zoomIdentity };
  circles(parts, view, context);
  const zoom = zoomIn(parts, view, context);
  const keys = roving(svg.node(), { marks: () => parts.inOrder, reveal: (mark) => zoom.reveal(mark.__data__) });
  zoom.home();
  keys.refresh();
  const exact = (wanted) => placed.some((entry) => entry.exact === wanted);
  bar.legend([["sample-city", words.map.city, true], ["sample-anywhere", words.map.country, false]].filter(([, , e]) => exact(e)));
  if (lost.length > 0) note(body, count(lost.length, words, "unplaced"));
  note(body, `${words.map.borders} ${words.help}`);
}

/** The world as large as covers the frame, and its edges: on a phone it is wider than the frame. */
function projected({ width, height }) {
  const projection = geoNaturalEarth1().fitWidth(width, { type: "Sphere" });
  const path = geoPath(projection);
  if (path.bounds({ type: "Sphere" })[1][1] < height) projection.fitHeight(height, { type: "Sphere" });
  return { projection, world: path.bounds({ type: "Sphere" }) };
}

function sized(placed, projection, sizes) {
  const most = Math.max(1, ...placed.map(({ place }) => place.events));
  return placed.map((entry) => {
    const [x, y] = projection(entry.at);
    return { ...entry, x, y, r: radius(entry.place.events, most, sizes) };
  });
}

function partsOf(svg, { width, height }) {
  const clip = `${svg.select("title").attr("id")}-clip`;
  svg.append("clipPath").attr("id", clip).append("rect").attr("width", width).attr("height", height);
  const inner = svg.append("g").attr("class", "map").attr("clip-path", `url(#${clip})`);
  inner.append("rect").attr("class", "catch").attr("width", width).attr("height", height);
  return { inner, land: inner.append("g").attr("class", "land"), circles: inner.append("g"), names: inner.append("g").attr("class", "names") };
}

/** All countries in one colour, those of events a little darker; disputed borders are dashed. */
function countries(layer, path, told) {
  const shapes = ATLAS.shapes.objects.countries;
  const disputed = disputes(ATLAS.disputed);
  layer
    .selectAll("path.country")
    .data(feature(ATLAS.shapes, shapes).features)
    .join("path")
    .attr("class", ({ id }) => (told.has(id) ? "country is-told" : "country"))
    .attr("d", path);
  const borders = (wanted) => path(mesh(ATLAS.shapes, shapes, (a, b) => a !== b && disputed(a, b) === wanted));
  layer.append("path").attr("class", "border").attr("d", borders(false));
  layer.append("path").attr("class", "border is-disputed").attr("d", borders(true));
}

function circles(parts, view, { words, tip }) {
  parts.marks = parts.circles
    .selectAll("a")
    .data(view.placed)
    .join("a")
    .attr("class", ({ exact }) => (exact ? "place" : "place is-anywhere"))
    .attr("href", ({ place }) => local(place.href))
    .attr("tabindex", -1)
    .attr("aria-label", (entry) => about(entry, words).join(", "))
    .on("pointerenter focus", (event, entry) => tip.show(event.currentTarget, about(entry, words)))
    .on("pointerleave blur", () => tip.hide());
  parts.marks.append("circle").attr("r", ({ r }) => r);
  parts.inOrder = parts.marks.nodes();
}

const about = ({ place, exact }, words) => [place.label, count(place.events, words, "events"), exact ? "" : words.map.country].filter(Boolean);

function put(parts, view, settled) {
  const { k, x, y } = view.transform;
  parts.land.attr("transform", `translate(${x},${y}) scale(${k})`);
  parts.marks.attr("transform", (entry) => `translate(${x + k * entry.x},${y + k * entry.y})`);
  parts.names.attr("display", settled ? null : "none");
  if (settled) names(parts, view);
}

function names(parts, view) {
  const { k, x, y } = view.transform;
  const marks = view.placed.map((entry) => ({ x: x + k * entry.x, y: y + k * entry.y, r: entry.r, width: wide(entry) }));
  const chosen = chooseLabels(marks, { ...view, line: LINE, most: Math.ceil((view.width * view.height) / ROOM) });
  const named = view.placed.map((entry, n) => ({ ...entry, name: chosen[n] })).filter(({ name }) => name);
  const texts = parts.names.selectAll("text").data(named).join("text").attr("class", "name").attr("dy", ".34em");
  label(texts, nameOf, "middle")
    .attr("x", ({ name }) => name.x)
    .attr("y", ({ name }) => name.y);
}

// A city's circle lies in its country: only what is told of it names both.
const nameOf = ({ place }) => shorten(place.city ?? place.label, 24);
const wide = (entry) => textWidth(nameOf(entry), 13) + 6;

function zoomIn(parts, view, { bar }) {
  let rest = 0;
  const { width, height } = view;
  const whole = { k: width / (view.world[1][0] - view.world[0][0]), x: 0, y: 0 };
  const home = frameOf(heartOf(view.placed, view.narrow ? 0.06 : 0), { ...view, margin: Math.min(60, width / 8), closest: CLOSEST });
  const behaviour = zoomOf()
    .filter(ownGesture)
    .scaleExtent([whole.k, 24])
    .extent([[0, 0], [width, height]])
    .translateExtent(view.world)
    .on("zoom", ({ transform, sourceEvent }) => {
      view.transform = transform;
      put(parts, view, false);
      window.clearTimeout(rest);
      rest = window.setTimeout(() => put(parts, view, true), sourceEvent ? 120 : 0);
    });
  parts.inner.call(behaviour).on("dblclick.zoom", null);
  const moving = () => (calm() ? parts.inner : parts.inner.transition().duration(350));
  bar.onZoom({
    zoom_in: () => moving().call(behaviour.scaleBy, 1.7),
    zoom_out: () => moving().call(behaviour.scaleBy, 1 / 1.7),
    zoom_all: () => moving().call(behaviour.transform, zoomIdentity.scale(whole.k)),
  });
  return {
    home() {
      parts.inner.call(behaviour.transform, zoomIdentity.translate(home.x, home.y).scale(home.k));
      window.clearTimeout(rest);
      put(parts, view, true);
    },
    reveal({ x, y }) {
      const [a, b] = view.transform.apply([x, y]);
      if (a < 0 || b < 0 || a > width || b > height) parts.inner.call(behaviour.translateTo, x, y);
    },
  };
}
