// Queue of unsent messages. Each has its own id, so that the desk takes it once however often it is sent.
import { putBack } from './chosen.js';
import { shown } from './files.js';
import { before, draft, drop, keep } from './kept.js';
import { add, last } from './lines.js';
import { box, form, hush, make, offline, pageIn, tell, toEnd, words } from './page.js';

export const EVERY = 3000;

const unsentList = form.querySelector('ol[data-unsent]');
let queue = [], sending = false, slowed = false, answered = false, failures = 0;

export const isSending = () => sending;
export const isEmpty = () => !queue.length;

const newId = () => [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join('');

/** Queues a message and sends it. Resolves when the browser has stored it. */
export function say(what) {
  const item = { n: Math.max(Date.now(), (queue.at(-1)?.n || 0) + 1), id: newId(), at: Date.now(), files: [], ...what };
  queue.push(item);
  const kept = keep(item);
  if (answered) hush();
  answered = false;
  show();
  send();
  return kept;
}

function forget(item) {
  queue = queue.filter(other => other !== item);
  item.files.forEach(file => file.url && URL.revokeObjectURL(file.url));
  drop(item);
}

function show() {
  unsentList.replaceChildren(...queue.map(item => {
    const line = make('li', 'line theirs waiting');
    if (item.files.length) line.append(shown(item.files));
    if (item.text || item.label || item.place) {
      const said = make('bdi', '', item.text || item.label || `📍 ${item.place}`);
      said.dir = 'auto';
      line.append(make('p', 'bubble', said));
    }
    line.append(make('span', 'small', words.unsent));
    return line;
  }));
  toEnd();
}

export async function send() {
  if (sending) return;
  sending = true;
  let wait = 0;
  while (queue.length && !wait) wait = await sendOne(queue[0]);
  sending = false;
  if (wait) setTimeout(send, wait);
}

function bodyOf(item) {
  const body = new FormData(), fields = {
    __RequestVerificationToken: form.elements.__RequestVerificationToken.value,
    form: item.id, age: Math.max(0, Date.now() - item.at), after: last(),
    'say.text': item.text, 'say.button': item.button, 'say.place': item.place || undefined, seconds: item.seconds,
  };
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) body.set(name, value);
  for (const file of item.files) body.append('say.file', new Blob([file.bytes], { type: file.type }), file.name);
  return body;
}

/** Sends one message. Returns the milliseconds to wait before the next attempt, or 0 when the message has left the queue. */
async function sendOne(item) {
  const size = item.files.reduce((sum, file) => sum + file.bytes.byteLength, 0), giveUp = new AbortController();
  const patience = setTimeout(() => giveUp.abort(), 60_000 + size / 4);
  try {
    const headers = { 'X-Requested-With': 'fetch' };
    const answer = await fetch('/chat', { method: 'POST', body: bodyOf(item), headers, signal: giveUp.signal });
    const html = await answer.text();
    if (answer.ok) return arrived(item, answer.redirected ? null : html);
    if (answer.status === 400 && (item.stale = (item.stale || 0) + 1) < 4) { await freshen(); return item.stale > 1 ? EVERY : 1; }
    if ([400, 413, 422].includes(answer.status)) return refused(item, answer.status, html);
    if (answer.status === 429) {
      const wait = Number(answer.headers.get('Retry-After')) || 5;
      tellOf(html, wait);
      slowed = true;
      return 1000 * wait;
    }
  } catch { /* No connection: the message stays queued. */ } finally { clearTimeout(patience); }
  offline.hidden = false;
  return Math.min(EVERY * 1.5 ** failures++, 60_000);
}

function arrived(item, html) {
  forget(item);
  if (slowed) hush();
  slowed = false;
  const fault = html && add(html)?.querySelector('.fault');
  if (fault) tell(fault, 60);
  answered = !!fault;
  show();
  offline.hidden = true;
  return failures = 0;
}

// The message will never be accepted as it is, so its text goes back into the box. Refused files are dropped, except
// when the page was too old.
function refused(item, status, html) {
  forget(item);
  if (item.text) { box.value = [item.text, box.value].filter(Boolean).join('\n'); draft.set(box.value); }
  if (status === 400) putBack(item.files);
  show();
  tellOf(html, 60);
  return 0;
}

// Shows the fault that the returned page contains.
function tellOf(html, seconds) { const fault = pageIn(html).querySelector('.composer .fault'); if (fault) tell(fault, seconds); }

async function freshen() {
  const token = pageIn(await (await fetch('/chat')).text()).querySelector('#say-form [name=__RequestVerificationToken]');
  if (token) form.elements.__RequestVerificationToken.value = token.value;
}

/** Continues with messages and files that an earlier page could not send. */
export async function goOn() {
  const { unsent, chosen } = await before();
  if (chosen.length) putBack(chosen);
  queue = [...unsent.filter(item => !queue.some(other => other.n === item.n)), ...queue];
  if (queue.length) { show(); send(); }
}
