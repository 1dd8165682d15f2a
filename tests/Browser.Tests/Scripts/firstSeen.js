// Records when each row first stood on the page, and when it was first red. Looks after every change, before the browser paints it.
(() => {
  const firstSeen = (window.firstSeen = {});
  const recordRows = () => {
    for (const row of document.querySelectorAll(".row")) {
      firstSeen[row.id] ??= Date.now();
      if (row.classList.contains("red")) firstSeen[`${row.id} red`] ??= Date.now();
    }
  };
  const changes = { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] };
  new MutationObserver(recordRows).observe(document, changes);
})();
