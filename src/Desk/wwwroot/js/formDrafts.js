// Keeps what is typed into any form of staff until it is stored: over a reload, another page or language, a new sign-in and a dead line.
// In this tab's session storage only, which signing out clears. Ticket pages and entry forms keep drafts of their own.
import { endDraft, followDraft, passDraft } from "/js/sharedDrafts.js";

const UNSAVED_TYPES = ["hidden", "submit", "button", "file", "password"];

const main = document.getElementById("main");
const key = `form ${main?.dataset.user}`;
const addressOf = form => new URL(form.getAttribute("action") ?? "", location.href).pathname;
const fieldsOf = form => [...form.elements].filter(field => field.name && !UNSAVED_TYPES.includes(field.type));
const isChoice = field => ["radio", "checkbox"].includes(field.type);
const isWritten = field => field.matches("textarea") || (field.matches("input") && !isChoice(field));
const isKept = form => form.getAttribute("method") === "post" && !form.closest("#ticket, [data-entry-form]")
  && !form.querySelector("[type=password]") && fieldsOf(form).some(isWritten);

/** Forms with the same address differ by what they name in hidden fields. */
const nameOf = form => [addressOf(form), ...[...form.querySelectorAll("input[type=hidden]")]
  .filter(field => !["__RequestVerificationToken", "version"].includes(field.name)).map(field => `${field.name}=${field.value}`)].join(" ");

function read() { try { return JSON.parse(sessionStorage.getItem(key)) ?? {}; } catch { return {}; } }

function write(drafts) {
  try { sessionStorage.setItem(key, JSON.stringify(drafts)); } catch { /* Storage is full or forbidden: the page works without drafts. */ }
}

const placeOf = name => `${key} ${name}`;
const filledIn = form => fieldsOf(form).filter(field => !isChoice(field) || field.checked).map(field => [field.name, field.value]);

function save(form, isSent) {
  const filled = filledIn(form);
  write({ ...read(), [nameOf(form)]: { isSent, filled } });
  passDraft(placeOf(nameOf(form)), filled);
}

function forget(name) {
  const { [name]: gone, ...others } = read();
  if (gone) write(others);
  passDraft(placeOf(name), null);
}

function restore(form, { filled }) {
  const values = new Map();
  for (const [name, value] of filled) values.set(name, [...(values.get(name) ?? []), value]);
  const seen = new Map();
  for (const field of fieldsOf(form)) {
    const own = values.get(field.name) ?? [], at = seen.get(field.name) ?? 0;
    if (isChoice(field)) { field.checked = own.includes(field.value); continue; }
    seen.set(field.name, at + 1);
    if (at >= own.length) continue;
    if (!field.matches("select") || [...field.options].some(option => option.value === own[at])) field.value = own[at];
  }
  for (let folded = form.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
  sayRestored(form);
}

/** Says above the form that unsent words are back, and lets them be dropped. */
function sayRestored(form) {
  const notice = Object.assign(document.createElement("p"), { className: "hint restored", textContent: `${main.dataset.draftBack} ` });
  const drop = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: main.dataset.draftDrop });
  drop.addEventListener("click", () => { form.reset(); forget(nameOf(form)); notice.remove(); });
  notice.append(drop);
  form.prepend(notice);
}

const hasChanged = (form, { filled }) => JSON.stringify(filled) !== JSON.stringify(filledIn(form));

/** What was sent is stored, unless this page refuses it, or the reader only came back to it. */
function settleSent() {
  const isRefused = !!main.querySelector("[data-refusal], [aria-invalid=true]");
  const isNew = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  const drafts = Object.entries(read());
  const kept = drafts.filter(([, draft]) => !draft.isSent || isRefused || !isNew)
    .map(([name, draft]) => [name, { ...draft, isSent: false }]);
  if (drafts.length > 0) write(Object.fromEntries(kept));
  for (const [name] of drafts) if (!kept.some(([other]) => other === name)) endDraft(placeOf(name));
}

/** Offers what another tab has typed into this form, and empties the form once it is stored from there. */
function follow(form) {
  const name = nameOf(form), untouched = JSON.stringify(filledIn(form));
  followDraft(placeOf(name), {
    find: () => form,
    values: () => read()[name] && JSON.stringify(filledIn(form)) !== untouched ? filledIn(form) : null,
    show: filled => { restore(form, { filled }); save(form, false); },
    empty: () => { form.querySelector(".restored")?.remove(); form.reset(); forget(name); },
  });
}

export function keepFormDrafts() {
  if (!main?.dataset.user) return;
  settleSent();
  const drafts = read();
  for (const form of [...main.querySelectorAll("form")].filter(isKept)) {
    const draft = drafts[nameOf(form)];
    follow(form);
    if (draft && hasChanged(form, draft) && !form.querySelector("[aria-invalid=true]")) restore(form, draft);
  }
  main.addEventListener("input", input => { if (input.target.form && isKept(input.target.form)) save(input.target.form, false); });
  main.addEventListener("submit", submit => { if (isKept(submit.target) && nameOf(submit.target) in read()) save(submit.target, true); });
}
