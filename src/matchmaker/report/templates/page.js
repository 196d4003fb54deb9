"use strict";
(() => {
  const tools = document.getElementById("tools");
  const filter = document.getElementById("filter");
  const found = document.getElementById("found");
  const toggle = document.getElementById("open-all");
  const parts = [...document.querySelectorAll(".filterable")];
  const scores = [...document.querySelectorAll("details.lines")];
  const words = found.dataset.words;
  tools.hidden = false;
  filter.addEventListener("input", () => {
    const wanted = filter.value.trim().toLowerCase();
    let count = 0;
    for (const part of parts) {
      part.hidden = wanted !== "" && !part.dataset.find.includes(wanted);
      count += part.hidden ? 0 : 1;
    }
    found.textContent = wanted ? words.replace("#", String(count)) : "";
  });
  const labels = [toggle.textContent, toggle.dataset.close];
  let open = false;
  toggle.addEventListener("click", () => {
    open = !open;
    for (const score of scores) score.open = open;
    toggle.textContent = labels[open ? 1 : 0];
  });
  window.addEventListener("beforeprint", () => {
    for (const score of scores) score.open = true;
  });
})();
