// The scripts of Marsad's pages. Pages work without them, but for the drawings; every drawing has a table as its equal.
import htmx from "htmx.org";
import { mount } from "./drawings/mount.js";

// Under a strict content security policy htmx may neither evaluate text nor write a style sheet of its own.
Object.assign(htmx.config, { allowEval: false, allowScriptTags: false, includeIndicatorStyles: false, selfRequestsOnly: true });

htmx.onLoad((part) => {
  const figures = part.matches?.("figure.drawing") ? [part] : part.querySelectorAll("figure.drawing");
  for (const figure of figures) mount(figure);
});
