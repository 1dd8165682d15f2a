// Keeps staff pages current: connection to the board hub, remaining times, channel notices. Also holds the texts that scripts show.
const texts = JSON.parse(document.getElementById("script-texts")?.textContent ?? "{}");
const indicator = document.getElementById("live");

// The server sends a pulse every few seconds. Without any message for this long, the connection counts as lost.
const SILENCE_MS = 12_000;
const POLL_MS = 15_000, RETRY_DELAYS_MS = [500, 1_000, 2_000, 5_000, 10_000];

/** Returns a text in the language of the page, with its placeholders filled in. */
export const textFor = (key, values = {}) => (texts[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

// Times are shown in the centre's time zone, wherever the browser is.
const timeZone = indicator?.dataset.zone;
const formatTimeOfDay = time => new Date(time).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone });

/** Formats a time span: under a minute, minutes, hours up to three days, days. TimeTexts does the same on the server. */
function formatSpan(ms) {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  if (minutes < 1) return texts.underAMinute;
  const [unit, n] = minutes < 60 ? ["minutes", minutes]
    : minutes < 72 * 60 ? ["hours", Math.floor(minutes / 60)] : ["days", Math.floor(minutes / 1_440)];
  return n === 1 ? texts[unit][0] : texts[unit][1].replace("2", n);
}

const formatTimeLeft = ms => Math.abs(ms) < 60_000
  ? textFor(ms > 0 ? "almostLate" : "justLate") : textFor(ms > 0 ? "left" : "late", { span: formatSpan(ms) });

/** Updates every remaining time on the page. */
export function updateTimes() {
  const now = Date.now();
  for (const time of document.querySelectorAll("time.left[data-unanswered]")) {
    const ms = time.dataset.due - now;
    const urgency = ms <= 0 ? "late" : now >= time.dataset.soon ? "soon" : "ok";
    time.className = `left ${urgency}`;
    time.firstElementChild.textContent = { late: "▲", soon: "◐", ok: "●" }[urgency];
    time.lastChild.textContent = ` ${formatTimeLeft(ms)}`;
    const row = time.closest(".row"), drain = row?.querySelector(".drain");
    row?.classList.toggle("near", urgency === "soon");
    if (drain) drain.dataset.tenths = Math.max(0, Math.min(10, Math.ceil((10 * ms) / (row.dataset.due - row.dataset.start + 1))));
  }
}

/** Shows the state of the connection: "live", "polling", or "stale" with the time since when. */
function showState(state, since) {
  if (!indicator) return;
  indicator.hidden = false;
  indicator.classList.toggle("stale", state === "stale");
  indicator.textContent = textFor(state, { time: since ? formatTimeOfDay(since) : "" });
}

/**
 * Connects the page to the board hub. Catches up on missed changes, notices silence, and reconnects.
 * Without SignalR, reloads the page's content from time to time instead.
 * @param {{sequence: number, handlers: Record<string, (message: any) => void>, catchUp: (answer: any) => void,
 *   reload: () => Promise<void>}} page
 */
export function connect(page) {
  let lastSequence = page.sequence, lastMessageAt = Date.now(), lostAt = 0, attempts = 0;
  let isCatchingUp = false, isBehind = false;
  setInterval(updateTimes, 20_000);

  if (!window.signalR) {
    const onFailed = () => showState("stale", lostAt ||= Date.now());
    showState("polling");
    setInterval(() => document.hidden || page.reload().then(() => showState("polling"), onFailed), POLL_MS);
    return { send() {} };
  }

  const hub = new signalR.HubConnectionBuilder().withUrl("/hubs/board").configureLogging(signalR.LogLevel.None).build();
  hub.keepAliveIntervalInMilliseconds = 5_000;
  const isConnected = () => hub.state === "Connected";
  const hasEverything = () => !isCatchingUp && !isBehind && !lostAt;
  const advance = sequence => { if (hasEverything()) lastSequence = Math.max(lastSequence, sequence); };
  const markLost = () => { lostAt ||= lastMessageAt; showState("stale", lostAt); };

  // After a silence on the same connection, missed changes are fetched before the page is shown as live again.
  function onMessage() {
    lastMessageAt = Date.now();
    if (lostAt && !isCatchingUp && isConnected()) catchUp().catch(markLost);
  }

  async function catchUp() {
    if (isCatchingUp) { isBehind = true; return; }
    isCatchingUp = true;
    try {
      do {
        isBehind = false;
        const answer = await hub.invoke("Watch", lastSequence);
        lastMessageAt = Date.now();
        page.catchUp(answer);
        lastSequence = Math.max(lastSequence, answer.sequence);
      } while (isBehind);
      lostAt = 0;
      showState("live");
    } finally { isCatchingUp = false; }
  }

  async function start() {
    try {
      await hub.start();
      await catchUp();
      attempts = 0;
      page.handlers.connected?.();
    } catch (error) {
      // Signed out, perhaps in another tab: the page asks for a sign-in instead of showing what it holds.
      if (/\b401\b/.test(error?.message)) { location.reload(); return; }
      markLost();
      if (isConnected()) await hub.stop().catch(() => {}); // The close handler starts again.
      else startLater();
    }
  }

  function startLater() {
    const delay = RETRY_DELAYS_MS[Math.min(attempts++, RETRY_DELAYS_MS.length - 1)];
    setTimeout(start, delay + Math.random() * 500);
  }

  for (const name of ["CardChanged", "CardRemoved"])
    hub.on(name, card => { onMessage(); page.handlers[name]?.(card); advance(card.sequence); });
  for (const name of ["Alert", "Presence"])
    hub.on(name, message => { onMessage(); page.handlers[name]?.(message); });
  hub.on("Pulse", pulse => {
    onMessage();
    advance(pulse.sequence);
    if (!isCatchingUp && !lostAt) showState("live");
  });
  // The delay is random, because all boards fall behind at the same moment.
  hub.on("Behind", () => { onMessage(); isBehind = true; setTimeout(() => catchUp().catch(markLost), 100 + Math.random() * 900); });
  hub.onclose(() => { markLost(); startLater(); });

  setInterval(() => {
    const silence = Date.now() - lastMessageAt;
    if (silence < SILENCE_MS) return;
    markLost();
    if (isConnected() && silence > 2 * SILENCE_MS) hub.stop().catch(() => {});
  }, 2_000);
  setInterval(() => { if (lostAt && !document.hidden) page.reload().catch(() => {}); }, POLL_MS);
  start();
  return { send: (method, ...values) => isConnected() && hub.send(method, ...values).catch(() => {}) };
}

// Refreshes the notices about broken channels, a wrong clock and a full disk, because a board stays open all day.
for (const notices of document.querySelectorAll("#channel-outages, #desk-badges")) setInterval(async () => {
  const answer = await fetch(notices.dataset.from, { credentials: "same-origin", redirect: "manual" }).catch(() => null);
  if (answer?.ok) notices.innerHTML = await answer.text();
}, 30_000);
