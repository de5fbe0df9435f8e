// Small comforts. Every page works without this file.
"use strict";
// The slider moves the day beside it, and asks for it when it is let go.
const slide = document.querySelector("form.slide");
if (slide) {
  const range = slide.querySelector("input[type=range]");
  const day = slide.querySelector("input[type=date]");
  const first = Date.parse(slide.dataset.first + "T00:00:00Z");
  range.addEventListener("input", () => {
    day.value = new Date(first + range.value * 86400000).toISOString().slice(0, 10);
  });
  range.addEventListener("change", () => slide.requestSubmit());
}
// Correcting a span: the words selected in the article become the new words.
const correct = document.querySelector("form[data-select]");
if (correct) {
  const words = correct.querySelector("[name=words]");
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    const inside = chosen.anchorNode && chosen.anchorNode.parentElement.closest(".text .block > p");
    if (inside && !chosen.isCollapsed && correct.closest("details").open) words.value = chosen.toString();
  });
}
// The review queue by keys: j and k move, a accepts, r rejects, u is unsure, z undoes the last.
const queue = [...document.querySelectorAll(".queue > li")];
if (queue.length) {
  let at = -1;
  const go = (to) => {
    at = Math.min(Math.max(0, to), queue.length - 1);
    queue[at].focus();
    queue[at].scrollIntoView({ block: "center" });
  };
  const press = (verdict) => {
    const button = queue[at] && queue[at].querySelector(`button[value="${verdict}"]`);
    if (button) button.click();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "j") go(at + 1);
    else if (event.key === "k") go(at - 1);
    else if (event.key === "a") press(queue[at].querySelector('[value="accept"]') ? "accept" : "same");
    else if (event.key === "r") press(queue[at].querySelector('[value="reject"]') ? "reject" : "not_same");
    else if (event.key === "u") press("unsure");
    else if (event.key === "z") document.querySelector('button[value="withdraw"]')?.click();
  });
}
