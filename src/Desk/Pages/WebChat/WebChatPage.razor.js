// The chat page: queues messages, sends each once, records voice and receives updates. The page works without this script.
import { addFiles, saveChosenFiles, takeFiles } from '/js/chat/chosenFiles.js';
import { box, elementWith, form, limits, showNotice, texts } from '/js/chat/page.js';
import { queueMessage, resumeQueue } from '/js/chat/queue.js';
import { draft } from '/js/chat/storage.js';
import { showCopyButtons } from '/js/chat/transcript.js';

const recordButton = elementWith('speak'), locationButton = document.querySelector('[data-location]');
let isLeaving = false, recorder;

// The page reloads, so text, files and recording are saved first. Text that the browser cannot store is sent and comes back.
async function changeLanguage(button) {
  await recorder?.finishRecording();
  await saveChosenFiles();
  draft.set(box.value);
  if (draft.get() === box.value) box.value = '';
  isLeaving = true;
  form.requestSubmit(button);
}

async function sendComposer() {
  if (box.value.length > limits.textLength) { showNotice(texts.tooLong); return; }
  const files = await takeFiles(), text = box.value.trim();
  if (!text && !files.length) { box.focus(); return; }
  box.value = '';
  const stored = queueMessage({ text: text || undefined, files });
  box.focus();
  // The draft goes when the message is stored, so that a page closed in between has one of them.
  await stored;
  draft.set(box.value);
}

async function recordVoice() {
  try { recorder = await import('/js/chat/recorder.js'); } catch { showNotice(texts.noMicrophone); return; }
  recorder.startRecording();
}

// Not needed to begin, so loaded after everything else.
async function loadOtherScripts() {
  import('/js/chat/recorder.js').catch(() => {});
  try { (await import('/js/chat/live.js')).startUpdates(); } catch { setTimeout(loadOtherScripts, 5000); }
}

function sendLocation() {
  document.querySelector('.more').open = false;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => queueMessage({ place: `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}` }),
    () => showNotice(texts.noPlace),
    { enableHighAccuracy: true, timeout: 20_000 });
}

form.addEventListener('submit', e => {
  const button = e.submitter;
  if (isLeaving) return;
  e.preventDefault();
  if (button?.hasAttribute('data-language-button')) changeLanguage(button);
  else if (button?.name === 'say.button') queueMessage({ button: button.value, label: button.textContent });
  else sendComposer();
});
box.addEventListener('input', () => draft.set(box.value));
box.addEventListener('paste', e => { if (e.clipboardData?.files.length) { e.preventDefault(); addFiles([...e.clipboardData.files]); } });
box.addEventListener('keydown', e => {
  if (e.key !== 'Enter' || e.shiftKey || e.isComposing || !matchMedia('(pointer: fine)').matches) return;
  e.preventDefault();
  form.requestSubmit(elementWith('default'));
});
recordButton.addEventListener('click', recordVoice);
addEventListener('pageshow', () => { isLeaving = false; });

if (!box.value) box.value = draft.get();
form.classList.add('scripted');
recordButton.hidden = false;
if (locationButton && navigator.geolocation && isSecureContext) { locationButton.hidden = false; locationButton.onclick = sendLocation; }
showCopyButtons();
resumeQueue();
if (document.readyState === 'complete') loadOtherScripts(); else addEventListener('load', loadOtherScripts);
