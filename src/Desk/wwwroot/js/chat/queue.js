// Queue of unsent messages. Each has its own id, so that the desk takes it once however often it is sent.
import { putFilesBack } from './chosenFiles.js';
import { createPreviews } from './files.js';
import { box, createElement, form, hideNotice, offlineHint, parsePage, scrollToEnd, showNotice, texts } from './page.js';
import { deleteMessage, draft, readStored, storeMessage } from './storage.js';
import { addLines, lastLineId } from './transcript.js';

export const POLL_MS = 3000;
const MAX_RETRY_MS = 60_000, MAX_STALE_ATTEMPTS = 4, LONG_NOTICE_SECONDS = 60;

const unsentList = form.querySelector('ol[data-unsent]');
const offlineText = offlineHint.textContent, isUnkept = message => message.isKept === false;
let queue = [], isSendingNow = false, failures = 0, showsRateLimit = false, showsFault = false;

export const isSending = () => isSendingNow;
export const isEmpty = () => !queue.length;

const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');

/** Queues a message and sends it. Resolves when the browser has stored it. */
export function queueMessage(content) {
  const order = Math.max(Date.now(), (queue[queue.length - 1]?.n || 0) + 1);
  const message = { n: order, id: newId(), at: Date.now(), files: [], ...content };
  queue.push(message);
  const stored = storeMessage(message).then(isStored => { message.isKept = !!isStored; if (!isStored) showQueue(); });
  if (showsFault) hideNotice();
  showsFault = false;
  showQueue();
  sendQueue();
  return stored;
}

function removeFromQueue(message) {
  queue = queue.filter(other => other !== message);
  message.files.forEach(file => file.url && URL.revokeObjectURL(file.url));
  deleteMessage(message);
}

function createUnsentLine(message) {
  const line = createElement('li', 'line theirs waiting');
  if (message.files.length) line.append(createPreviews(message.files));
  if (message.text || message.label || message.place) {
    const text = createElement('bdi', '', message.text || message.label || `📍 ${message.place}`);
    text.dir = 'auto';
    line.append(createElement('p', 'bubble', text));
  }
  line.append(createElement('span', 'small', isUnkept(message) ? texts.unkept : texts.unsent));
  return line;
}

function showQueue() {
  unsentList.replaceChildren(...queue.map(createUnsentLine));
  offlineHint.textContent = queue.some(isUnkept) ? texts.unkept : offlineText;
  scrollToEnd();
}

export async function sendQueue() {
  if (isSendingNow) return;
  isSendingNow = true;
  let delay = 0;
  while (queue.length && !delay) delay = await sendMessage(queue[0]);
  isSendingNow = false;
  if (delay) setTimeout(sendQueue, delay);
}

function toFormData(message) {
  const body = new FormData(), fields = {
    __RequestVerificationToken: form.elements.__RequestVerificationToken.value,
    form: message.id, age: Math.max(0, Date.now() - message.at), after: lastLineId(),
    'say.text': message.text, 'say.button': message.button, 'say.place': message.place || undefined, seconds: message.seconds,
  };
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) body.set(name, value);
  for (const file of message.files) body.append('say.file', new Blob([file.bytes], { type: file.type }), file.name);
  return body;
}

async function post(message) {
  const size = message.files.reduce((sum, file) => sum + file.bytes.byteLength, 0), giveUp = new AbortController();
  const timeout = setTimeout(() => giveUp.abort(), 60_000 + size / 4);
  try {
    const headers = { 'X-Requested-With': 'fetch' };
    const answer = await fetch('/chat', { method: 'POST', body: toFormData(message), headers, signal: giveUp.signal });
    return { answer, html: await answer.text() };
  } finally { clearTimeout(timeout); }
}

/** Returns the milliseconds to wait before the next attempt, or 0 when the message has left the queue. */
async function sendMessage(message) {
  try {
    const { answer, html } = await post(message);
    if (answer.ok) return onAccepted(message, answer.redirected ? null : html);
    if (answer.status === 400 && (message.stale = (message.stale || 0) + 1) < MAX_STALE_ATTEMPTS) {
      await refreshToken();
      return message.stale > 1 ? POLL_MS : 1;
    }
    // A disk may stay full for days, so the message does not wait in the queue.
    const isFull = answer.status === 503 && answer.headers.get('Retry-After') > 600;
    if (isFull || [400, 413, 422].includes(answer.status)) return onRefused(message, answer.status, html);
    if (answer.status === 429) {
      const seconds = Number(answer.headers.get('Retry-After')) || 5;
      showFaultIn(html, seconds);
      showsRateLimit = true;
      return 1000 * seconds;
    }
  } catch { /* No connection: the message stays queued. */ }
  offlineHint.hidden = false;
  return Math.min(POLL_MS * 1.5 ** failures++, MAX_RETRY_MS);
}

function onAccepted(message, html) {
  removeFromQueue(message);
  if (showsRateLimit) hideNotice();
  showsRateLimit = false;
  const fault = html && addLines(html)?.querySelector('.fault');
  if (fault) showNotice(fault, LONG_NOTICE_SECONDS);
  showsFault = !!fault;
  showQueue();
  offlineHint.hidden = true;
  failures = 0;
  return 0;
}

// The message will not be accepted as it is, so its text goes back into the box, and its files if they may be accepted later.
function onRefused(message, status, html) {
  removeFromQueue(message);
  if (message.text) { box.value = [message.text, box.value].filter(Boolean).join('\n'); draft.set(box.value); }
  if (status === 400 || status === 503) putFilesBack(message.files);
  showQueue();
  showFaultIn(html, LONG_NOTICE_SECONDS);
  return 0;
}

function showFaultIn(html, seconds) {
  const fault = parsePage(html).querySelector('.composer .fault');
  if (fault) showNotice(fault, seconds);
}

// A page that was open for long has an old antiforgery token.
async function refreshToken() {
  const page = parsePage(await (await fetch('/chat')).text());
  const token = page.querySelector('#say-form [name=__RequestVerificationToken]');
  if (token) form.elements.__RequestVerificationToken.value = token.value;
}

/** Continues with messages and files that an earlier page could not send. */
export async function resumeQueue() {
  const { unsent, chosenFiles } = await readStored();
  if (chosenFiles.length) putFilesBack(chosenFiles);
  queue = [...unsent.filter(message => !queue.some(other => other.n === message.n)), ...queue];
  if (queue.length) { showQueue(); sendQueue(); }
}
