// The keys of the review, and words selected in an article. Keys are places on the keyboard (event.code), so that they
// work on Arabic and French keyboards. Without this script every form and link works by hand.

const TYPED = "input:not([type=hidden]), textarea, select, [contenteditable]";

/** Press, follow or open whatever bears the key. */
function act(target) {
  if (target instanceof HTMLDetailsElement) {
    target.open = true;
    target.scrollIntoView({ block: "nearest" });
    target.querySelector(TYPED)?.focus();
  } else {
    target.click();
  }
}

/** A form that lacks a required value asks for it instead of being sent. */
function missing(target) {
  return target.form ? [...target.form.elements].find((field) => field.required && !field.value.trim()) : undefined;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented || event.repeat) return;
  if (event.target instanceof Element && event.target.closest(TYPED)) {
    if (event.code === "Escape") event.target.blur();
    return;
  }
  if (event.code === "KeyA" && takeSelection()) {
    event.preventDefault();
    return;
  }
  const target = document.querySelector(`[data-key="${CSS.escape(event.code)}"]`);
  if (!target) return;
  event.preventDefault();
  const empty = missing(target);
  if (empty) empty.focus();
  else act(target);
});

/** The words selected in an article go into the form that adds an event; true where there were any. */
function takeSelection() {
  const selection = document.getSelection();
  const field = document.querySelector("[data-add] [data-quotation]");
  const words = selection?.toString().trim();
  if (!field || !words || !selection.anchorNode?.parentElement?.closest("[data-selectable]")) return false;
  field.value = words;
  field.form.scrollIntoView({ block: "center" });
  field.focus();
  return true;
}

// Pointing devices and phones have no key to press: what is selected waits in the form.
document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const field = document.querySelector("[data-add] [data-quotation]");
  if (!field || field.matches(":focus") || selection.isCollapsed) return;
  if (selection.anchorNode?.parentElement?.closest("[data-selectable]")) field.value = selection.toString().trim();
});

// A button of a form that judges is pressed once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches?.("form.judge")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
  form.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form.judge[data-sent]")) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }
});
