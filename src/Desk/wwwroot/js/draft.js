// Keeps drafts until they are sent: one for each form, ticket and colleague, in this tab's session storage only.
const nameOf = form => new URL(form.action).pathname.split("/").pop();
const fields = form => [...form.elements].filter(field => field.name && !["hidden", "submit", "file", "checkbox"].includes(field.type));
const isWords = field => !["radio", "select-one"].includes(field.type);

function read(key) { try { return JSON.parse(sessionStorage.getItem(key)) ?? {}; } catch { return {}; } }
function write(key, drafts) {
  try {
    if (Object.keys(drafts).length > 0) sessionStorage.setItem(key, JSON.stringify(drafts));
    else sessionStorage.removeItem(key);
  } catch { /* Storage is full or forbidden: the page works without drafts. */ }
}

function keep(key, form) {
  const drafts = read(key), name = nameOf(form), said = fields(form);
  const filled = said.filter(field => field.type !== "radio" || field.checked);
  if (said.some(field => isWords(field) && field.value.trim() !== ""))
    drafts[name] = Object.fromEntries(filled.map(field => [field.name, field.value]));
  else delete drafts[name];
  write(key, drafts);
}

function put(form, draft) {
  for (const field of fields(form)) {
    if (!(field.name in draft)) continue;
    if (field.type === "radio") field.checked ||= field.value === draft[field.name];
    else if (field.type !== "select-one" || [...field.options].some(o => o.value === draft[field.name])) field.value = draft[field.name];
  }
  const act = form.closest("details.act");
  if (act && !document.querySelector("details.act[open]")) act.open = true;
  for (const more of form.querySelectorAll("details")) more.open ||= [...more.querySelectorAll("input")].some(field => field.value !== "");
}

/** Restores drafts, deletes the one that was sent, and saves what is typed from now on. */
export function keepDrafts(page) {
  const key = `draft ${page.dataset.user} ${page.dataset.number}`, drafts = read(key);
  const here = new URL(location.href), done = here.searchParams.get("done");
  if (done) {
    delete drafts[done];
    write(key, drafts);
    here.searchParams.delete("done");
    history.replaceState(history.state, "", here);
  }
  for (const form of page.querySelectorAll('form[method="post"]')) {
    const name = nameOf(form);
    if (name === page.dataset.attempt) keep(key, form); // The server returned the refused form with its content.
    else if (drafts[name]) put(form, drafts[name]);
  }
  page.addEventListener("input", typed => { if (typed.target.form) keep(key, typed.target.form); });
}
