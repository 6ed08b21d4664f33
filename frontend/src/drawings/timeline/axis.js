// The time axis: which moments get a tick, and what stands beside them.
import { utcDay, utcMonday, utcMonth, utcYear } from "d3-time";
import { tick } from "../words.js";

const STEPS = [
  [1, utcDay, 1],
  [2, utcDay, 2],
  [7, utcMonday, 1],
  [30, utcMonth, 1],
  [91, utcMonth, 3],
  [182, utcMonth, 6],
  [365, utcYear, 1],
  [730, utcYear, 2],
  [1825, utcYear, 5],
  [3650, utcYear, 10],
  [9125, utcYear, 25],
];
const DAY = 86_400_000;

/**
 * Ticks of a time, at most one for every `room` pixels.
 *
 * @returns `{at, text, major}`: milliseconds; `major` is the beginning of a year.
 */
export function ticks([from, to], width, room, words) {
  const least = ((to - from) / DAY / width) * room;
  const [, interval, step] = STEPS.find(([days]) => days >= least) ?? STEPS.at(-1);
  const every = step === 1 ? interval : interval.every(step);
  return every.range(new Date(from), new Date(to)).map((date) => ({
    at: +date,
    text: tick(date, words),
    major: date.getUTCMonth() === 0 && date.getUTCDate() === 1,
  }));
}
