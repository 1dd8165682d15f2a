// Shortcuts for the entry forms of counter, hotline and suggestion box. The forms work without it.
(() => {
  'use strict';
  const OPTION_DIGIT = /^[1-9]$/, MIN_SEARCH_LENGTH = 2, SEARCH_DELAY_MS = 180, MIN_PHONE_DIGITS = 5;

  const form = document.querySelector('form[data-entry-form]');
  const takesText = element => element.matches('textarea, select')
    || (element.matches('input') && !['radio', 'checkbox', 'button', 'submit'].includes(element.type));

  document.querySelectorAll('[data-print]').forEach(button => {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  });
  document.querySelectorAll('[role=timer][data-timer]').forEach(runTimer);
  if (!form) return;

  // Enter moves to the next field; in a textarea it adds a line. Ctrl+Enter submits the form, as on all pages of staff.
  form.addEventListener('keydown', e => {
    if (e.isComposing || e.key !== 'Enter' || e.ctrlKey || e.metaKey || !e.target.matches('input, select')) return;
    e.preventDefault();
    focusNextField(e.target);
  });

  // Digits choose an option when no text field has the focus.
  document.addEventListener('keydown', e => {
    if (e.ctrlKey || e.altKey || e.metaKey || takesText(e.target) || !OPTION_DIGIT.test(e.key)) return;
    const option = form.querySelectorAll('fieldset[data-digits] input')[e.key - 1];
    if (!option) return;
    e.preventDefault();
    option.checked = true;
    option.focus();
  });

  // So do the letters of a group with letters. The code of the key counts, because keyboards are switched between scripts.
  document.addEventListener('keydown', e => {
    if (e.ctrlKey || e.altKey || e.metaKey || e.isComposing || takesText(e.target) || !e.code.startsWith('Key')) return;
    for (const group of form.querySelectorAll('fieldset[data-letters]')) {
      const option = group.querySelectorAll('input')[group.dataset.letters.indexOf(e.code.slice(3))];
      if (!option) continue;
      e.preventDefault();
      option.checked = true;
      option.focus();
    }
  });

  // Guesses from the filled fields how the call ends. That button is highlighted, and Ctrl+Enter presses it.
  // CallOutcomes has the same rule for the first rendering.
  const outcomeButtons = form.querySelector('[data-endings]');
  const isFilled = name => (form.elements[name].value || '').trim() !== '';
  const isPhone = text => !/\p{L}/u.test(text) && (text.match(/\p{Nd}/gu) || []).length >= MIN_PHONE_DIGITS;
  const hasPhone = () => isPhone(form.elements.who.value) || isPhone(form.elements.also.value);
  const likelyOutcome = () => isFilled('answer.promisedAt') ? 'promised' : isFilled('answer.text') ? 'answered'
    : isFilled('department') ? 'handedOver' : hasPhone() ? 'callBack' : 'answered';

  function highlightLikelyOutcome() {
    const likely = likelyOutcome();
    outcomeButtons.querySelectorAll('button').forEach(button => {
      button.classList.toggle('main', button.value === likely);
      button.toggleAttribute('data-default', button.value === likely);
    });
  }
  if (outcomeButtons) {
    form.addEventListener('input', highlightLikelyOutcome);
    window.addEventListener('pageshow', highlightLikelyOutcome);
  }

  // A group of radio buttons counts as one field.
  function focusNextField(current) {
    const group = current.type === 'radio' ? current.name : null;
    const focusable = 'input:not([type=hidden]), select, textarea, button[type=submit]';
    const fields = [...form.elements].filter(field => field.matches(focusable) && field.offsetParent !== null);
    const next = fields.slice(fields.indexOf(current) + 1).find(field => !group || field.name !== group);
    const checked = next && next.type === 'radio' && fields.find(field => field.name === next.name && field.checked);
    if (next) (checked || next).focus();
  }

  // Submits only once, however often the key is pressed.
  let isSubmitted = false;
  form.addEventListener('submit', e => {
    if (isSubmitted) e.preventDefault();
    isSubmitted = true;
  });
  window.addEventListener('pageshow', () => { isSubmitted = false; });

  // Finds people by the name or phone typed, and lists them beside the form.
  const searchPane = document.querySelector('[data-found]');
  const matches = searchPane && searchPane.querySelector('[data-people]');
  const { person: personId, who: whoField, also: alsoField } = form.elements;
  const pickedNote = form.querySelector('[data-picked]');
  if (searchPane) searchPane.hidden = false;
  let searches = 0, searchTimer;
  form.querySelectorAll('[data-lookup]').forEach(field => field.addEventListener('input', () => {
    unpickPerson();
    clearTimeout(searchTimer);
    searchTimer = setTimeout(() => searchPeople(field), SEARCH_DELAY_MS);
  }));

  async function searchPeople(field) {
    const search = ++searches, text = field.value.trim();
    if (text.length < MIN_SEARCH_LENGTH) { matches.replaceChildren(); return; }
    try {
      const answer = await fetch(`${field.dataset.lookup}?q=${encodeURIComponent(text)}`, { headers: { 'X-Requested-With': 'fetch' } });
      if (!answer.ok || answer.redirected || search !== searches) return; // An older answer may arrive after a newer one.
      matches.innerHTML = await answer.text();
    } catch { /* The form works without the search. */ }
  }

  // What was typed goes along to a ticket that is open already, as the draft of the form for the resident's words.
  if (matches) matches.addEventListener('click', e => {
    const link = e.target.closest('[data-add-to]'), words = form.elements.description.value.trim();
    if (!link || words === '') return;
    const { user } = document.getElementById('main').dataset;
    try {
      sessionStorage.setItem(`draft ${user} ${link.dataset.addTo}`, JSON.stringify({ write: { text: words } }));
      form.dispatchEvent(new Event('draftmoved'));
    } catch { /* Storage is forbidden: the form there is empty. */ }
  });

  if (matches) matches.addEventListener('click', e => {
    const button = e.target.closest('[data-person]');
    if (!button) return;
    const { person, name, phone } = button.dataset;
    personId.value = person;
    whoField.value = name || phone || '';
    alsoField.value = name ? phone || '' : '';
    pickedNote.hidden = false;
    (form.querySelector('[name=kind]:checked') || form.elements.description).focus();
  });
  // The arrow down goes from the field to the people found, and on; Enter picks, the arrow up and Escape lead back.
  const people = () => matches ? [...matches.querySelectorAll('[data-person]')] : [];
  let lookupField = null;
  document.addEventListener('keydown', e => {
    if (e.isComposing || !['ArrowDown', 'ArrowUp', 'Escape'].includes(e.key)) return;
    const at = people().indexOf(e.target), isField = e.target.matches('[data-lookup]');
    if (at < 0 && !(isField && e.key === 'ArrowDown')) return;
    if (isField) lookupField = e.target;
    const neighbour = people()[e.key === 'ArrowDown' ? at + 1 : at - 1];
    const next = e.key === 'Escape' ? lookupField : neighbour || (e.key === 'ArrowUp' && lookupField);
    if (!next) return;
    e.preventDefault();
    next.focus();
  });
  const unpickButton = form.querySelector('[data-unpick]');
  if (unpickButton) unpickButton.addEventListener('click', () => {
    unpickPerson();
    whoField.value = alsoField.value = '';
    whoField.focus();
  });
  if (personId && personId.value && pickedNote) pickedNote.hidden = false;

  function unpickPerson() {
    if (personId) personId.value = '';
    if (pickedNote) pickedNote.hidden = true;
  }

  /** Shows the minutes and seconds since the page was opened. */
  function runTimer(clock) {
    const openedAt = Date.now();
    const showTime = () => {
      const seconds = Math.floor((Date.now() - openedAt) / 1000);
      clock.textContent = `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
    };
    showTime();
    setInterval(showTime, 1000);
  }
})();
