// Keeps what is typed a few seconds after the last key. Without it the form works as it is.
"use strict";

const form = document.getElementById("note-form");
const saved = document.getElementById("saved");
const similar = document.getElementById("similar");
let timer = 0;
let stopped = false;
let underway = null;

function link(like) {
  const row = document.createElement("li");
  const title = document.createElement("p");
  title.className = "title";
  const anchor = document.createElement("a");
  anchor.href = like.url;
  anchor.textContent = like.title;
  title.append(anchor);
  const council = document.createElement("p");
  council.className = "meta";
  council.textContent = like.council_name ? `${like.council_name} wrote about this` : "";
  row.append(title, council);
  return row;
}

function show(likes) {
  similar.replaceChildren();
  if (!likes.length) return;
  const panel = document.createElement("aside");
  panel.className = "panel flow";
  const heading = document.createElement("h3");
  heading.textContent = likes.length === 1 ? "One note is close to this" : `${likes.length} notes are close to this`;
  const words = document.createElement("p");
  words.textContent = "Read it, or say how yours differs.";
  const list = document.createElement("ul");
  list.className = "rows close";
  list.append(...likes.map(link));
  panel.append(heading, words, list);
  similar.append(panel);
}

async function save() {
  const data = new FormData(form);
  data.delete("files");
  try {
    const answer = await fetch(form.dataset.autosave, { method: "POST", body: data });
    const told = answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
    saved.textContent = told.said || "Not saved. Press Save to see why.";
    stopped = !answer.ok;
    if (answer.ok) {
      form.elements.version.value = told.version;
      show(told.similar);
    }
  } catch {
    saved.textContent = "The hub does not answer. Your words are still here: press Save later.";
  }
}

form.addEventListener("input", (event) => {
  if (stopped || event.target.type === "file") return;
  clearTimeout(timer);
  timer = setTimeout(() => { underway = save().finally(() => { underway = null; }); }, 3000);
});
// A save under way brings a newer version number; wait for it, or the form would look out of date.
form.addEventListener("submit", (event) => {
  clearTimeout(timer);
  if (!underway) return;
  event.preventDefault();
  underway.then(() => form.requestSubmit(event.submitter));
});
