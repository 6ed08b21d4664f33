// The row above a drawing: what the marks mean, and buttons to zoom for those without a wheel.
const SIGNS = { zoom_in: "M3 8h10M8 3v10", zoom_out: "M3 8h10", zoom_all: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" };
const SVG = "http://www.w3.org/2000/svg";

/**
 * @returns `node`, the row; `legend(items)` fills it with [class of a sample, words]; `onZoom(actions)` gives the buttons their
 *   actions `zoom_in`, `zoom_out` and `zoom_all`.
 */
export function toolbar(words) {
  const node = element("div", "drawing-bar");
  const legend = node.appendChild(element("ul", "drawing-legend"));
  const buttons = node.appendChild(element("div", "drawing-buttons"));
  return {
    node,
    legend(items) {
      legend.replaceChildren(
        ...items.map(([sample, text]) => {
          const item = element("li");
          const mark = item.appendChild(element("span", `sample ${sample}`));
          mark.setAttribute("aria-hidden", "true");
          item.append(text);
          return item;
        }),
      );
    },
    onZoom(actions) {
      buttons.replaceChildren(
        ...Object.keys(SIGNS).map((key) => {
          const button = element("button");
          button.type = "button";
          button.title = words[key];
          button.setAttribute("aria-label", words[key]);
          button.append(sign(SIGNS[key]));
          button.addEventListener("click", actions[key]);
          return button;
        }),
      );
    },
  };
}

/** A line of text under the drawing. */
export function note(body, text) {
  const line = element("p", "drawing-note");
  line.append(text);
  body.append(line);
}

function element(name, className = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  return made;
}

function sign(path) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  svg.appendChild(document.createElementNS(SVG, "path")).setAttribute("d", path);
  return svg;
}
