// The network: who met whom. Nodes are links to their pages; the one under the pointer or in focus shows whom it met.
import { scaleUtc } from "d3-scale";
import { zoom as zoomOf, zoomIdentity } from "d3-zoom";
import { chooseLabels } from "../labels.js";
import { roving } from "../roving.js";
import { STRIP, stripOf } from "../strip.js";
import { calm, label, ownGesture, root } from "../svg.js";
import { note } from "../toolbar.js";
import { count, fill, local, shorten, textWidth, when } from "../words.js";
import { frameAround, graphOf, layOut, partners, periodOf, within } from "./graph.js";

const LINE = 17;
const NAMED = 3;
const ROOM = 13_000; // a name for that many square pixels, at most

/** Whether nobody met anybody. */
export function isEmpty({ nodes }) {
  return nodes.length === 0;
}

/** Draw `data.nodes` and `data.links` into `body`; see mount.js for `context`. */
export function draw(body, data, context) {
  const { width, words, bar } = context;
  const view = frameOf(data, context);
  const described = fill(words.network.described, { nodes: data.nodes.length, links: view.links.length });
  const svg = root(body, { width, height: view.height + (view.period ? STRIP + 16 : 0), name: words.network.name, described });
  const parts = partsOf(svg, view);
  linksOf(parts, view, context);
  nodesOf(parts, view, context);
  const keys = roving(svg.node(), { marks: () => parts.inOrder, reveal: (mark) => zoom.reveal(mark.__data__) });
  const zoom = zoomIn(parts, view, context);
  zoom.home(false);
  keys.refresh();
  if (view.period) periodIn(svg, parts, view, context);
  const kinds = ["country", "institution", "person"].filter((kind) => data.nodes.some((node) => node.kind === kind));
  bar.legend([...kinds.map((kind) => [`sample-${kind}`, words.kinds[kind]]), ["sample-wide", words.network.size]]);
  note(body, words.help);
}

function frameOf(data, { width }) {
  const narrow = width < 600;
  const few = Math.min(1, Math.sqrt(data.nodes.length / 60));
  const height = Math.round(narrow ? width * 1.15 : Math.min(720, Math.max(320, width * 0.62 * few)));
  const graph = graphOf(data, data.nodes.length > 300 || narrow ? [2.5, 15] : [4.5, 24]);
  layOut(graph, { aspect: width / height });
  const period = periodOf(graph.links);
  return { ...graph, dense: graph.links.length > 500, width, height, period, shown: period, transform: zoomIdentity };
}

function partsOf(svg, { width, height, dense }) {
  const clip = `${svg.select("title").attr("id")}-clip`;
  svg.append("clipPath").attr("id", clip).append("rect").attr("width", width).attr("height", height);
  const inner = svg.append("g").attr("class", dense ? "network is-dense" : "network").attr("clip-path", `url(#${clip})`);
  inner.append("rect").attr("class", "catch").attr("width", width).attr("height", height);
  return { inner, lines: inner.append("g").attr("class", "lines"), nodes: inner.append("g"), names: inner.append("g").attr("class", "names") };
}

function linksOf(parts, { links }, { words, tip }) {
  parts.links = parts.lines
    .selectAll("a")
    // Light lines first, so that heavy ones lie on top.
    .data(links.toSorted((a, b) => a.wide - b.wide))
    .join("a")
    .attr("class", "tie")
    .attr("href", ({ link }) => local(link.href))
    .attr("tabindex", -1)
    .attr("aria-hidden", "true")
    .on("pointerenter", (event, entry) => tip.show(event.currentTarget, aboutLink(entry, words)))
    .on("pointerleave", () => tip.hide());
  parts.links
    .append("line")
    .attr("x1", ({ source }) => source.x)
    .attr("y1", ({ source }) => source.y)
    .attr("x2", ({ target }) => target.x)
    .attr("y2", ({ target }) => target.y)
    .attr("stroke-width", ({ wide }) => wide);
}

function aboutLink({ link, source, target }, words) {
  const period = link.first ? when({ start: link.first, end: link.last ?? link.first, precision: "day" }, words) : "";
  return [fill(words.network.between, { a: source.node.label, b: target.node.label }), count(link.events, words, "events"), period];
}

function nodesOf(parts, view, { words, tip }) {
  const countries = new Map(view.nodes.filter(({ node }) => node.kind === "country").map(({ node }) => [node.country, node.label]));
  parts.marks = parts.nodes
    .selectAll("a")
    .data(view.nodes)
    .join("a")
    .attr("class", ({ node }) => `node is-${node.kind}`)
    .attr("href", ({ node }) => local(node.href))
    .attr("tabindex", -1)
    .attr("aria-label", (entry) => aboutNode(entry, words, countries).join(", "))
    .on("pointerenter focus", (event, entry) => {
      single(parts, entry);
      tip.show(event.currentTarget.firstChild, aboutNode(entry, words, countries));
    })
    .on("pointerleave blur", () => {
      single(parts, null);
      tip.hide();
    });
  parts.marks.each(function ({ node, r }) {
    const square = node.kind === "institution";
    const shape = this.appendChild(document.createElementNS(this.namespaceURI, square ? "rect" : "circle"));
    const side = r * 1.75;
    const size = square ? { x: -side / 2, y: -side / 2, width: side, height: side, rx: 2 } : { r };
    for (const [key, value] of Object.entries(size)) shape.setAttribute(key, value);
  });
  // Large ones are drawn first, so that small ones are not hidden, and reached first by keys.
  parts.inOrder = parts.marks.nodes();
}

function aboutNode(entry, words, countries) {
  const { node } = entry;
  const met = partners(entry);
  const names = met.slice(0, NAMED).map(([other]) => other.label);
  const where = node.kind === "country" ? "" : (countries.get(node.country) ?? node.country ?? "");
  return [
    node.label,
    [words.kinds[node.kind], where, count(node.events, words, "events")].filter(Boolean).join(" · "),
    met.length > 0 && `${count(met.length, words, "partners")}${words.colon} ${names.join(words.list)}${met.length > NAMED ? "…" : ""}`,
  ].filter(Boolean);
}

/** Show one node and those it met; all, if there is none. */
function single(parts, entry) {
  const near = new Set(entry ? [entry, ...entry.links.flatMap(({ source, target }) => [source, target])] : []);
  parts.inner.classed("is-single", entry !== null);
  parts.marks.classed("is-near", (other) => near.has(other)).classed("is-this", (other) => other === entry);
  parts.links.classed("is-near", ({ source, target }) => source === entry || target === entry);
  parts.names.selectAll("text").classed("is-near", (other) => near.has(other));
}

/** Place the nodes where the zoom has them; once settled, also choose names anew. */
function place(parts, view, settled) {
  const { k, x, y } = view.transform;
  parts.lines.attr("transform", `translate(${x},${y}) scale(${k})`);
  parts.marks.attr("transform", (entry) => `translate(${x + k * entry.x},${y + k * entry.y})`);
  if (!settled) {
    parts.names.attr("display", "none");
    return;
  }
  const met = view.nodes.filter((entry) => !entry.away);
  const marks = met.map((entry) => ({ x: x + k * entry.x, y: y + k * entry.y, r: entry.r, width: wide(entry) }));
  const { width, height } = view;
  const chosen = chooseLabels(marks, { width, height, line: LINE, most: Math.ceil((width * height) / ROOM) });
  const named = met.map((entry, n) => ({ entry, at: chosen[n] })).filter(({ at }) => at);
  const at = new Map(named.map((name) => [name.entry, name.at]));
  const names = parts.names.attr("display", null).selectAll("text").data(named.map(({ entry }) => entry), ({ node }) => node.id).join("text");
  names.attr("class", ({ node }) => `name is-${node.kind}`).attr("dy", ".34em");
  label(names, ({ node }) => shorten(node.label, 26), "middle")
    .attr("x", (entry) => at.get(entry).x)
    .attr("y", (entry) => at.get(entry).y);
}

const wide = ({ node }) => textWidth(shorten(node.label, 26), node.kind === "country" ? 15 : 12.5) + 6;

function zoomIn(parts, view, { bar }) {
  let rest = 0;
  const home = frameAround(view.nodes, { ...view, margin: 26 });
  const behaviour = zoomOf()
    .filter(ownGesture)
    .scaleExtent([home.k * 0.6, Math.max(8, home.k * 8)])
    .extent([[0, 0], [view.width, view.height]])
    .on("zoom", ({ transform, sourceEvent }) => {
      view.transform = transform;
      place(parts, view, false);
      window.clearTimeout(rest);
      rest = window.setTimeout(() => place(parts, view, true), sourceEvent ? 120 : 0);
    });
  parts.inner.call(behaviour).on("dblclick.zoom", null);
  const moving = (slow) => (slow && !calm() ? parts.inner.transition().duration(350) : parts.inner);
  const actions = {
    zoom_in: () => moving(true).call(behaviour.scaleBy, 1.6),
    zoom_out: () => moving(true).call(behaviour.scaleBy, 1 / 1.6),
    zoom_all: () => moving(true).call(behaviour.transform, zoomIdentity.translate(home.x, home.y).scale(home.k)),
  };
  bar.onZoom(actions);
  return {
    home() {
      parts.inner.call(behaviour.transform, zoomIdentity.translate(home.x, home.y).scale(home.k));
      window.clearTimeout(rest);
      place(parts, view, true);
    },
    reveal({ x, y }) {
      const [a, b] = view.transform.apply([x, y]);
      if (a < 0 || b < 0 || a > view.width || b > view.height) parts.inner.call(behaviour.translateTo, x, y);
    },
  };
}

/** The strip that chooses a period: pairs that did not meet in it go, and nodes without any left fade. */
function periodIn(svg, parts, view, context) {
  const [left, right] = [8, view.width - 8];
  const whole = scaleUtc(view.period, context.rtl ? [right, left] : [left, right]);
  const moments = view.links.filter(({ from }) => from !== null).flatMap(({ from, to }) => [from, to - 1]);
  const strip = stripOf(svg, { left, right, top: view.height + 10, whole, moments }, context, choose);
  function choose(period) {
    strip.follow(period);
    for (const entry of view.links) entry.away = !within(entry, period, view.period);
    for (const entry of view.nodes) entry.away = entry.links.length > 0 && entry.links.every(({ away }) => away);
    parts.links.classed("is-away", ({ away }) => away);
    parts.marks.classed("is-away", ({ away }) => away);
    place(parts, view, true);
  }
  strip.follow(view.period);
}
