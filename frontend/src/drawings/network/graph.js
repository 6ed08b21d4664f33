// Who met whom, as plain values: pure functions.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { radius } from "../labels.js";
import { dayOf } from "../words.js";

const DAY = 86_400_000;

/**
 * The graph of `data`, without links to nodes that are not there.
 *
 * @returns `nodes`, those with most events first, each `{node, r, links}`; `links`, each `{link, source, target, from, to, wide}`:
 *   first and last moment in milliseconds (null where unknown) and the width of its line.
 */
export function graphOf(data, sizes) {
  const most = Math.max(1, ...data.nodes.map(({ events }) => events));
  const nodes = data.nodes
    .map((node) => ({ node, r: radius(node.events, most, sizes), links: [] }))
    .sort((a, b) => b.node.events - a.node.events || (a.node.id < b.node.id ? -1 : 1));
  const byId = new Map(nodes.map((entry) => [entry.node.id, entry]));
  const heaviest = Math.max(1, ...data.links.map(({ events }) => events));
  const links = data.links
    .filter(({ source, target }) => byId.has(source) && byId.has(target) && source !== target)
    .map((link) => ({
      link,
      source: byId.get(link.source),
      target: byId.get(link.target),
      from: link.first ? dayOf(link.first) : null,
      to: link.last ? dayOf(link.last) + DAY : null,
      wide: 0.75 + 5.25 * Math.sqrt((link.events - 1) / heaviest),
    }));
  for (const entry of links) {
    entry.source.links.push(entry);
    entry.target.links.push(entry);
  }
  return { nodes, links };
}

/** The time that all dated links take, or null. */
export function periodOf(links) {
  const dated = links.filter(({ from }) => from !== null);
  if (dated.length === 0) return null;
  return dated.reduce(([first, last], { from, to }) => [Math.min(first, from), Math.max(last, to)], [Infinity, -Infinity]);
}

/** Whether two met, as far as is told, within a period: undated meetings belong to the whole only. */
export function within({ from, to }, [since, until], whole) {
  if (from === null) return since <= whole[0] && until >= whole[1];
  return from < until && to > since;
}

/** Those a node met, most often first: `[node, events]`. */
export function partners(entry) {
  return entry.links
    .map(({ link, source, target }) => [source === entry ? target.node : source.node, link.events])
    .sort((a, b) => b[1] - a[1]);
}

/**
 * Give every node its `x` and `y`, about the origin; the same graph gives the same places.
 *
 * Those of one country lie near each other, since they start there and a country's node draws its own.
 */
export function layOut({ nodes, links }, { aspect }) {
  const loose = Math.sqrt(nodes.length);
  start(nodes, loose);
  const simulation = forceSimulation(nodes)
    .force("link", forceLink(links).distance(({ source, target }) => 26 + source.r + target.r).strength(strength))
    .force("apart", forceManyBody().strength(({ r }) => -45 - 9 * r).theta(1.1).distanceMax(600))
    .force("beside", forceCollide(({ r }) => r + 2.5))
    .force("x", forceX().strength(0.045 / aspect))
    .force("y", forceY().strength(0.045 * aspect))
    .stop();
  simulation.tick(nodes.length > 400 ? 140 : 300);
  stretch(nodes, aspect);
}

/** Bring a round heap nearer to the proportions of its frame. */
function stretch(nodes, aspect) {
  const extent = (axis) => Math.max(1, ...nodes.map((node) => node[axis])) - Math.min(0, ...nodes.map((node) => node[axis]));
  const wider = Math.max(0.6, Math.min(1.7, (aspect * extent("y")) / extent("x")));
  for (const node of nodes) node.x *= wider;
}

/** Countries in a spiral, their own around them. */
function start(nodes, loose) {
  const places = new Map();
  const spiral = (n, wide) => [wide * Math.sqrt(n + 0.5) * Math.cos(n * 2.4), wide * Math.sqrt(n + 0.5) * Math.sin(n * 2.4)];
  nodes.forEach((entry, n) => {
    const key = entry.node.country ?? entry.node.id;
    if (!places.has(key)) places.set(key, spiral(places.size, 18 + 2 * loose));
    const [x, y] = places.get(key);
    const [dx, dy] = spiral(n, 1);
    Object.assign(entry, { x: x + dx, y: y + dy });
  });
}

/** Loose where a node has many links, so that hubs do not draw all into a heap. */
function strength({ source, target }) {
  return 0.7 / Math.min(source.links.length, target.links.length);
}

/** Scale and shift that put the nodes into a frame with a margin. */
export function frameAround(nodes, { width, height, margin }) {
  const edges = nodes.reduce(
    (box, { x, y, r }) => [Math.min(box[0], x - r), Math.min(box[1], y - r), Math.max(box[2], x + r), Math.max(box[3], y + r)],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
  const [left, top, right, bottom] = edges;
  const k = Math.min(2.2, (width - 2 * margin) / (right - left), (height - 2 * margin) / (bottom - top));
  return { k, x: width / 2 - (k * (left + right)) / 2, y: height / 2 - (k * (top + bottom)) / 2 };
}
