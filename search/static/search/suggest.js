/* Suggestions under the search box: the ARIA combobox pattern. Without it the box is a plain form. */
(() => {
  const WAIT_MS = 150;
  const RECENT = "hub-recent-searches";

  /* Kept for one account: what another left is forgotten, and nothing is kept for who is not signed in. */
  function recent(owner) {
    try {
      const kept = JSON.parse(localStorage.getItem(RECENT));
      if (owner && kept?.owner === owner) return kept.texts;
    } catch { /* spoilt: forget it */ }
    try { localStorage.removeItem(RECENT); } catch { /* private window: there is none */ }
    return [];
  }

  function remember(owner, text) {
    if (!owner || !text) return;
    const texts = [text, ...recent(owner).filter((other) => other !== text)].slice(0, 5);
    try { localStorage.setItem(RECENT, JSON.stringify({ owner, texts })); } catch { /* private window: keep none */ }
  }

  function start(input) {
    const owner = input.dataset.keptFor;
    recent(owner);
    const list = document.createElement("ul");
    list.id = `${input.id}-list`;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0]?.textContent || "");
    list.hidden = true;
    input.after(list);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    })) input.setAttribute(name, value);

    let timer, asked, chosen = -1;

    function close() {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function show(items) {
      list.replaceChildren(...items.map((item, place) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${place}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.url = item.url || "";
        option.dataset.text = item.title;
        const title = document.createElement("b");
        title.textContent = item.title;
        const about = document.createElement("span");
        about.textContent = [item.label, item.council].filter(Boolean).join(", ");
        option.append(title, " ", about);
        return option;
      }));
      chosen = -1;
      list.hidden = items.length === 0;
      input.setAttribute("aria-expanded", String(items.length > 0));
    }

    function mark(place) {
      const options = [...list.children];
      if (!options.length) return;
      chosen = (place + options.length) % options.length;
      options.forEach((option, number) => option.setAttribute("aria-selected", String(number === chosen)));
      input.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    }

    function take(option) {
      if (option.dataset.url) { location.assign(option.dataset.url); return; }
      input.value = option.dataset.text;
      close();
      input.form.requestSubmit();
    }

    async function ask() {
      const text = input.value.trim();
      if (!text) {
        show(recent(owner).map((title) => ({ title, label: "" })));
        return;
      }
      asked?.abort();
      asked = new AbortController();
      try {
        const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`, { signal: asked.signal });
        if (answer.ok && document.activeElement === input) show(await answer.json());
      } catch { /* gone or replaced: the form still works */ }
    }

    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT_MS); });
    input.addEventListener("blur", () => setTimeout(close, 150));
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") { event.preventDefault(); list.hidden ? ask() : mark(chosen + 1); }
      else if (event.key === "ArrowUp" && !list.hidden) { event.preventDefault(); mark(chosen - 1); }
      else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
      else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(list.children[chosen]); }
    });
    list.addEventListener("mousedown", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) { event.preventDefault(); take(option); }
    });
    input.form.addEventListener("submit", () => remember(owner, input.value.trim()));
  }

  document.querySelectorAll("input[data-suggest]").forEach(start);
})();
