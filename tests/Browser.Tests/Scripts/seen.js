// When each row first stood on the page, and first was red; looked at after every change, before it is painted.
(() => {
  const seen = (window.seen = {});
  const look = () => {
    for (const row of document.querySelectorAll(".row")) {
      seen[row.id] ??= Date.now();
      if (row.classList.contains("red")) seen[`${row.id} red`] ??= Date.now();
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] });
})();
