// Shows open issues like the one being written, a moment after the last key.
"use strict";

const form = document.querySelector("form[data-similar]");
const place = document.getElementById("similar-issues");
const READ = ["csrfmiddlewaretoken", "title", "what_we_ask", "topic", "barrier"];
let timer = 0;
let asked = 0;

async function look() {
  const words = new FormData();
  for (const name of READ) words.append(name, form.elements[name]?.value ?? "");
  if (form.dataset.draft) words.append("draft", form.dataset.draft);
  const turn = (asked += 1);
  try {
    const answer = await fetch(form.dataset.similar, { method: "POST", body: words });
    const text = answer.ok ? await answer.text() : "";
    // Put in place only when it says something new: a screen reader reads every change aloud.
    if (turn === asked && answer.ok && text.trim() !== place.innerHTML.trim()) place.innerHTML = text;
  } catch {
    // The hub is away: the same list comes when the draft is saved.
  }
}

form.addEventListener("input", (event) => {
  if (!READ.includes(event.target.name)) return;
  clearTimeout(timer);
  timer = setTimeout(look, 700);
});
