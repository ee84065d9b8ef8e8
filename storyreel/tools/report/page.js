"use strict";
(() => {
  const film = document.querySelector("video");
  if (!film) return;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-at]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    film.currentTime = Number(link.dataset.at);
    film.scrollIntoView({ behavior: "smooth", block: "center" });
    film.play().catch(() => {});
  });
})();
