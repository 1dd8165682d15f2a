// Voice recording: press, speak, press.
import { prepare } from './files.js';
import { make, part, tell, words } from './page.js';
import { say } from './queue.js';

const LONGEST = 120;
let running = null;

// Uses the phone's own recorder when the page cannot access the microphone.
function pickSound() {
  const pick = make('input');
  const onchange = async () => {
    const files = await prepare(pick.files[0]);
    if (files.length) say({ files });
  };
  Object.assign(pick, { type: 'file', accept: 'audio/*', capture: 'user', onchange });
  pick.click();
}

function showRecording(on) {
  part('writing').hidden = on;
  part('recording').hidden = !on;
}

export async function record() {
  if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) { pickSound(); return; }
  let heard;
  try { heard = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch { tell(words.noMicrophone); return; }
  const type = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'].find(known => MediaRecorder.isTypeSupported(known));
  const recorder = new MediaRecorder(heard, { mimeType: type, audioBitsPerSecond: 24_000 }), parts = [], began = Date.now();
  const length = () => Math.min(LONGEST, Math.floor((Date.now() - began) / 1000));
  const stop = () => recorder.state === 'recording' && recorder.stop();
  let wanted = true;
  const tick = () => {
    part('seconds').textContent = `${Math.floor(length() / 60)}:${String(length() % 60).padStart(2, '0')}`;
    if (length() >= LONGEST) stop();
  };
  const ticking = setInterval(tick, 250);
  const ended = new Promise(done => {
    recorder.ondataavailable = e => { if (e.data.size) parts.push(e.data); };
    recorder.onstop = async () => {
      const seconds = length();
      clearInterval(ticking);
      heard.getTracks().forEach(track => track.stop());
      showRecording(false);
      running = null;
      if (wanted && seconds) await sayIt(seconds, parts, recorder.mimeType || type || 'audio/webm');
      else if (wanted) tell(words.tooShort);
      done();
    };
  });
  running = { stop, ended };
  part('stop').onclick = stop;
  part('cancel').onclick = () => { wanted = false; stop(); };
  tick();
  showRecording(true);
  part('stop').focus();
  recorder.start(1000);
}

async function sayIt(seconds, parts, type) {
  const kind = type.split(';')[0], bytes = await new Blob(parts).arrayBuffer();
  await say({ seconds, files: [{ name: `voice.${kind.split('/')[1].replace('mp4', 'm4a')}`, type: kind, bytes }] });
}

/** Ends and sends a running recording before the page is left. */
export async function finish() { if (running) { running.stop(); await running.ended; } }
