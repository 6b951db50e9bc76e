// The filter box: hides what does not hold every word typed. Without scripts the whole page is there to search in.
"use strict";

const box = document.getElementById("filter");

if (box) {
  const entries = Array.from(document.querySelectorAll("[data-entry]"));
  const groups = Array.from(document.querySelectorAll("section.group, nav > ul > li:not(.plain)"));
  const nothing = document.getElementById("nothing");

  const apply = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const entry of entries) {
      entry.hidden = !words.every((word) => entry.dataset.entry.includes(word));
    }
    for (const group of groups) {
      group.hidden = !group.querySelector("[data-entry]:not([hidden])");
    }
    nothing.hidden = groups.some((group) => !group.hidden);
  };

  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      box.value = "";
      apply();
      target.scrollIntoView();
    }
  };

  box.parentElement.hidden = false;
  box.addEventListener("input", apply);
  window.addEventListener("hashchange", reveal);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== box) {
      event.preventDefault();
      box.focus();
    } else if (event.key === "Escape" && document.activeElement === box) {
      box.value = "";
      apply();
    }
  });
  apply();
}
