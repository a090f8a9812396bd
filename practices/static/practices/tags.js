// Offers tags that others use while one is typed. The browser's own list does the rest.
"use strict";

const tagsForm = document.getElementById("note-form");
const tags = tagsForm.elements.tags;
const offered = document.createElement("datalist");
offered.id = "tags-offered";
tags.after(offered);
tags.setAttribute("list", offered.id);
tags.setAttribute("autocomplete", "off");
let asked = 0;

tags.addEventListener("input", () => {
  clearTimeout(asked);
  asked = setTimeout(async () => {
    const cut = tags.value.lastIndexOf(",") + 1;
    const before = tags.value.slice(0, cut);
    const word = tags.value.slice(cut).trim();
    if (word.length < 2) return;
    try {
      const answer = await fetch(`${tagsForm.dataset.tags}?q=${encodeURIComponent(word)}`);
      const told = await answer.json();
      offered.replaceChildren(...told.tags.map((tag) => {
        const option = document.createElement("option");
        option.value = before ? `${before} ${tag}` : tag;
        return option;
      }));
    } catch { /* without suggestions the field works all the same */ }
  }, 250);
});
