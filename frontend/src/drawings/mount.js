// Brings the drawings of a page to life: <figure class="drawing" data-drawing="timeline" data-source="/api/…">.
import WORDS from "marsad:words";
import { toolbar } from "./toolbar.js";
import { tooltip } from "./tooltip.js";
import { merged } from "./words.js";

// Each kind is a part of its own, so that a page loads only what it shows.
const KINDS = {
  timeline: () => import("./timeline/timeline.js"),
  network: () => import("./network/network.js"),
  map: () => import("./map/map.js"),
};
const mounted = new WeakSet();

/** Fetch the data of one figure and draw them; failures are told in the figure, with a way to try again. */
export async function mount(figure) {
  if (mounted.has(figure)) return;
  mounted.add(figure);
  const body = figure.querySelector(".drawing-body");
  const words = wordsOf(figure.closest("[lang]")?.lang);
  say(body, words.loading, "loading");
  try {
    const [{ draw, isEmpty }, data] = await Promise.all([kindOf(figure)(), load(figure.dataset.source)]);
    const said = merged(wordsOf(data.lang), data.words);
    if (isEmpty(data)) say(body, said.empty, "empty");
    else show(body, data, said, draw);
  } catch (error) {
    console.error(error);
    const retry = say(body, words.failed, "failed").appendChild(document.createElement("button"));
    retry.type = "button";
    retry.textContent = words.retry;
    retry.addEventListener("click", () => {
      mounted.delete(figure);
      mount(figure);
    });
  }
}

function kindOf({ dataset }) {
  if (!(dataset.drawing in KINDS)) throw new Error(`there is no drawing "${dataset.drawing}"`);
  return KINDS[dataset.drawing];
}

function wordsOf(lang) {
  const known = lang?.slice(0, 2) in WORDS ? lang.slice(0, 2) : "en";
  return { ...WORDS[known], lang: known };
}

async function load(source) {
  const answer = await fetch(source, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`${source} answered ${answer.status}`);
  return answer.json();
}

/** One line instead of a drawing: that it loads, that there is nothing, or that it failed. */
function say(body, text, state) {
  const line = document.createElement("p");
  line.className = "drawing-state";
  line.setAttribute("role", state === "failed" ? "alert" : "status");
  line.append(text);
  body.replaceChildren(line);
  body.dataset.state = state;
  body.setAttribute("aria-busy", String(state === "loading"));
  return line;
}

/** Draw, and draw again when the width changes: layouts depend on it. */
function show(body, data, words, draw) {
  let width = 0;
  const observer = new ResizeObserver(() => {
    if (!body.isConnected) return observer.disconnect();
    const now = Math.floor(body.clientWidth);
    if (now === width || now === 0) return;
    width = now;
    body.replaceChildren();
    const bar = toolbar(words);
    const tip = tooltip(body);
    draw(body, data, { words, width, rtl: words.dir === "rtl", bar, tip });
    body.prepend(bar.node);
    body.dataset.state = "drawn";
    body.removeAttribute("aria-busy");
  });
  observer.observe(body);
}
