// The strip below a drawing: how much happened when, and the period shown, which can be moved, drawn anew or set by keys.
import { brushX } from "d3-brush";
import { day, fill } from "./words.js";

export const STRIP = 40;
const DAY = 86_400_000;

/** How many of the moments fall into each of equal parts of a time. */
export function histogram(moments, [from, to], parts) {
  const counts = new Array(parts).fill(0);
  for (const at of moments) {
    const part = Math.floor(((at - from) / (to - from)) * parts);
    if (part >= 0 && part < parts) counts[part] += 1;
  }
  return counts;
}

/** A period moved by an arrow key: left and right along the axis, up and down wider and narrower; null for other keys. */
export function moved([from, to], [first, last], key, rtl) {
  const length = to - from;
  const step = Math.max(DAY, length / 10);
  const on = { ArrowRight: rtl ? -step : step, ArrowLeft: rtl ? step : -step }[key];
  if (on !== undefined) {
    const at = Math.max(first, Math.min(last - length, from + on));
    return [at, at + length];
  }
  if (key === "ArrowUp") return [Math.max(first, from - step / 2), Math.min(last, to + step / 2)];
  if (key === "ArrowDown") return length > 14 * DAY ? [from + step / 2, to - step / 2] : [from, to];
  if (key === "Home") return [first, last];
  return null;
}

/**
 * @param frame `left`, `right`, `top` in pixels, `whole`: the time scale between them, `moments` to count.
 * @param choose called with [from, to] when the reader chooses a period.
 * @returns `follow([from, to])`, which shows a period chosen elsewhere.
 */
export function stripOf(svg, { left, right, top, whole, moments }, { words, rtl }, choose) {
  const [first, last] = whole.domain().map(Number);
  const strip = svg.append("g").attr("class", "strip").attr("transform", `translate(0,${top})`);
  strip.attr("tabindex", 0).attr("role", "slider").attr("aria-label", words.period);
  strip.attr("aria-valuemin", first / DAY).attr("aria-valuemax", last / DAY);
  strip.append("line").attr("class", "rule").attr("x1", left).attr("x2", right).attr("y1", STRIP).attr("y2", STRIP);
  bars(strip, moments, { left, right, domain: [first, last], rtl });
  let shown = [first, last];
  const brush = brushX()
    .extent([[left, 0], [right, STRIP]])
    .on("brush end", ({ sourceEvent, selection, type }) => {
      if (!sourceEvent) return;
      // A click outside shows all; a sliver is a slip of the finger.
      if (selection && selection[1] - selection[0] > 3) choose(selection.map(whole.invert).map(Number).sort((a, b) => a - b));
      else if (type === "end") choose([first, last]);
    });
  strip.call(brush);
  strip.on("keydown", (event) => {
    const period = moved(shown, [first, last], event.key, rtl);
    if (period === null) return;
    event.preventDefault();
    choose(period);
  });
  return {
    follow([from, to]) {
      shown = [Math.max(first, from), Math.min(last, to)];
      const edges = shown.map(whole).sort((a, b) => a - b);
      brush.move(strip, edges);
      strip.classed("is-whole", edges[1] - edges[0] >= right - left - 1);
      strip.attr("aria-valuenow", Math.round((shown[0] + shown[1]) / 2 / DAY)).attr("aria-valuetext", inWords(shown, words));
    },
  };
}

/** A period in words. */
export function inWords([from, to], words) {
  return fill(words.dates.range, { start: day(new Date(from), words), end: day(new Date(to - 1), words) });
}

function bars(strip, moments, { left, right, domain, rtl }) {
  const parts = Math.max(12, Math.floor((right - left) / 5));
  const wide = (right - left) / parts;
  const counts = histogram(moments, domain, parts);
  const most = Math.max(1, ...counts);
  const height = ({ n }) => Math.max(1.5, (n / most) * (STRIP - 5));
  strip
    .selectAll("rect.bar")
    .data(counts.map((n, part) => ({ n, part })).filter(({ n }) => n > 0))
    .join("rect")
    .attr("class", "bar")
    .attr("x", ({ part }) => (rtl ? right - (part + 1) * wide : left + part * wide) + 0.5)
    .attr("width", wide - 1)
    .attr("height", height)
    .attr("y", (bar) => STRIP - height(bar));
}
