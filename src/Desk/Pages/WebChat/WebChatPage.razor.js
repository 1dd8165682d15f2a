// The chat page: keeps messages until the desk has them, sends each once, records voice and receives updates. The page works without it.
import { choose, hold, take } from '/js/chat/chosen.js';
import { draft } from '/js/chat/kept.js';
import { dress } from '/js/chat/lines.js';
import { box, form, part, tell, words } from '/js/chat/page.js';
import { goOn, say } from '/js/chat/queue.js';

const MOST_LETTERS = 50_000, speak = part('speak'), place = document.querySelector('[data-place]');
let leaving = false, recorder;

// Saves text, files and recording before the page reloads. Text that the browser cannot store is sent with the form and comes back.
async function changeTongue(by) {
  await recorder?.finish();
  await hold();
  draft.set(box.value);
  if (draft.get() === box.value) box.value = '';
  leaving = true;
  form.requestSubmit(by);
}

async function sayAll() {
  if (box.value.length > MOST_LETTERS) { tell(words.tooLong); return; }
  const files = await take(), text = box.value.trim();
  if (!text && !files.length) { box.focus(); return; }
  box.value = '';
  draft.set('');
  say({ text: text || undefined, files });
  box.focus();
}

async function record() {
  try { recorder = await import('/js/chat/recorder.js'); } catch { tell(words.noMicrophone); return; }
  recorder.record();
}

// Not needed to begin, so loaded after everything else.
async function fetchRest() {
  import('/js/chat/recorder.js').catch(() => {});
  try { (await import('/js/chat/live.js')).listen(); } catch { setTimeout(fetchRest, 5000); }
}

function tellPlace() {
  document.querySelector('.more').open = false;
  navigator.geolocation.getCurrentPosition(
    where => say({ place: `${where.coords.latitude.toFixed(6)}, ${where.coords.longitude.toFixed(6)}` }),
    () => tell(words.noPlace),
    { enableHighAccuracy: true, timeout: 20_000 });
}

form.addEventListener('submit', e => {
  const by = e.submitter;
  if (leaving) return;
  e.preventDefault();
  if (by?.hasAttribute('data-tongue')) changeTongue(by);
  else if (by?.name === 'say.button') say({ button: by.value, label: by.textContent });
  else sayAll();
});
box.addEventListener('input', () => draft.set(box.value));
box.addEventListener('paste', e => { if (e.clipboardData?.files.length) { e.preventDefault(); choose([...e.clipboardData.files]); } });
box.addEventListener('keydown', e => {
  if (e.key !== 'Enter' || e.shiftKey || e.isComposing || !matchMedia('(pointer: fine)').matches) return;
  e.preventDefault();
  form.requestSubmit(part('default'));
});
speak.addEventListener('click', record);
addEventListener('pageshow', () => { leaving = false; });

if (!box.value) box.value = draft.get();
form.classList.add('scripted');
speak.hidden = false;
if (place && navigator.geolocation && isSecureContext) { place.hidden = false; place.onclick = tellPlace; }
dress();
goOn();
if (document.readyState === 'complete') fetchRest(); else addEventListener('load', fetchRest);
