import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseLabels, radius } from "../src/drawings/labels.js";
import { frameAround, graphOf, layOut, partners, periodOf, within } from "../src/drawings/network/graph.js";
import { histogram, moved } from "../src/drawings/strip.js";

const DAY = 86_400_000;
const node = (id, events, country = "MA") => ({ id, label: id, kind: "person", country, events, href: `/${id}` });
const link = (source, target, events, first = "2022-01-01", last = first) => ({ source, target, events, first, last });
const data = {
  nodes: [node("a", 3), node("b", 9), node("c", 5)],
  links: [link("a", "b", 1), link("b", "c", 4, "2022-03-01", "2022-05-01"), link("a", "nobody", 2), link("c", "c", 2)],
};

test("a graph has no links to nobody or oneself; those with most events come first", () => {
  const { nodes, links } = graphOf(data, [3, 20]);
  assert.deepEqual(nodes.map((n) => n.node.id), ["b", "c", "a"]);
  assert.equal(links.length, 2);
  assert.ok(links[1].wide > links[0].wide && nodes[0].r > nodes[2].r);
  assert.deepEqual(partners(nodes[0]).map(([n, events]) => [n.id, events]), [["c", 4], ["a", 1]]);
});

test("a period takes in all dated links, and a link belongs to it if it overlaps", () => {
  const { links } = graphOf({ ...data, links: [...data.links, link("a", "c", 1, null)] }, [3, 20]);
  const whole = periodOf(links);
  assert.deepEqual(whole.map((at) => new Date(at).toISOString().slice(0, 10)), ["2022-01-01", "2022-05-02"]);
  const april = [Date.parse("2022-04-01"), Date.parse("2022-05-01")];
  assert.deepEqual(links.map((l) => within(l, april, whole)), [false, true, false]);
  assert.deepEqual(links.map((l) => within(l, whole, whole)), [true, true, true]);
  assert.equal(periodOf([]), null);
});

test("the same graph is laid out the same way, apart, and fits its frame", () => {
  const many = { nodes: Array.from({ length: 40 }, (_, n) => node(`n${n}`, 40 - n, n % 2 ? "MA" : "ES")), links: [] };
  for (let n = 1; n < 40; n += 1) many.links.push(link(`n${n}`, `n${Math.floor(n / 3)}`, 1));
  const [one, two] = [graphOf(many, [3, 12]), graphOf(many, [3, 12])];
  layOut(one, { aspect: 1.6 });
  layOut(two, { aspect: 1.6 });
  const places = ({ nodes }) => nodes.map(({ x, y }) => [x, y]);
  assert.deepEqual(places(one), places(two));
  const { k, x, y } = frameAround(one.nodes, { width: 800, height: 500, margin: 20 });
  for (const entry of one.nodes) {
    assert.ok(x + k * entry.x >= 0 && x + k * entry.x <= 800 && y + k * entry.y >= 0 && y + k * entry.y <= 500);
  }
});

test("labels cover neither each other nor a more important mark, and stay inside", () => {
  const marks = [
    { x: 50, y: 50, r: 5, width: 60 },
    { x: 60, y: 58, r: 3, width: 60 },
    { x: 2, y: 2, r: 2, width: 60 },
    { x: 150, y: 50, r: 5, width: 60 },
  ];
  const found = chooseLabels(marks, { width: 200, height: 100, line: 16 });
  assert.deepEqual(found[0], { x: 50, y: 63 });
  assert.equal(found[2], null);
  assert.ok(found[3]);
  assert.deepEqual(chooseLabels(marks, { width: 200, height: 100, line: 16, most: 1 }).map(Boolean), [true, false, false, false]);
});

test("areas of circles compare, but none vanishes", () => {
  assert.equal(radius(100, 100, [3, 20]), 20);
  assert.equal(radius(25, 100, [3, 20]), 10);
  assert.equal(radius(0, 100, [3, 20]), 3);
  assert.equal(radius(3, 3, [3, 20]), 10, "three events are few, even where nobody has more");
});

test("moments are counted in equal parts", () => {
  assert.deepEqual(histogram([0, 1, 9, 10, -1], [0, 10], 2), [2, 1]);
});

test("arrow keys move and size a period within the whole, mirrored where time goes left", () => {
  const whole = [0, 1000 * DAY];
  const period = [400 * DAY, 500 * DAY];
  assert.deepEqual(moved(period, whole, "ArrowRight", false), [410 * DAY, 510 * DAY]);
  assert.deepEqual(moved(period, whole, "ArrowRight", true), [390 * DAY, 490 * DAY]);
  assert.deepEqual(moved(period, whole, "ArrowUp", false), [395 * DAY, 505 * DAY]);
  assert.deepEqual(moved(period, whole, "ArrowDown", false), [405 * DAY, 495 * DAY]);
  assert.deepEqual(moved([950 * DAY, 1000 * DAY], whole, "ArrowRight", false), [950 * DAY, 1000 * DAY]);
  assert.deepEqual(moved(period, whole, "Home", false), whole);
  assert.equal(moved(period, whole, "a", false), null);
});
