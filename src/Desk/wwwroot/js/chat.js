// Keeps what was said until the desk has it, sends it once, and looks for news. The page works without it.
(() => {
  'use strict';
  const form = document.getElementById('say-form'), box = document.getElementById('say'), main = document.getElementById('main');
  const talk = form.querySelector('[data-talk-lines]'), unsentList = form.querySelector('[data-unsent]'), offline = form.querySelector('[data-offline]');
  const UNSENT = 'chat.unsent', DRAFT = 'chat.draft', EVERY = 3000;
  let sending = false;

  const store = {
    get: key => { try { return localStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { if (value) localStorage.setItem(key, value); else localStorage.removeItem(key); } catch { /* private window: this page keeps it */ } },
  };
  let queue = [];
  try { queue = JSON.parse(store.get(UNSENT) || '[]'); } catch { queue = []; }
  if (!box.value) box.value = store.get(DRAFT) || '';

  const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join('');
  const keep = () => store.set(UNSENT, queue.length ? JSON.stringify(queue) : '');
  const toEnd = () => { main.scrollTop = 0; };
  const lastLine = () => Number(talk.querySelector('[data-last]')?.dataset.last || 0);

  function say(item) {
    queue.push({ id: newId(), at: Date.now(), ...item });
    keep();
    showUnsent();
    send();
  }

  function showUnsent() {
    unsentList.replaceChildren(...queue.map(item => {
      const line = document.createElement('li'), bubble = document.createElement('p'), words = document.createElement('bdi');
      line.className = 'line theirs waiting';
      bubble.className = 'bubble';
      words.dir = 'auto';
      words.textContent = item.text || item.label;
      bubble.append(words);
      line.append(bubble);
      return line;
    }));
    toEnd();
  }

  function show(html) {
    const near = main.scrollTop > -160;
    talk.innerHTML = html;
    dress();
    if (near) toEnd();
  }

  function dress() { talk.querySelectorAll('[data-copy]').forEach(button => { button.hidden = false; }); }

  async function send() {
    if (sending || !queue.length) return;
    sending = true;
    let wait = EVERY;
    while (queue.length) {
      const item = queue[0];
      const body = new URLSearchParams({ __RequestVerificationToken: form.elements.__RequestVerificationToken.value, form: item.id, age: Math.max(0, Date.now() - item.at) });
      if (item.text) body.set('say.text', item.text);
      if (item.button) body.set('say.button', item.button);
      try {
        const answer = await fetch('/chat', { method: 'POST', body, headers: { 'X-Requested-With': 'fetch' } });
        if (answer.ok) {
          queue.shift();
          keep();
          const html = await answer.text();
          if (!answer.redirected) show(html);
          showUnsent();
          offline.hidden = true;
          continue;
        }
        if (answer.status === 400) await freshen();
        if (answer.status === 422) { queue.shift(); keep(); box.value = item.text; showUnsent(); tell(await answer.text()); continue; }
        if (answer.status === 429) { wait = 1000 * (Number(answer.headers.get('Retry-After')) || 5); tell(await answer.text()); break; }
      } catch { /* No line: it stays here and is tried again. */ }
      offline.hidden = false;
      break;
    }
    sending = false;
    if (queue.length) setTimeout(send, wait);
  }

  // The page's own words for what went wrong.
  function tell(html) {
    const words = new DOMParser().parseFromString(html, 'text/html').querySelector('.composer .fault');
    if (!words) return;
    form.querySelector('.composer .fault')?.remove();
    form.querySelector('.composer').prepend(words);
    setTimeout(() => words.remove(), 8000);
  }

  async function freshen() {
    const page = new DOMParser().parseFromString(await (await fetch('/chat')).text(), 'text/html');
    const token = page.querySelector('#say-form [name=__RequestVerificationToken]');
    if (token) form.elements.__RequestVerificationToken.value = token.value;
  }

  async function look() {
    if (!document.hidden && !sending) {
      try {
        const answer = await fetch(`/chat/lines?after=${lastLine()}`);
        if (answer.status === 200) show(await answer.text());
        if (!queue.length) offline.hidden = true;
      } catch { offline.hidden = false; }
    }
    setTimeout(look, EVERY);
  }

  form.addEventListener('submit', e => {
    const by = e.submitter;
    const text = box.value.trim();
    if (by && by.hasAttribute('data-tongue')) { store.set(DRAFT, text); if (text) box.value = ''; return; }
    e.preventDefault();
    if (by && by.name === 'say.button') say({ button: by.value, label: by.textContent });
    else if (text) {
      box.value = '';
      store.set(DRAFT, '');
      say({ text });
    }
    box.focus();
  });
  box.addEventListener('input', () => store.set(DRAFT, box.value));
  box.addEventListener('keydown', e => {
    if (e.key === 'Enter' && !e.shiftKey && !e.isComposing && matchMedia('(pointer: fine)').matches) { e.preventDefault(); form.requestSubmit(form.querySelector('[data-default]')); }
  });
  talk.addEventListener('click', async e => {
    const button = e.target.closest('[data-copy]');
    if (!button) return;
    try { await navigator.clipboard.writeText(button.dataset.copy); } catch {
      const range = document.createRange();
      range.selectNodeContents(button.previousElementSibling);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      document.execCommand('copy');
    }
    button.classList.add('ok');
  });
  addEventListener('online', send);

  dress();
  showUnsent();
  send();
  setTimeout(look, EVERY);
})();
