// The timeline: a row of marks for each type of event, a strip of the whole below it to choose a period in.
import { scaleUtc } from "d3-scale";
import { pointer } from "d3-selection";
import { zoom as zoomOf, zoomIdentity } from "d3-zoom";
import { roving } from "../roving.js";
import { STRIP, stripOf } from "../strip.js";
import { anchor, label, ownGesture, root } from "../svg.js";
import { note } from "../toolbar.js";
import { count, day, directionOf, fill, local, shorten, textWidth, when, withoutType } from "../words.js";
import { ticks } from "./axis.js";
import { bandsOf, besideOf, DAY, domainOf, extentOf, fit, heightOf, spans, tops } from "./layout.js";

const AXIS = 28;
const HIGHEST = 720;
const TITLED = 900;
const ROOMY = 700;
const LOWEST = 150;
const TITLE = 60;

/** Whether no event has a date. */
export function isEmpty({ events }) {
  return !events.some(({ start }) => start);
}

/** Draw `data.events` into `body`; see mount.js for `context`. */
export function draw(body, data, context) {
  const view = frameOf(data, context);
  const svg = root(body, { width: context.width, height: view.height + AXIS + STRIP + 14, ...told(view, context.words) });
  const plot = plotOf(svg, view);
  const marks = marksOf(plot, view, context);
  const redraw = (settled) => paint(plot, marks, view, context, settled);
  const below = { ...view, top: view.height + AXIS + 8, moments: view.spans.map(({ from }) => from) };
  const strip = stripOf(svg, below, context, (period) => zoom.to(period));
  const zoom = zoomIn(plot, view, context, (settled) => {
    strip.follow(view.x.domain().map(Number));
    redraw(settled);
    if (settled) keys.refresh();
  });
  const keys = roving(svg.node(), {
    marks: () => marks.inOrder,
    shown: (mark) => !mark.hasAttribute("display"),
    reveal: (mark) => zoom.reveal(mark.__data__),
    rtl: context.rtl,
  });
  strip.follow(view.domain);
  redraw(true);
  keys.refresh();
  legend(context, view);
  const undated = data.events.length - view.spans.length;
  if (undated > 0) note(body, count(undated, context.words, "undated"));
  note(body, context.words.help);
}

function told({ spans: all }, words) {
  const ends = [all[0].from, Math.max(...all.map(({ to }) => to)) - DAY].map((at) => day(new Date(at), words));
  const events = count(all.length, words, "events");
  return { name: words.timeline.name, described: fill(words.timeline.described, { events, first: ends[0], last: ends[1] }) };
}

/** What does not change while the reader looks around: spans, bands, room, and the scale of the whole. */
function frameOf(data, { width, rtl, words }) {
  const all = spans(data.events);
  const bands = bandsOf(all, Object.keys(words.types));
  const narrow = width < 600;
  const gutter = narrow ? 0 : 132;
  const [left, right] = rtl ? [8, width - gutter - 8] : [gutter + 8, width - 8];
  const domain = domainOf(all);
  const whole = scaleUtc(domain, rtl ? [right, left] : [left, right]);
  // On a phone the name of a band stands above its rows, elsewhere beside them.
  const room = { height: HIGHEST, band: narrow ? 40 : 26, above: narrow ? 20 : 5, below: 5, rtl, titleWidth: (event) => titles(event, words).width };
  // Titles are worth some more height than marks; where they come with zooming only, there has to be room for them then.
  const titled = fit(bands, whole, { ...room, height: TITLED });
  const needed = Math.ceil(heightOf(titled.labelled ? titled : fit(bands, whole, room), room));
  const height = Math.max(titled.labelled ? LOWEST : ROOMY, needed);
  return { spans: all, bands, domain, whole, x: whole, left, right, narrow, width, height, room: { ...room, height } };
}

const BESIDE = 14;

/** What stands beside a mark: the title without the type, which the row tells; and its width. */
function titles({ title, type }, words) {
  const text = shorten(withoutType(title ?? "", words.types[type]), TITLE);
  return { text, width: textWidth(text, 13) + BESIDE };
}

function plotOf(svg, { left, right, width, height, narrow }) {
  const clip = `${svg.select("title").attr("id")}-clip`;
  svg.append("clipPath").attr("id", clip).append("rect").attr("x", left - 6).attr("width", right - left + 12).attr("height", height + AXIS);
  const bands = svg.append("g").attr("class", "bands");
  const inner = svg.append("g").attr("clip-path", `url(#${clip})`);
  const axis = inner.append("g").attr("class", "axis");
  // Catches drags and the wheel between the marks.
  inner.append("rect").attr("class", "catch").attr("x", left - 6).attr("width", right - left + 12).attr("height", height);
  const marks = inner.append("g").attr("class", "marks");
  return { svg, inner, bands, axis, marks, width, narrow };
}

function marksOf(plot, view, { words, tip }) {
  const links = plot.marks
    .selectAll("a")
    .data(view.spans)
    .join("a")
    .attr("class", ({ event, vague }) => classOf(event, vague))
    .attr("href", ({ event }) => local(event.href))
    .attr("tabindex", -1)
    .attr("aria-label", ({ event }) => linesOf(event, words).join(", "));
  links.append("rect");
  links
    .on("pointerenter focus", (pointed, { event }) => tip.show(pointed.currentTarget.firstChild, linesOf(event, words)))
    .on("pointerleave blur", () => tip.hide());
  return { links, inOrder: links.nodes(), bySpan: new Map(links.nodes().map((node) => [node.__data__, node])) };
}

function classOf({ status, origins, disagrees }, vague) {
  const several = (origins ?? 1) > 1;
  return ["mark", `is-${status}`, vague && "is-vague", several && "is-several", disagrees && "is-disputed"].filter(Boolean).join(" ");
}

/** What is told of an event: title, type and date, origins, status where it did not simply happen. */
function linesOf(event, words) {
  const status = event.status === "happened" ? "" : words.statuses[event.status];
  return [
    event.title,
    [words.types[event.type], when(event, words)].join(" · "),
    [status, count(event.origins ?? 1, words, "origins"), event.disagrees ? words.disagrees : ""].filter(Boolean).join(" · "),
  ].filter(Boolean);
}

/** Move the marks to where the scale has them; once the reader has settled, also choose rows and titles anew. */
function paint(plot, marks, view, { words, rtl }, settled) {
  const { x } = view;
  const [from, to] = x.domain().map(Number);
  if (settled || !view.plan) {
    view.bands.forEach((band) => {
      band.shown = band.spans.filter((span) => span.to > from && span.from < to);
    });
    view.plan = fit(view.bands.map((band) => ({ spans: band.shown })), x, view.room);
    view.tops = tops(view.plan, view.room);
    bands(plot, view, words, rtl);
    plot.marks.classed("is-small", view.plan.size < 5);
    marks.links.attr("display", "none").select("text").remove();
  }
  axis(plot, view, words);
  view.bands.forEach((band, b) => band.shown.forEach((span, s) => place(marks.bySpan.get(span), span, view, { b, s, settled, rtl, words })));
}

function place(node, span, { x, plan, tops: edges, room }, { b, s, settled, rtl, words }) {
  const { left: at, width } = extentOf(span, x, plan.size);
  const y = edges[b].first + plan.bands[b].offsets[s];
  const mark = node.firstChild;
  const thick = span.vague ? plan.thin : plan.size;
  mark.setAttribute("x", at);
  mark.setAttribute("width", width);
  if (settled) {
    node.removeAttribute("display");
    mark.setAttribute("y", y - thick / 2);
    mark.setAttribute("height", thick);
    mark.setAttribute("rx", thick / 2);
    if (plan.labelled) node.append(document.createElementNS(node.namespaceURI, "text"));
  }
  const text = node.querySelector("text");
  if (text === null) return;
  const beside = besideOf(at, width, room.titleWidth(span.event), x, rtl);
  if (settled) name(text, titles(span.event, words).text, beside.title);
  text.setAttribute("x", beside.side === "left" ? at - 6 : at + width + 6);
  text.setAttribute("y", y);
  text.setAttribute("text-anchor", anchor(text.getAttribute("direction"), beside.side === "left" ? "right" : "left"));
}

/** As much of a title as there is room for. */
function name(text, title, room) {
  const signs = Array.from(title).length;
  const share = Math.min(1, (room - BESIDE) / textWidth(title, 13));
  text.textContent = shorten(title, Math.max(1, Math.floor(share * signs)));
  text.setAttribute("direction", directionOf(title));
  text.setAttribute("dy", ".34em");
}

function bands({ bands: layer, narrow, width }, view, words, rtl) {
  const rows = view.bands.map((band, b) => ({ ...band, ...view.tops[b] }));
  const groups = layer.selectAll("g").data(rows, ({ type }) => type).join((enter) => {
    const group = enter.append("g");
    group.append("line").attr("class", "rule");
    group.append("text").attr("class", "band-name");
    return group;
  });
  const edge = rtl ? "right" : "left";
  groups.attr("transform", ({ top }) => `translate(0,${top})`);
  groups.select("line").attr("x2", width);
  label(groups.select("text"), ({ type }) => words.types[type], edge)
    .attr("x", rtl ? width : 0)
    .attr("y", ({ height }) => (narrow ? 13 : height / 2))
    .attr("dy", narrow ? null : ".34em");
}

function axis({ axis: layer }, view, words) {
  const [from, to] = view.x.domain().map(Number);
  const shown = ticks([from, to], view.right - view.left, view.narrow ? 58 : 84, words).filter(
    // A tick whose words would be cut off at the edge has none.
    ({ at }) => view.x(at) > view.left + 18 && view.x(at) < view.right - 18,
  );
  const groups = layer.selectAll("g").data(shown, ({ at }) => at).join((enter) => {
    const group = enter.append("g");
    group.append("line").attr("y2", view.height + 4);
    label(group.append("text").attr("y", view.height + 19), ({ text }) => text, "middle");
    return group;
  });
  groups.attr("class", ({ major }) => (major ? "tick is-major" : "tick")).attr("transform", ({ at }) => `translate(${view.x(at)},0)`);
}

/** Zoom by wheel, drag, fingers, buttons and the strip. `changed(settled)`: whether the movement has ended. */
function zoomIn({ inner }, view, { bar, rtl }, changed) {
  const { left, right, whole, height } = view;
  const spanned = (whole.domain()[1] - whole.domain()[0]) / DAY;
  const frame = [[left, 0], [right, height]];
  let rest = 0;
  const behaviour = zoomOf()
    .filter(ownGesture)
    .scaleExtent([1, Math.max(1, spanned / 7)])
    .extent(frame)
    .translateExtent(frame)
    .on("zoom", ({ transform, sourceEvent }) => {
      view.x = transform.rescaleX(whole);
      changed(false);
      window.clearTimeout(rest);
      rest = window.setTimeout(() => changed(true), sourceEvent ? 120 : 0);
    });
  inner.call(behaviour).on("dblclick.zoom", (event) => inner.call(behaviour.scaleBy, 2, pointer(event)));
  const middle = () => [(left + right) / 2, 0];
  bar.onZoom({
    zoom_in: () => inner.call(behaviour.scaleBy, 1.8, middle()),
    zoom_out: () => inner.call(behaviour.scaleBy, 1 / 1.8, middle()),
    zoom_all: () => inner.call(behaviour.transform, zoomIdentity),
  });
  const to = ([from, until]) => {
    const [a, b] = [from, until].map(whole).sort((p, q) => p - q);
    const k = Math.min(behaviour.scaleExtent()[1], (right - left) / (b - a));
    inner.call(behaviour.transform, zoomIdentity.translate(left, 0).scale(k).translate(-a, 0));
  };
  return {
    to,
    /** Bring a mark into view that lies outside, keeping the length of the period. */
    reveal({ from, to: until }) {
      const [first, last] = view.x.domain().map(Number);
      if (until > first && from < last) return;
      const half = (last - first) / 2;
      to([from - half, from + half]);
      window.clearTimeout(rest);
      changed(true);
    },
  };
}

function legend({ words, bar }, { spans: all }) {
  const has = (test) => all.some(test);
  const samples = [
    ["sample-day", words.timeline.day, ({ vague }) => !vague],
    ["sample-vague", words.timeline.vague, ({ vague }) => vague],
    ["sample-several", words.timeline.several, ({ event }) => (event.origins ?? 1) > 1],
    ["sample-planned", words.timeline.planned, ({ event }) => event.status === "planned"],
    ["sample-denied", words.timeline.denied, ({ event }) => event.status === "denied"],
    ["sample-disputed", words.disagrees, ({ event }) => event.disagrees],
  ];
  bar.legend(samples.filter(([, , test]) => has(test)).map(([sample, text]) => [sample, text]));
}
