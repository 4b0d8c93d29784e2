/* What a link leads to is opened; what is closed is opened for paper, but for the long lists. */
(() => {
  const open = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target && (target.tagName === "DETAILS" ? target : target.querySelector(":scope > details"));
    if (details && details.classList.contains("target")) details.open = true;
  };
  addEventListener("hashchange", open);
  /* A second click on the same link changes no hash. */
  addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) open();
  });
  open();
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details.paper:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
})();
