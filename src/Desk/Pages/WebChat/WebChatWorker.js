// Service worker of the chat: opens the chat without a connection, with the messages that were last seen. The desk is always asked first.
// The server writes VERSION and SHELL before this text, so that another version of the product replaces the worker and all that it kept.
const CACHE = `chat ${VERSION}`, PAGE = '/chat', EMPTY_PAGE = '/chat/empty';
const LEAVING = ['/chat/own', '/chat/continue', '/chat/leave'], GATEWAY_ERRORS = [502, 504];
const PAGE_WAIT_MS = 8000, FILE_WAIT_MS = 4000, KEEP_MS = 14 * 24 * 3600 * 1000;

addEventListener('install', e => e.waitUntil(keepShell()));
addEventListener('activate', e => e.waitUntil(takeOver()));
// The page sends itself when new messages have come.
addEventListener('message', e => e.waitUntil(readKept(EMPTY_PAGE).then(empty => storePage(e.data, empty.headers))));

async function keepShell() {
  const cache = await caches.open(CACHE);
  await cache.addAll([...SHELL, EMPTY_PAGE].map(path => new Request(path, { cache: 'no-cache' })));
  await skipWaiting();
}

async function takeOver() {
  for (const name of await caches.keys()) if (name.startsWith('chat ') && name !== CACHE) await caches.delete(name);
  await clients.claim();
}

addEventListener('fetch', e => {
  const { request } = e, { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  // Whoever leaves this chat or goes on with another one leaves nothing of it on the phone, even if the request fails.
  if (request.method === 'POST' && LEAVING.includes(pathname)) e.respondWith(forgetPage().then(() => fetch(request)));
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate' && pathname === PAGE) e.respondWith(openPage(e));
  else if (SHELL.includes(pathname)) e.respondWith(firstOf(fetch(request), FILE_WAIT_MS, () => readKept(pathname)));
});

const forgetPage = async () => (await caches.open(CACHE)).delete(PAGE);
const readKept = async path => (await caches.open(CACHE)).match(path);

/** The answer of the desk, or what is kept when there is none in time. */
async function firstOf(answer, patience, kept) {
  const timeout = new Promise(resolve => setTimeout(resolve, patience));
  const first = await Promise.race([answer.catch(() => null), timeout]);
  if (first && !GATEWAY_ERRORS.includes(first.status)) return first;
  return await kept() || answer;
}

function openPage(e) {
  const answer = fetch(e.request);
  e.waitUntil(answer.then(keepPage).catch(() => {}));
  return firstOf(answer, PAGE_WAIT_MS, readPage);
}

async function keepPage(answer) {
  if (answer.ok && !answer.redirected) await storePage(answer.clone().body, answer.headers);
}

async function storePage(body, itsHeaders) {
  const headers = new Headers(itsHeaders);
  headers.set('Date', new Date().toUTCString());
  await (await caches.open(CACHE)).put(PAGE, new Response(body, { headers }));
}

async function readPage() {
  const page = await readKept(PAGE);
  const isFresh = page && Date.now() - Date.parse(page.headers.get('Date')) < KEEP_MS;
  return isFresh ? page : readKept(EMPTY_PAGE);
}
