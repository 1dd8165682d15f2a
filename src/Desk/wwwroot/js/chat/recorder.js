// Voice recording: press, speak, press.
import { prepareFile } from './files.js';
import { createElement, elementWith, showNotice, texts } from './page.js';
import { queueMessage } from './queue.js';

const MAX_SECONDS = 120, BITS_PER_SECOND = 24_000;
const MIME_TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

let running = null;

// Uses the phone's own recorder when the page cannot access the microphone.
function openPhoneRecorder() {
  const picker = createElement('input');
  const onchange = async () => {
    const files = await prepareFile(picker.files[0]);
    if (files.length) queueMessage({ files });
  };
  Object.assign(picker, { type: 'file', accept: 'audio/*', capture: 'user', onchange });
  picker.click();
}

function showRecording(isOn) {
  elementWith('writing').hidden = isOn;
  elementWith('recording').hidden = !isOn;
}

export async function startRecording() {
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) { openPhoneRecorder(); return; }
  let sound;
  try { sound = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch { showNotice(texts.noMicrophone); return; }
  const mimeType = MIME_TYPES.find(type => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(sound, { mimeType, audioBitsPerSecond: BITS_PER_SECOND }), parts = [], startedAt = Date.now();
  const secondsSoFar = () => Math.min(MAX_SECONDS, Math.floor((Date.now() - startedAt) / 1000));
  const stop = () => recorder.state === 'recording' && recorder.stop();
  let isCancelled = false;
  const showSeconds = () => {
    const seconds = secondsSoFar();
    elementWith('seconds').textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    if (seconds >= MAX_SECONDS) stop();
  };
  const timer = setInterval(showSeconds, 250);
  const ended = new Promise(resolve => {
    recorder.ondataavailable = e => { if (e.data.size) parts.push(e.data); };
    recorder.onstop = async () => {
      const seconds = secondsSoFar();
      clearInterval(timer);
      sound.getTracks().forEach(track => track.stop());
      showRecording(false);
      running = null;
      if (!isCancelled && seconds) await sendRecording(seconds, parts, recorder.mimeType || mimeType || 'audio/webm');
      else if (!isCancelled) showNotice(texts.tooShort);
      resolve();
    };
  });
  running = { stop, ended };
  elementWith('stop').onclick = stop;
  elementWith('cancel').onclick = () => { isCancelled = true; stop(); };
  showSeconds();
  showRecording(true);
  elementWith('stop').focus();
  recorder.start(1000);
}

async function sendRecording(seconds, parts, mimeType) {
  const type = mimeType.split(';')[0], bytes = await new Blob(parts).arrayBuffer();
  const extension = type.split('/')[1].replace('mp4', 'm4a');
  await queueMessage({ seconds, files: [{ name: `voice.${extension}`, type, bytes }] });
}

/** Ends and sends a running recording before the page is left. */
export async function finishRecording() { if (running) { running.stop(); await running.ended; } }
