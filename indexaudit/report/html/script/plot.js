/* The plot: one stop for the tab key, arrow keys from mark to mark, and what a mark stands for in words below it. */
(() => {
  const plot = document.getElementById("plot");
  if (!plot) return;
  const marks = [...plot.querySelectorAll("a.dot")];
  const said = plot.querySelector(".said");
  let spoken = null;
  const say = (mark) => {
    spoken = mark;
    said.hidden = false;
    said.querySelector("span").textContent = mark.getAttribute("aria-label");
    said.querySelector("a").dataset.rows = mark.dataset.rows;
  };
  const go = (mark) => {
    for (const each of marks) each.setAttribute("tabindex", each === mark ? "0" : "-1");
    mark.focus();
  };
  marks.forEach((mark, n) => {
    mark.setAttribute("tabindex", n === 0 ? "0" : "-1");
    mark.addEventListener("focus", () => say(mark));
    mark.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && say(mark));
    /* A finger hides what it points at: its first touch says what is there, the second lists it. */
    let known = false;
    mark.addEventListener("pointerdown", () => (known = spoken === mark), { capture: true });
    mark.addEventListener("click", (event) => {
      if (event.pointerType !== "touch" || known) return;
      event.preventDefault();
      event.stopPropagation();
      say(mark);
    });
    mark.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const to = { Home: 0, End: marks.length - 1 }[event.key] ?? (step && (n + step + marks.length) % marks.length);
      if (to === undefined) return;
      event.preventDefault();
      go(marks[to]);
    });
  });
})();
