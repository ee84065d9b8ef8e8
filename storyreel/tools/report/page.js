"use strict";
(() => {
  const film = document.querySelector("video");
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-at]");
    if (!film || !link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    film.currentTime = Number(link.dataset.at);
    film.scrollIntoView({ behavior: "smooth", block: "center" });
    film.play().catch(() => {});
  });

  const themes = ["as the system", "light", "dark"];
  const button = document.getElementById("theme");
  const kept = (() => { try { return localStorage; } catch { return null; } })();
  const show = (theme) => {
    document.documentElement.style.colorScheme = theme === themes[0] ? "" : theme;
    button.querySelector("span").textContent = theme;
  };
  const remembered = kept && kept.getItem("storyreel-theme");
  let theme = themes.includes(remembered) ? remembered : themes[0];
  show(theme);
  button.hidden = false;
  button.addEventListener("click", () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    show(theme);
    if (kept) kept.setItem("storyreel-theme", theme);
  });

  const value = (row, column) => {
    const cell = row.cells[column];
    return "sort" in cell.dataset ? cell.dataset.sort : cell.textContent.trim();
  };
  const compare = (a, b) => {
    const [x, y] = [Number(a), Number(b)];
    return Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b, undefined, { numeric: true }) : x - y;
  };
  const sort = (table, column, up) => {
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => [value(row, column), row]);
    rows.sort(([a], [b]) => (a === "") - (b === "") || (up ? compare(a, b) : compare(b, a)));
    body.append(...rows.map(([, row]) => row));
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const name = document.createElement("button");
      name.type = "button";
      name.append(...head.childNodes);
      head.append(name);
      name.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        sort(table, column, up);
      });
    });
  }
})();
