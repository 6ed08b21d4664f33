import assert from "node:assert/strict";
import { test } from "node:test";
import { scaleUtc } from "d3-scale";
import { ticks } from "../src/drawings/timeline/axis.js";
import { bandsOf, besideOf, DAY, domainOf, extentOf, fit, heightOf, pack, spans, tops } from "../src/drawings/timeline/layout.js";

const event = (id, start, end = start, precision = "day", type = "visit") => ({ id, type, start, end, precision, title: "Title" });
const at = (iso) => Date.parse(`${iso}T00:00:00Z`);
const room = { height: 300, band: 20, above: 4, below: 4, rtl: false, titleWidth: () => 60 };

test("spans are in time order, undated events are none, and the last day belongs to them", () => {
  const all = spans([event("b", "2022-03-01", "2022-03-31", "month"), event("c", null), event("a", "2022-01-05")]);
  assert.deepEqual(all.map((s) => [s.event.id, s.from, s.to, s.vague]), [
    ["a", at("2022-01-05"), at("2022-01-06"), false],
    ["b", at("2022-03-01"), at("2022-04-01"), true],
  ]);
});

test("the time shown has room at both ends, and is a month at least", () => {
  const [from, to] = domainOf(spans([event("a", "2022-01-05")]));
  assert.equal(to - from, 30 * DAY + DAY - DAY);
  assert.ok(from < at("2022-01-05") && to > at("2022-01-06"));
});

test("bands follow the order of the types and leave out what does not occur", () => {
  const all = spans([event("a", "2022-01-01", "2022-12-31", "year", "call"), event("b", "2022-05-01", "2022-05-01", "day", "call")]);
  const bands = bandsOf([...all, ...spans([event("c", "2020-01-01")])], ["visit", "meeting", "call"]);
  assert.deepEqual(bands.map((b) => [b.type, b.spans.map((s) => s.event.id)]), [["visit", ["c"]], ["call", ["b", "a"]]]);
});

test("nothing in one row overlaps, whatever the order", () => {
  let seed = 1;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const extents = Array.from({ length: 500 }, () => {
    const left = random() * 1000;
    return [left, left + 1 + random() * 40];
  });
  const { placed, rows } = pack(extents);
  for (let row = 0; row < rows; row += 1) {
    const own = extents.filter((_, n) => placed[n] === row).sort((a, b) => a[0] - b[0]);
    assert.ok(own.length > 0);
    own.slice(1).forEach(([left], n) => assert.ok(left >= own[n][1]));
  }
});

test("a day is never narrower than its mark and stands in the middle of its day", () => {
  const x = scaleUtc([at("2022-01-01"), at("2023-01-01")], [0, 365]);
  const [day, month] = spans([event("a", "2022-01-11"), event("b", "2022-02-01", "2022-02-28", "month")]);
  assert.deepEqual(extentOf(day, x, 7), { left: 10.5 - 3.5, width: 7 });
  assert.ok(Math.abs(extentOf(month, x, 7).width - 27) < 1e-6);
});

test("an axis from right to left mirrors all extents", () => {
  const domain = [at("2022-01-01"), at("2023-01-01")];
  const [span] = spans([event("a", "2022-03-01", "2022-05-31", "season")]);
  const there = extentOf(span, scaleUtc(domain, [0, 365]), 5);
  const back = extentOf(span, scaleUtc(domain, [365, 0]), 5);
  assert.ok(Math.abs(365 - there.left - there.width - back.left) < 1e-6);
});

test("few events have titles; many have marks as small as it takes", () => {
  const x = scaleUtc([at("2022-01-01"), at("2023-01-01")], [0, 600]);
  const many = Array.from({ length: 400 }, (_, n) => event(`e${n}`, `2022-0${1 + (n % 9)}-1${n % 9}`));
  const few = fit(bandsOf(spans(many.slice(0, 5)), ["visit"]), x, room);
  const all = fit(bandsOf(spans(many), ["visit"]), x, room);
  assert.equal(few.labelled, true);
  assert.equal(all.labelled, false);
  assert.ok(all.size < few.size && heightOf(all, room) <= room.height);
});

test("bands share out the height and vague marks lie below those known to the day", () => {
  const x = scaleUtc([at("2022-01-01"), at("2023-01-01")], [0, 600]);
  const all = spans([event("a", "2022-01-01", "2022-12-31", "year"), event("b", "2022-05-01"), event("c", "2022-05-01", "2022-05-01", "day", "call")]);
  const plan = fit(bandsOf(all, ["visit", "call"]), x, room);
  assert.ok(plan.bands[0].offsets[1] > plan.bands[0].offsets[0]);
  const edges = tops(plan, room);
  assert.equal(edges[0].top, 0);
  assert.equal(edges[1].top, edges[0].height);
  assert.ok(Math.abs(edges[1].top + edges[1].height - room.height) < 1e-6);
});

test("a title goes after its mark, before it at the edge, and is cut where neither side has room", () => {
  const x = scaleUtc([0, 1], [0, 100]);
  assert.deepEqual(besideOf(10, 5, 50, x, false), { side: "right", title: 50 });
  assert.deepEqual(besideOf(90, 5, 50, x, false), { side: "left", title: 50 });
  assert.deepEqual(besideOf(90, 5, 50, x, true), { side: "left", title: 50 });
  assert.deepEqual(besideOf(40, 10, 70, x, false), { side: "right", title: 50 });
});

test("ticks keep their distance", () => {
  const words = { months: Array.from("123456789abc") };
  const years = ticks([at("2014-01-01"), at("2024-01-02")], 1000, 80, words);
  assert.deepEqual(years.map(({ text }) => text), Array.from({ length: 11 }, (_, n) => String(2014 + n)));
  for (const days of [3, 20, 100, 400, 2000, 9000, 40000]) {
    const found = ticks([at("2014-01-01"), at("2014-01-01") + days * DAY], 1000, 80, words);
    const pixels = found.slice(1).map((tick, n) => ((tick.at - found[n].at) / DAY / days) * 1000);
    // Months and years are not all of one length.
    pixels.forEach((distance) => assert.ok(distance > 80 * 0.85 || days < 13, `${days} days: ${distance}`));
  }
});
