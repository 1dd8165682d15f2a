// Keeps what is typed into an entry form until it is entered: over a reload, another page, another language, a new sign-in and a dead
// line. In this tab's session storage only, which signing out clears: no page of staff is kept by the browser itself.
// Not a module, so that a receipt ends its draft before anybody can leave the page.
(() => {
  'use strict';
  const shared = import("/js/sharedDrafts.js");
  const form = document.querySelector("form[data-entry-form]"), user = document.getElementById("main").dataset.user;
  const keyOf = path => `entry ${user} ${path.replace(/\/enter$/, "")}`;
  const read = key => { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } };

  function write(key, draft) {
    try {
      if (draft) sessionStorage.setItem(key, JSON.stringify(draft));
      else sessionStorage.removeItem(key);
    } catch { /* Storage is full or forbidden: the form works without a draft. */ }
  }

  // A receipt ends the draft that was sent. One that was typed since then stays.
  const receipt = document.querySelector("[data-entered]");
  if (receipt && read(keyOf(receipt.dataset.entered))?.isSent) {
    write(keyOf(receipt.dataset.entered), null);
    shared.then(tabs => tabs.endDraft(keyOf(receipt.dataset.entered)));
  }
  if (form && user) keepDraft();

  function keepDraft() {
    const key = keyOf(location.pathname);
    const fields = () => [...form.elements].filter(field =>
      field.name && !["submit", "button", "file"].includes(field.type) && field.name !== "__RequestVerificationToken");
    const hidden = new Map(fields().filter(field => field.type === "hidden").map(field => [field.name, field.value]));
    const hasWords = () => fields().some(field => field.matches("textarea, [type=text], [type=tel]") && field.value.trim() !== "");
    const valuesOf = () => !hasWords() ? null : fields()
      .filter(field => !["radio", "checkbox"].includes(field.type) || field.checked).map(field => [field.name, field.value]);

    function save(isSent) {
      const values = valuesOf();
      write(key, values && { isSent, values });
      shared.then(tabs => tabs.passDraft(key, values));
      // What was wiped out may be going on in another tab, under the id of the form.
      if (!values) renew();
    }

    // The id of the form is restored too: what was sent over a dying line, or from two tabs, and is sent again opens one ticket.
    function restore(values) {
      const byName = new Map(values);
      for (const field of fields()) {
        if (!byName.has(field.name)) continue;
        if (["radio", "checkbox"].includes(field.type)) field.checked = field.value === byName.get(field.name);
        else field.value = byName.get(field.name);
      }
      for (const more of form.querySelectorAll("details"))
        more.open = more.open || [...more.querySelectorAll("input")].some(field => field.value !== "");
    }

    /** Another ticket from here on: the form gets the id back that the page came with. */
    function renew() { for (const field of fields()) if (hidden.has(field.name)) field.value = hidden.get(field.name); }

    const draft = read(key);
    if (hasWords()) save(false); // The server returned what it refused.
    else if (draft) restore(draft.values);
    form.addEventListener("input", () => save(false));
    form.addEventListener("submit", () => save(true));
    // A picked person fills the fields by script.
    form.addEventListener("focusin", () => { if (hasWords()) save(false); });
    // What was typed went along to a ticket that is open already.
    form.addEventListener("draftmoved", () => { write(key, null); shared.then(tabs => tabs.endDraft(key)); });
    const followed = {
      find: () => form, values: valuesOf, renew,
      show: values => { restore(values); save(false); },
      empty: () => { form.reset(); save(false); },
    };
    shared.then(tabs => tabs.followDraft(key, followed));
  }
})();
