// Keeps the messages for when there is no connection: they go into the page that the service worker opens then.
import { elementWith, parsePage } from './page.js';
import { forgetStored } from './storage.js';

const PAGE = '/chat', DELAY_MS = 500, RETRY_MS = 5000, MAX_RETRY_MS = 5 * 60 * 1000;
const leaveForm = document.getElementById('leave-form');
let timer, retryMs = RETRY_MS, hasLeft = false;

// The worker stores the page, because it goes on when this page is closed.
async function keepMessages() {
  const { active } = await navigator.serviceWorker.ready, kept = await caches.match(PAGE) || await fetch(PAGE);
  if (!kept.ok) throw new Error(`The chat answered ${kept.status}.`);
  const page = parsePage(await kept.text());
  page.querySelector('[data-transcript]').innerHTML = elementWith('transcript').innerHTML;
  active.postMessage(`<!DOCTYPE html>${page.documentElement.outerHTML}`);
}

function keepSoon(delay = DELAY_MS) {
  clearTimeout(timer);
  if (!hasLeft) timer = setTimeout(() => keepMessages().catch(() => keepSoon(nextRetryMs())), delay);
}

function nextRetryMs() {
  const delay = retryMs;
  retryMs = Math.min(2 * retryMs, MAX_RETRY_MS);
  return delay;
}

// A worker that could not load all it needs is dropped by the browser, which does not try again by itself.
async function register() {
  const registration = await navigator.serviceWorker.register('/chat/worker.js', { scope: PAGE });
  const worker = registration.installing;
  worker?.addEventListener('statechange', () => {
    if (worker.state === 'redundant' && !registration.active) setTimeout(() => register().catch(() => {}), nextRetryMs());
  });
}

/** Does nothing where browsers forbid it: without https, and in private windows. */
export async function startKeeping() {
  if (!navigator.serviceWorker || location.pathname !== PAGE) return;
  try {
    navigator.serviceWorker.addEventListener('controllerchange', () => keepSoon());
    await register();
    new MutationObserver(() => keepSoon()).observe(elementWith('transcript'), { childList: true, subtree: true });
  } catch { /* The chat works without. */ }
}

// The server deletes the cookie; nothing else of this chat stays in the browser either: messages, unsent words and drafts.
leaveForm?.addEventListener('submit', async e => {
  e.preventDefault();
  hasLeft = true;
  clearTimeout(timer);
  await forgetStored();
  if (window.caches) for (const name of await caches.keys()) if (name.startsWith('chat ')) await caches.delete(name);
  leaveForm.submit();
});
