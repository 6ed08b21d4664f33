// Small things that all drawings share.
import { create } from "d3-selection";
import { directionOf } from "./words.js";

let numbered = 0;

/**
 * The root of a drawing. It is laid out from left to right in every language, and only its labels have a direction: mirrored
 * layouts compute mirrored places. A group rather than an image to screen readers, since its marks can be reached.
 */
export function root(body, { width, height, name, described }) {
  numbered += 1;
  const svg = create("svg")
    .attr("class", "drawing-root")
    .attr("direction", "ltr")
    .attr("viewBox", `0 0 ${width} ${height}`)
    .attr("width", width)
    .attr("height", height)
    .attr("role", "group")
    .attr("aria-labelledby", `drawing-${numbered}-name`)
    .attr("aria-describedby", `drawing-${numbered}-said`);
  svg.append("title").attr("id", `drawing-${numbered}-name`).text(name);
  svg.append("desc").attr("id", `drawing-${numbered}-said`).text(described);
  body.append(svg.node());
  return svg;
}

/** Text with its own direction whose `edge` (left, right or middle) stays where it is put. */
export function label(selection, text, edge) {
  return selection
    .text(text)
    .attr("direction", (d) => directionOf(typeof text === "function" ? text(d) : text))
    .attr("text-anchor", (d) => anchor(directionOf(typeof text === "function" ? text(d) : text), edge));
}

/** `start` is where reading starts: the right edge of Arabic. */
export function anchor(direction, edge) {
  if (edge === "middle") return "middle";
  return (edge === "left") === (direction === "ltr") ? "start" : "end";
}

/** Whether the reader asked for less movement. */
export function calm() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Wheel only with Ctrl, so that a page can be scrolled past a drawing; main button only. */
export function ownGesture(event) {
  return event.type === "wheel" ? event.ctrlKey || event.metaKey : !event.ctrlKey && !event.button;
}
