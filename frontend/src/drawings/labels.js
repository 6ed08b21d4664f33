// Which names there is room for: pure.

/**
 * Choose labels greedily, the most important first, so that none covers another label or a mark more important than its own.
 *
 * @param marks in order of importance: `{x, y, r, width}`: middle, radius and the width of the label, in pixels.
 * @param frame `{width, height}`, `line`, the height of a label, and `most`: no more labels than that.
 * @returns for each mark `null`, or `{x, y}`: the middle of its label, below the mark, else above it.
 */
export function chooseLabels(marks, { width, height, line, most = Infinity }) {
  const taken = [];
  let left = most;
  return marks.map((mark) => {
    taken.push({ left: mark.x - mark.r, right: mark.x + mark.r, top: mark.y - mark.r, bottom: mark.y + mark.r, mark });
    if (left === 0 || mark.x < 0 || mark.x > width || mark.y < 0 || mark.y > height) return null;
    for (const y of [mark.y + mark.r + line / 2, mark.y - mark.r - line / 2]) {
      const box = { left: mark.x - mark.width / 2, right: mark.x + mark.width / 2, top: y - line / 2, bottom: y + line / 2, mark };
      const inside = box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
      if (inside && !taken.some((other) => other.mark !== mark && meet(box, other))) {
        taken.push(box);
        left -= 1;
        return { x: mark.x, y };
      }
    }
    return null;
  });
}

function meet(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

const MANY = 12; // the largest circle stands for that many at least: three events are not many because no one had four

/** A circle's radius by its number, so that areas compare. */
export function radius(n, most, [least, largest]) {
  return Math.max(least, largest * Math.sqrt(n / Math.max(most, MANY)));
}
