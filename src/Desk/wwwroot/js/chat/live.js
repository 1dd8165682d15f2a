// Updates: pushed over SignalR when connected, polled otherwise.
import { add, last } from './lines.js';
import { form, make, offline } from './page.js';
import { EVERY, isEmpty, isSending, send } from './queue.js';

const WHEN_LIVE = 30_000;
let live = false, looking = false, next;

export async function look() {
  clearTimeout(next);
  if (looking) { looking = 'again'; return; }
  looking = true;
  if (!document.hidden && !isSending()) {
    try {
      const answer = await fetch(`/chat/lines?after=${last()}`);
      if (answer.status === 200) add(await answer.text());
      if (isEmpty()) offline.hidden = true;
    } catch { offline.hidden = false; }
  }
  const again = looking === 'again';
  looking = false;
  clearTimeout(next);
  next = setTimeout(look, again ? 0 : live ? WHEN_LIVE : EVERY);
}

function connect() {
  const line = new signalR.HubConnectionBuilder().withUrl('/hubs/chat').configureLogging(signalR.LogLevel.None)
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: before => Math.min(1000 * 2 ** before.previousRetryCount, 30_000) }).build();
  const tellLive = now => { live = now; form.toggleAttribute('data-live', now); look(); };
  const caughtUp = () => { tellLive(true); send(); };
  line.on('changed', look);
  line.onreconnecting(() => tellLive(false));
  line.onreconnected(caughtUp);
  const start = () => line.start().then(caughtUp, () => setTimeout(start, 15_000));
  start();
}

// The SignalR library is as large as everything else and not needed to begin: loaded last, and not at all in data-saving mode.
function fetchLine() {
  if (navigator.connection?.saveData) return;
  const library = make('script');
  library.src = '/lib/signalr.min.js';
  library.onload = connect;
  document.head.append(library);
}

export function listen() {
  setTimeout(fetchLine, 500);
  addEventListener('online', () => { send(); look(); });
  document.addEventListener('visibilitychange', () => document.hidden || look());
  next = setTimeout(look, EVERY);
}
