// Keeps the messages for when there is no connection: they go into the page that the service worker opens then.
import { elementWith, parsePage } from './page.js';
import { forgetStored } from './storage.js';

const PAGE = '/chat', DELAY_MS = 500;
const leaveForm = document.getElementById('leave-form');
let timer, hasLeft = false;

// The worker stores the page, because it goes on when this page is closed.
async function keepMessages() {
  const { active } = await navigator.serviceWorker.ready, kept = await caches.match(PAGE) || await fetch(PAGE);
  if (!kept.ok) return;
  const page = parsePage(await kept.text());
  page.querySelector('[data-transcript]').innerHTML = elementWith('transcript').innerHTML;
  active.postMessage(`<!DOCTYPE html>${page.documentElement.outerHTML}`);
}

function keepSoon() {
  clearTimeout(timer);
  if (!hasLeft) timer = setTimeout(() => keepMessages().catch(() => {}), DELAY_MS);
}

/** Does nothing where browsers forbid it: without https, and in private windows. */
export async function startKeeping() {
  if (!navigator.serviceWorker || location.pathname !== PAGE) return;
  try {
    navigator.serviceWorker.addEventListener('controllerchange', keepSoon);
    await navigator.serviceWorker.register('/chat/worker.js', { scope: PAGE });
    new MutationObserver(keepSoon).observe(elementWith('transcript'), { childList: true, subtree: true });
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
