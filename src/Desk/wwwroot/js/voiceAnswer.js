// A spoken answer: hold the button, or the key V, and speak; let go to end. A short press begins, and the next one ends.
const MAX_SECONDS = 60, HOLD_MS = 400, MIN_MS = 700, BITS_PER_SECOND = 24_000;
const MIME_TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

const format = seconds => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/** Shows the button where the browser can record. What is recorded is sent with the form, beside its text. */
export function offerRecording(form) {
  const part = form?.querySelector("[data-record]");
  if (!part || !navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) return;
  const [button, timer, fault, result] = ["hold", "timer", "record-fault", "recorded"].map(name => form.querySelector(`[data-${name}]`));
  const { recording: picker, recordingSeconds } = form.elements;
  let running = null, pressedAt = 0;

  const tell = text => { fault.textContent = text; fault.hidden = !text; };

  function drop() {
    picker.value = recordingSeconds.value = "";
    result.hidden = true;
    const player = result.querySelector("audio");
    if (player) { URL.revokeObjectURL(player.src); player.remove(); }
  }

  function keep(parts, type, milliseconds) {
    if (milliseconds < MIN_MS) { tell(part.dataset.tooShort); return; }
    const transfer = new DataTransfer(), plain = type.split(";")[0];
    transfer.items.add(new File(parts, `voice.${plain.split("/")[1].replace("mp4", "m4a")}`, { type: plain }));
    picker.files = transfer.files;
    recordingSeconds.value = Math.min(MAX_SECONDS, Math.max(1, Math.round(milliseconds / 1000)));
    const player = Object.assign(document.createElement("audio"), { controls: true, src: URL.createObjectURL(picker.files[0]) });
    player.setAttribute("aria-label", part.dataset.yours);
    result.prepend(player);
    result.hidden = false;
  }

  async function begin() {
    drop();
    tell("");
    timer.textContent = format(0);
    const own = running = { end() { this.isEnded = true; } };
    own.ended = new Promise(resolve => { own.resolve = resolve; });
    const finish = () => {
      running = null;
      button.classList.remove("on");
      button.ariaPressed = "false";
      timer.hidden = true;
      own.resolve();
    };
    let sound;
    try { sound = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch { tell(part.dataset.noMicrophone); finish(); return; }
    const mimeType = MIME_TYPES.find(type => MediaRecorder.isTypeSupported(type));
    const recorder = new MediaRecorder(sound, { mimeType, audioBitsPerSecond: BITS_PER_SECOND }), parts = [];
    own.startedAt = Date.now();
    own.end = () => { if (recorder.state === "recording") recorder.stop(); };
    const show = () => {
      const seconds = Math.floor((Date.now() - own.startedAt) / 1000);
      timer.textContent = format(Math.min(seconds, MAX_SECONDS));
      if (seconds >= MAX_SECONDS) own.end();
    };
    const ticking = setInterval(show, 250);
    recorder.ondataavailable = e => { if (e.data.size) parts.push(e.data); };
    recorder.onstop = () => {
      clearInterval(ticking);
      sound.getTracks().forEach(track => track.stop());
      keep(parts, recorder.mimeType || mimeType || "audio/webm", Date.now() - own.startedAt);
      finish();
    };
    button.classList.add("on");
    button.ariaPressed = "true";
    timer.hidden = false;
    show();
    recorder.start(1000);
    if (own.isEnded) own.end();
  }

  const press = () => { if (running) running.end(); else { pressedAt = Date.now(); begin(); } };
  // Before the microphone is there, nothing was said yet: whoever lets go now presses again to end.
  const release = () => { if (running?.startedAt && Date.now() - pressedAt >= HOLD_MS) running.end(); };
  const isPressKey = key => key === " " || key === "Enter";

  button.addEventListener("pointerdown", e => { if (e.button === 0) { button.setPointerCapture(e.pointerId); press(); } });
  for (const end of ["pointerup", "pointercancel"]) button.addEventListener(end, release);
  button.addEventListener("contextmenu", e => e.preventDefault()); // A long touch would open the menu.
  button.addEventListener("keydown", e => { if (isPressKey(e.key)) { e.preventDefault(); if (!e.repeat) press(); } });
  button.addEventListener("keyup", e => { if (isPressKey(e.key)) { e.preventDefault(); release(); } });
  const isFree = e => !(e.ctrlKey || e.metaKey || e.altKey || e.isComposing || e.target.closest?.("input, select, textarea"));
  addEventListener("keydown", e => { if (e.code === "KeyV" && isFree(e)) { e.preventDefault(); if (!e.repeat) press(); } });
  addEventListener("keyup", e => { if (e.code === "KeyV") release(); });
  result.querySelector("[data-drop]").addEventListener("click", () => { drop(); button.focus(); });
  // What is still being said is part of what is sent.
  form.addEventListener("submit", e => {
    if (!running) return;
    e.preventDefault();
    e.stopPropagation();
    running.ended.then(() => form.requestSubmit(e.submitter));
    running.end();
  });
  part.hidden = false;
}
