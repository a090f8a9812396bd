/* Counts which place of a list of results is opened: query and place, no names. Uncounted without it. */
(() => {
  function count(event) {
    const link = event.target.closest?.("ol[data-asked] .title a");
    if (!link || event.button > 1) return;
    const list = link.closest("ol[data-asked]");
    const place = [...list.querySelectorAll(".title a")].indexOf(link) + Number(list.dataset.first);
    navigator.sendBeacon?.(list.dataset.count, new URLSearchParams({ q: list.dataset.asked, place }));
  }

  for (const kind of ["click", "auxclick"]) document.addEventListener(kind, count);
})();
