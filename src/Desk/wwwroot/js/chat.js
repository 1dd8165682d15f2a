// Keeps what was said and shown until the desk has it, sends it once, records, and hears of news. The page works without it.
(() => {
  'use strict';
  const form = document.getElementById('say-form'), box = document.getElementById('say'), main = document.getElementById('main'), picker = document.getElementById('say-file');
  const part = name => form.querySelector(`[data-${name}]`), words = form.dataset;
  const talk = part('talk-lines'), unsentList = form.querySelector('ol[data-unsent]'), offline = part('offline'), chosenList = part('chosen'), speak = part('speak');
  const DRAFT = 'chat.draft', EVERY = 3000, WHEN_LIVE = 30_000, LARGEST = 20 * 1024 * 1024, MOST = 10, WIDEST = 1600, LONGEST = 120, MOST_LETTERS = 50_000;
  let queue = [], chosen = [], preparing = Promise.resolve(), sending = false, failures = 0, live = false, looking = false, next;

  const draft = {
    get: () => { try { return localStorage.getItem(DRAFT) || ''; } catch { return ''; } },
    set: text => { try { if (text) localStorage.setItem(DRAFT, text); else localStorage.removeItem(DRAFT); } catch { /* private window: this page keeps it */ } },
  };
  if (!box.value) box.value = draft.get();

  // What is not sent yet lies in the browser's own database; where there is none, this page keeps it.
  const base = new Promise(resolve => {
    try {
      const open = indexedDB.open('chat', 1);
      open.onupgradeneeded = () => open.result.createObjectStore('unsent', { keyPath: 'n' });
      open.onsuccess = () => resolve(open.result);
      open.onerror = () => resolve(null);
    } catch { resolve(null); }
  });
  const stored = (mode, does) => base.then(db => db && new Promise(done => {
    try {
      const work = db.transaction('unsent', mode), asked = does(work.objectStore('unsent'));
      work.oncomplete = () => done(asked.result);
      work.onerror = work.onabort = () => done(null);
    } catch { done(null); }
  }));

  const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join('');
  const make = (name, className, inside) => { const e = document.createElement(name); if (className) e.className = className; if (inside) e.append(inside); return e; };
  const toEnd = () => { main.scrollTop = 0; };
  const isPhoto = file => /^image\/(jpeg|png|webp|gif)/.test(file.type);
  const urlOf = file => file.url ||= URL.createObjectURL(new Blob([file.bytes], { type: file.type }));

  function say(what) {
    const item = { n: Math.max(Date.now(), (queue.at(-1)?.n || 0) + 1), id: newId(), at: Date.now(), files: [], ...what };
    queue.push(item);
    stored('readwrite', kept => kept.put({ ...item, files: item.files.map(({ url, ...file }) => file) }));
    showUnsent();
    send();
  }

  function forget(item) {
    queue = queue.filter(other => other !== item);
    item.files.forEach(file => file.url && URL.revokeObjectURL(file.url));
    stored('readwrite', kept => kept.delete(item.n));
  }

  function picture(file) {
    if (isPhoto(file)) { const image = make('img'); image.src = urlOf(file); image.alt = file.name; return image; }
    return make('span', 'bubble file', make('bdi', '', file.name));
  }

  function sound(file) {
    const player = make('audio');
    player.controls = true;
    player.src = urlOf(file);
    return player;
  }

  function shown(files) {
    const all = make('div', 'shown');
    all.append(...files.map(file => file.type.startsWith('audio/') ? sound(file) : isPhoto(file) ? make('span', 'photo', picture(file)) : picture(file)));
    return all;
  }

  function showUnsent() {
    unsentList.replaceChildren(...queue.map(item => {
      const line = make('li', 'line theirs waiting');
      if (item.files.length) line.append(shown(item.files));
      if (item.text || item.label || item.place) { const said = make('bdi', '', item.text || item.label || `📍 ${item.place}`); said.dir = 'auto'; line.append(make('p', 'bubble', said)); }
      line.append(make('span', 'small', words.unsent));
      return line;
    }));
    toEnd();
  }

  /** Lines that are there stay as they are: somebody may be listening to one. */
  function add(html) {
    const near = main.scrollTop > -160, fresh = make('template');
    fresh.innerHTML = html;
    const lines = fresh.content.querySelector('ol'), here = talk.querySelector('ol');
    if (!lines) return;
    for (const line of [...lines.children]) if (!here.querySelector(`[data-line="${line.dataset.line}"]`)) here.append(line);
    here.dataset.last = lines.dataset.last;
    talk.querySelector('.ways').replaceWith(fresh.content.querySelector('.ways'));
    dress();
    if (near) toEnd();
  }

  function dress() { talk.querySelectorAll('[data-copy]').forEach(button => { button.hidden = false; }); }

  async function send() {
    if (sending) return;
    sending = true;
    let wait = 0;
    while (queue.length && !wait) wait = await sendOne(queue[0]);
    sending = false;
    if (wait) setTimeout(send, wait);
  }

  /** How long to wait before it is tried again; 0 when it is out of the way. */
  async function sendOne(item) {
    const body = new FormData(), size = item.files.reduce((sum, file) => sum + file.bytes.byteLength, 0), giveUp = new AbortController();
    const fields = {
      __RequestVerificationToken: form.elements.__RequestVerificationToken.value, form: item.id, age: Math.max(0, Date.now() - item.at), after: talk.querySelector('ol').dataset.last,
      'say.text': item.text, 'say.button': item.button, seconds: item.seconds,
    };
    if (item.place) fields['say.place'] = item.place;
    for (const [name, value] of Object.entries(fields)) if (value !== undefined) body.set(name, value);
    for (const file of item.files) body.append('say.file', new Blob([file.bytes], { type: file.type }), file.name);
    const patience = setTimeout(() => giveUp.abort(), 60_000 + size / 4);
    try {
      const answer = await fetch('/chat', { method: 'POST', body, headers: { 'X-Requested-With': 'fetch' }, signal: giveUp.signal });
      const html = await answer.text();
      if (answer.ok) {
        forget(item);
        if (!answer.redirected) add(html);
        showUnsent();
        offline.hidden = true;
        return failures = 0;
      }
      if (answer.status === 400 && (item.stale = (item.stale || 0) + 1) < 4) { await freshen(); return item.stale > 1 ? EVERY : 1; }
      if ([400, 413, 422].includes(answer.status)) {
        forget(item);
        if (item.text) { box.value = [item.text, box.value].filter(Boolean).join('\n'); draft.set(box.value); }
        showUnsent();
        tellOf(html);
        return 0;
      }
      if (answer.status === 429) { tellOf(html); return 1000 * (Number(answer.headers.get('Retry-After')) || 5); }
    } catch { /* No line: it stays here and is tried again. */ } finally { clearTimeout(patience); }
    offline.hidden = false;
    return Math.min(EVERY * 1.5 ** failures++, 60_000);
  }

  function tell(text) {
    part('told')?.remove();
    const told = make('p', 'fault', text);
    told.dataset.told = '';
    told.role = 'alert';
    form.querySelector('.composer').prepend(told);
    setTimeout(() => told.remove(), 10_000);
  }

  const pageIn = html => new DOMParser().parseFromString(html, 'text/html');

  // The page's own words for what went wrong.
  function tellOf(html) { const fault = pageIn(html).querySelector('.composer .fault'); if (fault) tell(fault.textContent); }

  async function freshen() {
    const token = pageIn(await (await fetch('/chat')).text()).querySelector('#say-form [name=__RequestVerificationToken]');
    if (token) form.elements.__RequestVerificationToken.value = token.value;
  }

  async function look() {
    clearTimeout(next);
    if (looking) { looking = 'again'; return; }
    looking = true;
    if (!document.hidden && !sending) {
      try {
        const answer = await fetch(`/chat/lines?after=${talk.querySelector('ol').dataset.last}`);
        if (answer.status === 200) add(await answer.text());
        if (!queue.length) offline.hidden = true;
      } catch { offline.hidden = false; }
    }
    const again = looking === 'again';
    looking = false;
    clearTimeout(next);
    next = setTimeout(look, again ? 0 : live ? WHEN_LIVE : EVERY);
  }

  // Files ----------------------------------------------------------------------------------------------

  /** Small enough for a slow line, turned the right way, and without what a camera writes beside a picture. */
  async function shrink(file) {
    const image = new Image(), canvas = make('canvas'), url = URL.createObjectURL(file);
    try {
      image.src = url;
      await image.decode();
      const scale = Math.min(1, WIDEST / Math.max(image.naturalWidth, image.naturalHeight));
      canvas.width = Math.round(image.naturalWidth * scale);
      canvas.height = Math.round(image.naturalHeight * scale);
      const paper = canvas.getContext('2d');
      paper.fillStyle = '#fff';
      paper.fillRect(0, 0, canvas.width, canvas.height);
      paper.drawImage(image, 0, 0, canvas.width, canvas.height);
      const small = await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.8));
      return small ? new File([small], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' }) : file;
    } catch { return file; } finally { URL.revokeObjectURL(url); }
  }

  async function prepare(file) {
    const ready = /^image\/(jpeg|png|webp|hei[cf]|bmp)/.test(file.type) ? await shrink(file) : file;
    if (ready.size > LARGEST) { tell(words.tooLarge); return []; }
    return [{ name: ready.name, type: ready.type, bytes: await ready.arrayBuffer() }];
  }

  function choose(files) {
    preparing = preparing.then(async () => {
      for (const file of files) {
        if (chosen.length === MOST) { tell(words.tooMany); break; }
        chosen.push(...await prepare(file));
      }
      showChosen();
    });
  }

  function showChosen() {
    chosenList.hidden = !chosen.length;
    chosenList.replaceChildren(...chosen.map(file => {
      const out = make('button', '', '✕');
      out.type = 'button';
      out.ariaLabel = out.title = words.remove;
      out.onclick = () => { chosen = chosen.filter(other => other !== file); showChosen(); box.focus(); };
      const item = make('li', '', picture(file));
      item.append(out);
      return item;
    }));
  }

  // A recording: press, speak, press --------------------------------------------------------------------

  // Without a microphone of the page's own, the phone's recorder does it.
  function pickSound() {
    const pick = make('input');
    Object.assign(pick, { type: 'file', accept: 'audio/*', capture: 'user', onchange: async () => { const files = await prepare(pick.files[0]); if (files.length) say({ files }); } });
    pick.click();
  }

  async function record() {
    if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) { pickSound(); return; }
    let heard;
    try { heard = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch { tell(words.noMicrophone); return; }
    const type = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'].find(known => MediaRecorder.isTypeSupported(known));
    const recorder = new MediaRecorder(heard, { mimeType: type, audioBitsPerSecond: 24_000 }), parts = [], began = Date.now();
    const length = () => Math.min(LONGEST, Math.floor((Date.now() - began) / 1000));
    let seconds = 0, wanted = true;
    const tick = () => {
      part('seconds').textContent = `${Math.floor(length() / 60)}:${String(length() % 60).padStart(2, '0')}`;
      if (length() >= LONGEST && recorder.state === 'recording') recorder.stop();
    };
    const ticking = setInterval(tick, 250);
    recorder.ondataavailable = e => { if (e.data.size) parts.push(e.data); };
    recorder.onstop = async () => {
      seconds = length();
      clearInterval(ticking);
      heard.getTracks().forEach(track => track.stop());
      part('recording').hidden = true;
      part('writing').hidden = false;
      if (!wanted) return;
      if (!seconds) { tell(words.tooShort); return; }
      const kind = (recorder.mimeType || type || 'audio/webm').split(';')[0], bytes = await new Blob(parts).arrayBuffer();
      say({ seconds, files: [{ name: `voice.${kind.split('/')[1].replace('mp4', 'm4a')}`, type: kind, bytes }] });
    };
    part('stop').onclick = () => recorder.state === 'recording' && recorder.stop();
    part('cancel').onclick = () => { wanted = false; if (recorder.state === 'recording') recorder.stop(); };
    tick();
    part('writing').hidden = true;
    part('recording').hidden = false;
    part('stop').focus();
    recorder.start(1000);
  }

  function tellPlace() {
    const menu = document.querySelector('.more');
    menu.open = false;
    navigator.geolocation.getCurrentPosition(
      where => say({ place: `${where.coords.latitude.toFixed(6)}, ${where.coords.longitude.toFixed(6)}` }), () => tell(words.noPlace), { enableHighAccuracy: true, timeout: 20_000 });
  }

  // Live ------------------------------------------------------------------------------------------------

  function connect() {
    const line = new signalR.HubConnectionBuilder().withUrl('/hubs/chat').configureLogging(signalR.LogLevel.None)
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: before => Math.min(1000 * 2 ** before.previousRetryCount, 30_000) }).build();
    const say = now => { live = now; form.toggleAttribute('data-live', now); look(); };
    const caughtUp = () => { say(true); send(); };
    line.on('changed', look);
    line.onreconnecting(() => say(false));
    line.onreconnected(caughtUp);
    const start = () => line.start().then(caughtUp, () => setTimeout(start, 15_000));
    start();
  }

  // It is as large as all the rest, and nobody needs it to begin: after everything, and not where data is dear.
  addEventListener('load', () => setTimeout(() => {
    if (navigator.connection?.saveData) return;
    const library = make('script');
    library.src = '/lib/signalr.min.js';
    library.onload = connect;
    document.head.append(library);
  }, 500));

  form.addEventListener('submit', async e => {
    const by = e.submitter;
    if (by && by.hasAttribute('data-tongue')) { draft.set(box.value.trim()); box.value = ''; return; }
    e.preventDefault();
    if (by && by.name === 'say.button') { say({ button: by.value, label: by.textContent }); return; }
    await preparing;
    const text = box.value.trim(), files = chosen;
    if (!text && !files.length) { box.focus(); return; }
    if (text.length > MOST_LETTERS) { tell(words.tooLong); return; }
    box.value = '';
    draft.set('');
    chosen = [];
    showChosen();
    say({ text: text || undefined, files });
    box.focus();
  });
  box.addEventListener('input', () => draft.set(box.value));
  box.addEventListener('paste', e => { if (e.clipboardData?.files.length) { e.preventDefault(); choose([...e.clipboardData.files]); } });
  box.addEventListener('keydown', e => {
    if (e.key === 'Enter' && !e.shiftKey && !e.isComposing && matchMedia('(pointer: fine)').matches) { e.preventDefault(); form.requestSubmit(part('default')); }
  });
  picker.addEventListener('change', () => { choose([...picker.files]); picker.value = ''; });
  speak.addEventListener('click', record);
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
  addEventListener('online', () => { send(); look(); });
  document.addEventListener('visibilitychange', () => document.hidden || look());

  form.classList.add('scripted');
  speak.hidden = false;
  const place = document.querySelector('[data-place]');
  if (place && navigator.geolocation && isSecureContext) { place.hidden = false; place.onclick = tellPlace; }
  dress();
  stored('readonly', kept => kept.getAll()).then(kept => {
    queue = [...(kept || []).filter(item => !queue.some(other => other.n === item.n)), ...queue];
    if (queue.length) { showUnsent(); send(); }
  });
  next = setTimeout(look, EVERY);
})();
