// What is told beside the mark under the pointer or in focus.

/** @returns `show(mark, lines)`: the first line is the heading; `hide()`. */
export function tooltip(body) {
  const box = document.createElement("div");
  box.className = "drawing-tip";
  box.hidden = true;
  // The mark's own label says the same to screen readers.
  box.setAttribute("aria-hidden", "true");
  body.append(box);
  return {
    show(mark, lines) {
      box.replaceChildren(...lines.filter(Boolean).map(line));
      box.hidden = false;
      place(box, mark.getBoundingClientRect(), body.getBoundingClientRect());
    },
    hide() {
      box.hidden = true;
    },
  };
}

function line(text, index) {
  const row = document.createElement(index === 0 ? "strong" : "span");
  const foreign = row.appendChild(document.createElement("bdi"));
  foreign.append(text);
  return row;
}

/** Above the mark where there is room, else below; never over the edge of the drawing. */
function place(box, mark, frame) {
  const { offsetWidth: width, offsetHeight: height } = box;
  const middle = Math.max(mark.left, frame.left) / 2 + Math.min(mark.right, frame.right) / 2 - frame.left;
  const left = Math.max(0, Math.min(middle - width / 2, frame.width - width));
  const above = mark.top - frame.top - height - 8;
  box.style.left = `${left}px`;
  box.style.top = `${above >= 0 || mark.top > height + 8 ? above : mark.bottom - frame.top + 8}px`;
}
