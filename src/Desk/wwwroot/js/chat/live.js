// Updates: pushed over SignalR when connected, polled otherwise.
import { startKeeping } from './offline.js';
import { createElement, form, offlineHint } from './page.js';
import { isEmpty, isSending, POLL_MS, sendQueue } from './queue.js';
import { addLines, lastLineId } from './transcript.js';

const POLL_WHEN_CONNECTED_MS = 30_000;
let isConnected = false, isFetching = false, fetchAgain = false, timer;

/** Fetches new lines, and plans the next time. A call during a fetch leads to one more fetch after it. */
async function fetchNewLines() {
  clearTimeout(timer);
  if (isFetching) { fetchAgain = true; return; }
  isFetching = true;
  fetchAgain = false;
  // The answer to a message being sent brings new lines too.
  if (!document.hidden && !isSending()) {
    try {
      const answer = await fetch(`/chat/lines?after=${lastLineId()}`);
      if (answer.status === 200) addLines(await answer.text());
      if (isEmpty()) offlineHint.hidden = true;
    } catch { offlineHint.hidden = false; }
  }
  isFetching = false;
  clearTimeout(timer);
  timer = setTimeout(fetchNewLines, fetchAgain ? 0 : isConnected ? POLL_WHEN_CONNECTED_MS : POLL_MS);
}

function connect() {
  const nextRetryDelayInMilliseconds = ({ previousRetryCount }) => Math.min(1000 * 2 ** previousRetryCount, 30_000);
  const hub = new signalR.HubConnectionBuilder().withUrl('/hubs/chat').configureLogging(signalR.LogLevel.None)
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds }).build();
  const setConnected = connected => { isConnected = connected; form.toggleAttribute('data-live', connected); fetchNewLines(); };
  const onConnected = () => { setConnected(true); sendQueue(); };
  hub.on('changed', fetchNewLines);
  hub.onreconnecting(() => setConnected(false));
  hub.onreconnected(onConnected);
  const start = () => hub.start().then(onConnected, () => setTimeout(start, 15_000));
  start();
}

// The SignalR library is as large as everything else and not needed to begin: loaded last, and not at all in data-saving mode.
function loadSignalR() {
  if (navigator.connection?.saveData) return;
  const script = createElement('script');
  script.src = '/lib/signalr.min.js';
  script.onload = connect;
  document.head.append(script);
}

export function startUpdates() {
  setTimeout(loadSignalR, 500);
  addEventListener('online', () => { sendQueue(); fetchNewLines(); });
  document.addEventListener('visibilitychange', () => document.hidden || fetchNewLines());
  timer = setTimeout(fetchNewLines, POLL_MS);
  startKeeping();
}
