// Shortcuts for the entry forms of counter, hotline and suggestion box. The forms work without it.
(() => {
  'use strict';
  const form = document.querySelector('form[data-talk]');
  const typing = at => at.matches('textarea, select')
    || (at.matches('input') && !['radio', 'checkbox', 'button', 'submit'].includes(at.type));

  document.querySelectorAll('[data-print]').forEach(button => {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  });
  document.querySelectorAll('time[data-timer]').forEach(runTimer);
  if (!form) return;

  // Enter moves to the next field; in a textarea it adds a line. Ctrl+Enter submits the form.
  form.addEventListener('keydown', e => {
    if (e.isComposing) return;
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
      e.preventDefault();
      form.requestSubmit(form.querySelector('[data-default]') || undefined);
    } else if (e.key === 'Enter' && e.target.matches('input, select')) { e.preventDefault(); next(e.target); }
  });

  // Digits choose an option when no text field has the focus.
  document.addEventListener('keydown', e => {
    if (e.ctrlKey || e.altKey || e.metaKey || typing(e.target) || !/^[1-9]$/.test(e.key)) return;
    const choice = form.querySelectorAll('fieldset[data-digits] input')[e.key - 1];
    if (!choice) return;
    e.preventDefault();
    choice.checked = true;
    choice.focus();
  });

  // Guesses from the filled fields how the call ends: that button is highlighted, and Ctrl+Enter presses it. HotlinePage has the same rule.
  const endings = form.querySelector('[data-endings]');
  const filled = name => (form.elements[name].value || '').trim() !== '';
  const phone = text => !/\p{L}/u.test(text) && (text.match(/\p{Nd}/gu) || []).length >= 5;
  const likely = () => filled('answer.promisedAt') ? 'promised' : filled('answer.text') ? 'answered' : filled('department') ? 'handedOver'
    : phone(form.elements.who.value) || phone(form.elements.also.value) ? 'callBack' : 'answered';
  function showEnding() {
    const ending = likely();
    endings.querySelectorAll('button').forEach(button => {
      button.classList.toggle('main', button.value === ending);
      button.toggleAttribute('data-default', button.value === ending);
    });
  }
  if (endings) {
    form.addEventListener('input', showEnding);
    window.addEventListener('pageshow', showEnding);
  }

  function next(from) {
    const group = from.type === 'radio' ? from.name : null;
    const fields = 'input:not([type=hidden]), select, textarea, button[type=submit]';
    const all = [...form.elements].filter(el => el.matches(fields) && el.offsetParent !== null);
    const rest = all.slice(all.indexOf(from) + 1).filter(el => !group || el.name !== group);
    const to = rest[0];
    const chosen = to && to.type === 'radio' ? all.find(el => el.name === to.name && el.checked) || to : to;
    if (chosen) chosen.focus();
  }

  // Submits only once, however often the key is pressed.
  let sent = false;
  form.addEventListener('submit', e => {
    if (sent) e.preventDefault();
    sent = true;
  });
  window.addEventListener('pageshow', () => { sent = false; });

  // Matching people, listed beside the form.
  const beside = document.querySelector('[data-found]');
  const people = beside && beside.querySelector('[data-people]');
  const person = form.elements.person, who = form.elements.who, also = form.elements.also, picked = form.querySelector('[data-picked]');
  if (beside) beside.hidden = false;
  let asked = 0, timer;
  form.querySelectorAll('[data-lookup]').forEach(field => field.addEventListener('input', () => {
    unpick();
    clearTimeout(timer);
    timer = setTimeout(() => look(field), 180);
  }));

  async function look(field) {
    const mine = ++asked;
    const words = field.value.trim();
    if (words.length < 2) { people.replaceChildren(); return; }
    try {
      const answer = await fetch(`${field.dataset.lookup}?q=${encodeURIComponent(words)}`, { headers: { 'X-Requested-With': 'fetch' } });
      if (!answer.ok || answer.redirected || mine !== asked) return;
      people.innerHTML = await answer.text();
    } catch { /* The form works without the lookup. */ }
  }

  if (people) people.addEventListener('click', e => {
    const button = e.target.closest('[data-person]');
    if (!button) return;
    person.value = button.dataset.person;
    who.value = button.dataset.name || button.dataset.phone || '';
    also.value = button.dataset.name ? button.dataset.phone || '' : '';
    picked.hidden = false;
    (form.querySelector('[name=kind]:checked') || form.elements.description).focus();
  });
  const unpickButton = form.querySelector('[data-unpick]');
  if (unpickButton) unpickButton.addEventListener('click', () => { unpick(); who.value = also.value = ''; who.focus(); });
  if (person && person.value && picked) picked.hidden = false;

  function unpick() {
    if (person) person.value = '';
    if (picked) picked.hidden = true;
  }

  function runTimer(clock) {
    const since = Date.now();
    const tick = () => {
      const s = Math.floor((Date.now() - since) / 1000);
      clock.textContent = `${String(Math.floor(s / 60)).padStart(2, '0')}:${String(s % 60).padStart(2, '0')}`;
    };
    tick();
    setInterval(tick, 1000);
  }
})();
