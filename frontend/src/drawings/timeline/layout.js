// Where the marks of a timeline go: pure functions of events, a time scale and the room there is.
import { dayOf } from "../words.js";

export const DAY = 86_400_000;
/** Sizes of a mark in pixels that are tried, largest first. */
export const SIZES = [11, 9, 7, 5, 4, 3, 2];
export const LABELLED = { size: 10, row: 20, thin: 8 };

/**
 * Dated events as spans of time, in time order.
 *
 * @returns each event as `{event, from, to, vague}`: milliseconds of the first moment and of the moment after the last day;
 *   `vague` where only a period is known in which it lies.
 */
export function spans(events) {
  return events
    .filter(({ start }) => start)
    .map((event) => ({
      event,
      from: dayOf(event.start),
      to: dayOf(event.end ?? event.start) + DAY,
      vague: event.precision !== "day" && event.precision !== null,
    }))
    .sort((a, b) => a.from - b.from || a.to - b.to || (a.event.id < b.event.id ? -1 : 1));
}

/** The time that all spans take, with room at both ends: at least a month. */
export function domainOf(all) {
  const [from, to] = all.reduce(([least, most], s) => [Math.min(least, s.from), Math.max(most, s.to)], [Infinity, -Infinity]);
  const room = Math.max((to - from) * 0.03, (30 * DAY - (to - from)) / 2, DAY);
  return [from - room, to + room];
}

/** The types that occur, in the given order, each with its spans: those known to the day first. */
export function bandsOf(all, order) {
  return order
    .map((type) => {
      const own = all.filter(({ event }) => event.type === type);
      return { type, spans: [...own.filter((s) => !s.vague), ...own.filter((s) => s.vague)] };
    })
    .filter((band) => band.spans.length > 0);
}

/**
 * Rows for extents on a line, each into the first row where it does not touch another.
 *
 * @param extents `[left, right]` of each, in any order; those given first get the upper rows.
 * @returns `placed`, the row of each (from 0), and how many `rows` there are.
 */
export function pack(extents) {
  const rows = [];
  const placed = extents.map(([left, right]) => {
    let row = rows.findIndex((taken) => free(taken, left, right));
    if (row < 0) row = rows.push([]) - 1;
    insert(rows[row], [left, right]);
    return row;
  });
  return { placed, rows: rows.length };
}

// Most extents come in order: look at the end of a row first.
function free(taken, left, right) {
  const last = taken.at(-1);
  if (last === undefined || last[1] <= left) return true;
  const next = taken[after(taken, left)];
  const before = taken[after(taken, left) - 1];
  return (next === undefined || right <= next[0]) && (before === undefined || before[1] <= left);
}

function insert(taken, extent) {
  const last = taken.at(-1);
  if (last === undefined || last[0] <= extent[0]) taken.push(extent);
  else taken.splice(after(taken, extent[0]), 0, extent);
}

/** The index of the first extent that begins after `left`. */
function after(taken, left) {
  let [low, high] = [0, taken.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (taken[middle][0] > left) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Left edge and width of a span in pixels; one known to the day is never narrower than `size`. */
export function extentOf(span, x, size) {
  const [a, b] = [x(span.from), x(span.to)];
  const width = Math.max(Math.abs(b - a) - 1, size);
  return { left: (a + b - width) / 2, width };
}

/**
 * The largest marks that fit, with titles beside them where there is room.
 *
 * @param bands of {@link bandsOf}, cut to what is in view.
 * @param room `height` of the plot; `band`, the least height a band needs; `above` and `below`, the room around its rows;
 *   `titleWidth(event)`: of its title and what lies between it and the mark, in pixels; `rtl`.
 * @returns `size` of marks known to the day and `thin` of vague ones, `labelled`, and for each band of `bands` its `height` in
 *   rows and `offsets`: the top of each of its spans in them, in pixels.
 */
export function fit(bands, x, room) {
  const plans = [() => arrange(bands, x, LABELLED, room), ...SIZES.map((size) => () => arrange(bands, x, { size }, room))];
  for (const plan of plans.slice(0, -1)) {
    const made = plan();
    if (heightOf(made, room) <= room.height) return made;
  }
  return plans.at(-1)();
}

function arrange(bands, x, { size, row = size + (size > 4 ? 2 : 1), thin = Math.max(1.5, size * 0.55) }, room) {
  const labelled = row === LABELLED.row;
  const extent = (span) => {
    const { left, width } = extentOf(span, x, size);
    if (!labelled) return [left, left + width + 1.5];
    const { side, title } = besideOf(left, width, room.titleWidth(span.event), x, room.rtl);
    return side === "left" ? [left - title, left + width] : [left, left + width + title];
  };
  const low = labelled ? row : thin + (size > 4 ? 2 : 1);
  return { size, thin, labelled, bands: bands.map(({ spans: all }) => layers(all, extent, row, low)) };
}

/**
 * On which side of a mark its title goes, and how wide it may be: after the mark in the way of reading, unless it would leave the
 * drawing there and fits better on the other side.
 */
export function besideOf(left, width, title, x, rtl) {
  const [least, most] = x.range().toSorted((a, b) => a - b);
  const room = { left: left - least, right: most - left - width };
  const [after, before] = rtl ? ["left", "right"] : ["right", "left"];
  const side = room[after] >= title || room[after] >= room[before] ? after : before;
  return { side, title: Math.max(0, Math.min(title, room[side])) };
}

/** Rows of what is known to the day, and thinner ones of what is vague below them. */
function layers(all, extent, row, low) {
  const sharp = pack(all.filter(({ vague }) => !vague).map(extent));
  const vague = pack(all.filter((span) => span.vague).map(extent));
  const under = sharp.rows * row;
  return {
    height: under + vague.rows * low,
    offsets: [...sharp.placed.map((n) => n * row + row / 2), ...vague.placed.map((n) => under + n * low + low / 2)],
  };
}

/** The height in pixels that a plan needs. */
export function heightOf(plan, { band, above, below }) {
  return plan.bands.reduce((sum, { height }) => sum + Math.max(band, height + above + below), 0);
}

/** Where each band begins, how high it is and where its rows begin, sharing out what is left of the height. */
export function tops(plan, room) {
  const spare = Math.max(0, room.height - heightOf(plan, room)) / Math.max(plan.bands.length, 1);
  let y = 0;
  return plan.bands.map((band) => {
    const height = Math.max(room.band, band.height + room.above + room.below) + spare;
    const top = y;
    y += height;
    return { top, height, first: top + room.above + (height - band.height - room.above - room.below) / 2 };
  });
}
