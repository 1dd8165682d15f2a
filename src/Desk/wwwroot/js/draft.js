// Keeps drafts until they are sent: one for each form, ticket and colleague, in this tab's session storage only.
import { endDraft, followDraft, passDraft } from "/js/sharedDrafts.js";

const UNSAVED_TYPES = ["hidden", "submit", "file", "checkbox"];

const nameOf = form => new URL(form.action).pathname.split("/").pop();
const fieldsOf = form => [...form.elements].filter(field => field.name && !UNSAVED_TYPES.includes(field.type));
const isTextField = field => !["radio", "select-one"].includes(field.type);

function readDrafts(key) { try { return JSON.parse(sessionStorage.getItem(key)) ?? {}; } catch { return {}; } }

function writeDrafts(key, drafts) {
  try {
    if (Object.keys(drafts).length > 0) sessionStorage.setItem(key, JSON.stringify(drafts));
    else sessionStorage.removeItem(key);
  } catch { /* Storage is full or forbidden: the page works without drafts. */ }
}

const placeOf = (key, name) => `${key} ${name}`;

function valuesOf(form) {
  const fields = fieldsOf(form), filled = fields.filter(field => field.type !== "radio" || field.checked);
  return fields.some(field => isTextField(field) && field.value.trim() !== "")
    ? Object.fromEntries(filled.map(field => [field.name, field.value])) : null;
}

function saveDraft(key, form) {
  const drafts = readDrafts(key), name = nameOf(form), values = valuesOf(form);
  if (values) drafts[name] = values;
  else delete drafts[name];
  writeDrafts(key, drafts);
  passDraft(placeOf(key, name), values);
}

function restoreDraft(form, draft) {
  for (const field of fieldsOf(form)) {
    if (!(field.name in draft)) continue;
    if (field.type === "radio") field.checked ||= field.value === draft[field.name];
    else if (field.type !== "select-one" || [...field.options].some(o => o.value === draft[field.name])) field.value = draft[field.name];
  }
  const act = form.closest("details.act");
  if (act && !document.querySelector("details.act[open]")) act.open = true;
  for (const more of form.querySelectorAll("details")) more.open ||= [...more.querySelectorAll("input")].some(field => field.value !== "");
}

/** A live update may replace the form, so that it is looked up each time. */
function follow(page, key, name) {
  const find = () => [...page.querySelectorAll('form[method="post"]')].find(form => nameOf(form) === name);
  followDraft(placeOf(key, name), {
    find, values: () => find() ? valuesOf(find()) : null,
    show: values => { restoreDraft(find(), values); saveDraft(key, find()); },
    empty: () => { find().reset(); saveDraft(key, find()); },
  });
}

/** Restores drafts, deletes the one that was sent, and saves what is typed from now on. */
export function keepDrafts(page) {
  const key = `draft ${page.dataset.user} ${page.dataset.number}`, drafts = readDrafts(key);
  const address = new URL(location.href), sentForm = address.searchParams.get("done");
  if (sentForm) {
    delete drafts[sentForm];
    writeDrafts(key, drafts);
    endDraft(placeOf(key, sentForm));
    address.searchParams.delete("done");
    history.replaceState(history.state, "", address);
  }
  for (const form of page.querySelectorAll('form[method="post"]')) {
    const name = nameOf(form);
    if (name === page.dataset.attempt) saveDraft(key, form); // The server returned the refused form with its content.
    else if (drafts[name]) restoreDraft(form, drafts[name]);
    if (fieldsOf(form).some(isTextField)) follow(page, key, name);
  }
  page.addEventListener("input", input => { if (input.target.form) saveDraft(key, input.target.form); });
}
