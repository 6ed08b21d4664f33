// One stop for the tabulator in a drawing of thousands of marks; arrow keys go from mark to mark.

/**
 * @param svg the drawing's root element.
 * @param marks gives the marks that can be reached now, in the order of the keys.
 * @param shown whether a mark can be seen now.
 * @param reveal called with the next mark before it gets the focus, so that the drawing can move it into view.
 * @param rtl whether the marks are laid out from right to left.
 */
export function roving(svg, { marks, shown = () => true, reveal = () => {}, rtl = false }) {
  const [on, back] = rtl ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
  const steps = { [on]: 1, ArrowDown: 1, [back]: -1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
  let current = null;

  function set(mark) {
    if (current !== mark) current?.setAttribute("tabindex", "-1");
    current = mark;
    mark?.setAttribute("tabindex", "0");
  }

  svg.addEventListener("keydown", (event) => {
    const all = marks();
    const at = all.indexOf(event.target);
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = { Home: 0, End: all.length - 1 }[event.key] ?? at + (steps[event.key] ?? Number.NaN);
    if (Number.isNaN(next)) return;
    event.preventDefault();
    const mark = all[Math.max(0, Math.min(all.length - 1, next))];
    reveal(mark);
    set(mark);
    mark.focus({ preventScroll: false });
  });
  svg.addEventListener("focusin", (event) => {
    if (marks().includes(event.target)) set(event.target);
  });
  return {
    /** Make sure that one mark can be reached, after marks came or went out of view. */
    refresh() {
      if (current === null || !shown(current)) set(marks().find(shown) ?? current);
    },
  };
}
