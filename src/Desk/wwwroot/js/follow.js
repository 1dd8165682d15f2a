// Updates the action forms of a ticket while its page is open. Open forms stay as they are because someone may be typing in them.
const formOf = act => act.matches("form") ? act : act.querySelector("form");
const nameOf = act => formOf(act)?.getAttribute("action");
const isInUse = act => act.matches("details[open]");

function followActs(old, fresh) {
  const now = new Map([...old.children].map(act => [nameOf(act), act])), hadFocus = old.contains(document.activeElement);
  let last = null;
  for (const act of [...fresh.children]) {
    const same = now.get(nameOf(act));
    now.delete(nameOf(act));
    if (same && isInUse(same)) { last = same; continue; }
    if (same) same.replaceWith(act);
    else if (last) last.after(act);
    else old.prepend(act);
    last = act;
  }
  for (const gone of now.values()) if (!isInUse(gone)) gone.remove();
  if (hadFocus && !old.contains(document.activeElement)) old.closest("main")?.focus({ preventScroll: true });
}

/** Keeps the composer's text; updates its answer kinds and the note on what happens to each. */
function followComposer(old, fresh) {
  const chosen = old.querySelector(".tabs :checked")?.id;
  const focused = old.querySelector(".tabs").contains(document.activeElement) && document.activeElement.id;
  const kinds = form => [...form.querySelectorAll(".tabs input")].map(tab => tab.value).join();
  if (kinds(old) !== kinds(fresh)) {
    old.querySelector(".tabs").replaceWith(fresh.querySelector(".tabs"));
    if (chosen && old.querySelector(`#${chosen}`)) old.querySelector(`#${chosen}`).checked = true;
    if (focused) (old.querySelector(`#${focused}`) ?? old.querySelector(".tabs :checked")).focus({ preventScroll: true });
  }
  for (const fate of old.querySelectorAll(".fate")) fate.remove();
  old.querySelector(".send").append(...fresh.querySelectorAll(".fate"));
}

export function follow(page, fresh) {
  followActs(page.querySelector(".acts"), fresh.querySelector(".acts"));
  followComposer(page.querySelector("#answer"), fresh.querySelector("#answer"));
}
