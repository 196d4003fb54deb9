"use strict";
// Everything works without this. It moves the progress bar, puts the focus on what is wrong, and spares an upload
// that is larger than can be taken.
const wrong = document.querySelector(".error-summary");
if (wrong) wrong.focus();

for (const link of document.querySelectorAll(".error-summary a[href^='#']")) {
  link.addEventListener("click", (event) => {
    const target = document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    const closed = target.closest("details");
    if (closed) closed.open = true;
    target.scrollIntoView();
    target.focus();
  });
}

for (const form of document.querySelectorAll("form.files")) {
  form.addEventListener("submit", (event) => {
    const fields = [...form.querySelectorAll("input[type=file]")];
    const size = fields.flatMap((field) => [...field.files]).reduce((sum, file) => sum + file.size, 0);
    const large = size > Number(form.dataset.most);
    for (const field of fields) field.setCustomValidity("");
    if (!large) return;
    event.preventDefault();
    const field = fields.find((each) => each.files.length);
    field.setCustomValidity(form.dataset.tooLarge);
    field.reportValidity();
    field.addEventListener("change", () => field.setCustomValidity(""), { once: true });
  });
}

const waiting = document.querySelector("[data-progress]");
if (waiting) {
  const stage = waiting.querySelector("[role=status]");
  const bar = waiting.querySelector("progress");
  const ask = async () => {
    try {
      const answer = await fetch(waiting.dataset.progress, { headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (told.state !== "waiting" && told.state !== "running") {
        location.replace(waiting.dataset.next);
        return;
      }
      if (stage.textContent !== told.stage) stage.textContent = told.stage;
      if (told.total > 0) {
        bar.max = told.total;
        bar.value = told.done;
      } else {
        bar.removeAttribute("value");
      }
    } catch {
      // the next try may do better
    }
    setTimeout(ask, 700);
  };
  setTimeout(ask, 300);
}
