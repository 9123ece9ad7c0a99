"use strict";
// Small manners; every page works without them.

// An error summary takes the focus, so that a screen reader starts with it.
function focusErrors(root) {
  const summary = root.querySelector(".error-summary");
  if (summary) summary.focus();
}

// A select marked data-submit sends its form on change; without script a button does it.
document.addEventListener("change", (event) => {
  const control = event.target.closest("[data-submit]");
  if (control && control.form) control.form.requestSubmit();
});

// A box marked data-tick-all ticks every other box of its table; without script each is ticked by hand.
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-tick-all]")) return;
  const boxes = event.target.closest("table").querySelectorAll("tbody input[type=checkbox]");
  boxes.forEach((box) => { box.checked = event.target.checked; });
});

// What a slider stands at is written beside it while it moves, with its unit.
document.addEventListener("input", (event) => {
  if (!event.target.matches("input[type=range]")) return;
  const said = document.querySelector(`output[for="${event.target.id}"]`);
  if (said) said.textContent = event.target.value + said.dataset.unit;
});

// A button marked data-print opens the print dialogue.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// After a swap the polite region says what the fragment wants said, and the focus stays where it was.
document.addEventListener("htmx:afterSwap", (event) => {
  const said = event.target.querySelector("[data-say]") || (event.target.matches("[data-say]") ? event.target : null);
  const region = document.getElementById("said");
  if (said && region) region.textContent = said.dataset.say;
  focusErrors(event.target);
});

document.addEventListener("DOMContentLoaded", () => {
  // htmx notes the page's address in session storage on its own; nothing of a register stays in the browser.
  sessionStorage.removeItem("htmx-current-path-for-history");
  document.documentElement.classList.add("scripted");
  focusErrors(document);
});
