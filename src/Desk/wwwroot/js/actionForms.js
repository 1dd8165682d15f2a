// Refreshes the forms of a ticket while its page is open. Open forms and
// refused ones stay as they are, because someone may be typing in them or reading why.
const formOf = act => act.matches("form") ? act : act.querySelector("form");
const addressOf = act => formOf(act)?.getAttribute("action");
const isKept = act => act.matches("details[open], [data-refusal]") || !!act.querySelector("[data-refusal]");

function refreshActions(old, fresh) {
  const stale = new Map([...old.children].map(act => [addressOf(act), act])), hadFocus = old.contains(document.activeElement);
  let previous = null;
  for (const act of [...fresh.children]) {
    const same = stale.get(addressOf(act));
    stale.delete(addressOf(act));
    if (same && isKept(same)) { previous = same; continue; }
    if (same) same.replaceWith(act);
    else if (previous) previous.after(act);
    else old.prepend(act);
    previous = act;
  }
  for (const act of stale.values()) if (!isKept(act)) act.remove();
  if (hadFocus && !old.contains(document.activeElement)) old.closest("main")?.focus({ preventScroll: true });
}

/** Keeps the composer's text. Updates its answer kinds, and the note on how each is delivered. */
function refreshComposer(old, fresh) {
  const tabs = old.querySelector(".tabs"), freshTabs = fresh.querySelector(".tabs");
  const checkedId = tabs.querySelector(":checked")?.id;
  const focusedId = tabs.contains(document.activeElement) && document.activeElement.id;
  const kindsIn = group => [...group.querySelectorAll("input")].map(tab => tab.value).join();
  if (kindsIn(tabs) !== kindsIn(freshTabs)) {
    tabs.replaceWith(freshTabs);
    if (checkedId && old.querySelector(`#${checkedId}`)) old.querySelector(`#${checkedId}`).checked = true;
    if (focusedId) (old.querySelector(`#${focusedId}`) ?? old.querySelector(".tabs :checked")).focus({ preventScroll: true });
  }
  for (const note of old.querySelectorAll(".delivery-note")) note.remove();
  old.querySelector(".send").append(...fresh.querySelectorAll(".delivery-note"));
}

export function refreshForms(page, fresh) {
  refreshActions(page.querySelector(".acts"), fresh.querySelector(".acts"));
  refreshComposer(page.querySelector("#answer"), fresh.querySelector("#answer"));
}
