// Keeps what is typed into an entry form until it is entered: over a reload, another page, another language, a new sign-in and a dead
// line. In this tab's session storage only, which signing out clears: no page of staff is kept by the browser itself.
(() => {
  'use strict';
  const form = document.querySelector('form[data-entry-form]'), user = document.getElementById('main').dataset.user;
  const keyOf = path => `entry ${user} ${path}`;
  const read = key => { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } };

  function write(key, draft) {
    try {
      if (draft) sessionStorage.setItem(key, JSON.stringify(draft));
      else sessionStorage.removeItem(key);
    } catch { /* Storage is full or forbidden: the form works without a draft. */ }
  }

  // A receipt ends the draft that was sent. One that was typed since then stays.
  const receipt = document.querySelector('[data-entered]');
  if (receipt && (read(keyOf(receipt.dataset.entered)) || {}).isSent) write(keyOf(receipt.dataset.entered), null);
  if (!form || !user) return;

  const key = keyOf(location.pathname);
  const fields = () => [...form.elements].filter(field =>
    field.name && !['submit', 'button', 'file'].includes(field.type) && field.name !== '__RequestVerificationToken');
  const hasWords = () => fields().some(field => field.matches('textarea, [type=text], [type=tel]') && field.value.trim() !== '');

  function save(isSent) {
    const kept = fields().filter(field => !['radio', 'checkbox'].includes(field.type) || field.checked);
    write(key, hasWords() ? { isSent, values: kept.map(field => [field.name, field.value]) } : null);
  }

  // The id of the form is restored too: what was sent over a dying line and is sent again opens one ticket.
  function restore({ values }) {
    const byName = new Map(values);
    for (const field of fields()) {
      if (!byName.has(field.name)) continue;
      if (['radio', 'checkbox'].includes(field.type)) field.checked = field.value === byName.get(field.name);
      else field.value = byName.get(field.name);
    }
    for (const more of form.querySelectorAll('details'))
      more.open = more.open || [...more.querySelectorAll('input')].some(field => field.value !== '');
  }

  const draft = read(key);
  if (hasWords()) save(false); // The server returned what it refused.
  else if (draft) restore(draft);
  form.addEventListener('input', () => save(false));
  form.addEventListener('submit', () => save(true));
  // A picked person fills the fields by script.
  form.addEventListener('focusin', () => { if (hasWords()) save(false); });
})();
