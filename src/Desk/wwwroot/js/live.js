// Connection to the board hub: connects, catches up on missed changes, notices silence and reconnects. Pages pass handlers for messages.
const words = JSON.parse(document.getElementById("words")?.textContent ?? "{}");
const dot = document.getElementById("live");
const SILENCE = 12_000, POLL = 15_000, AGAIN = [500, 1_000, 2_000, 5_000, 10_000];

export const say = (key, values = {}) => (words[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
// Times are shown in the centre's time zone, wherever the browser is.
const timeZone = dot?.dataset.zone;
export const clock = time => new Date(time).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone });

/** Formats a time span: under a minute, minutes, hours up to three days, days. TimeTexts does the same on the server. */
export function span(ms) {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  if (minutes < 1) return words.underAMinute;
  const [unit, n] = minutes < 60 ? ["minutes", minutes]
    : minutes < 72 * 60 ? ["hours", Math.floor(minutes / 60)] : ["days", Math.floor(minutes / 1_440)];
  return n === 1 ? words[unit][0] : words[unit][1].replace("2", n);
}

const formatTimeLeft = ms => Math.abs(ms) < 60_000
  ? say(ms > 0 ? "almostLate" : "justLate") : say(ms > 0 ? "left" : "late", { span: span(ms) });

/** Updates every remaining time on the page. */
export function tick() {
  const now = Date.now();
  for (const left of document.querySelectorAll("time.left[data-unanswered]")) {
    const ms = left.dataset.due - now;
    const meaning = ms <= 0 ? "late" : now >= left.dataset.soon ? "soon" : "ok";
    left.className = `left ${meaning}`;
    left.firstElementChild.textContent = { late: "▲", soon: "◐", ok: "●" }[meaning];
    left.lastChild.textContent = ` ${formatTimeLeft(ms)}`;
    const row = left.closest(".row"), drain = row?.querySelector(".drain");
    row?.classList.toggle("near", meaning === "soon");
    if (drain) drain.dataset.tenths = Math.max(0, Math.min(10, Math.ceil((10 * ms) / (row.dataset.due - row.dataset.start + 1))));
  }
}

function show(state, at) {
  if (!dot) return;
  dot.hidden = false;
  dot.classList.toggle("stale", state === "stale");
  dot.textContent = say(state, { time: at ? clock(at) : "" });
}

/**
 * @param {{sequence: number, on: Record<string, (what: any) => void>, watched: (answer: any) => void, poll: () => Promise<void>}} page
 */
export function connect(page) {
  let last = page.sequence, heard = Date.now(), lost = 0, tries = 0, watching = false, behind = false;
  setInterval(tick, 20_000);

  if (!window.signalR) {
    show("polling");
    setInterval(() => document.hidden || page.poll().then(() => show("polling"), () => show("stale", lost ||= Date.now())), POLL);
    return { send() {} };
  }

  const line = new signalR.HubConnectionBuilder().withUrl("/hubs/board").configureLogging(signalR.LogLevel.None).build();
  line.keepAliveIntervalInMilliseconds = 5_000;
  // After a silence on the same connection, missed changes are fetched before the page is shown as live again.
  const alive = () => { heard = Date.now(); if (lost && !watching && line.state === "Connected") watch().catch(stale); };
  const stale = () => { lost ||= heard; show("stale", lost); };

  async function watch() {
    if (watching) { behind = true; return; }
    watching = true;
    try {
      do {
        behind = false;
        const answer = await line.invoke("Watch", last);
        heard = Date.now();
        page.watched(answer);
        last = Math.max(last, answer.sequence);
      } while (behind);
      lost = 0;
      show("live");
    } finally { watching = false; }
  }

  async function start() {
    try {
      await line.start();
      await watch();
      tries = 0;
      page.on.connected?.();
    } catch {
      stale();
      if (line.state === "Connected") await line.stop().catch(() => {});
      else setTimeout(start, AGAIN[Math.min(tries++, AGAIN.length - 1)] + Math.random() * 500);
    }
  }

  for (const what of ["CardChanged", "CardRemoved"])
    line.on(what, card => { alive(); page.on[what]?.(card); if (!watching && !behind && !lost) last = Math.max(last, card.sequence); });
  line.on("Alert", alert => { alive(); page.on.Alert?.(alert); });
  line.on("Presence", who => { alive(); page.on.Presence?.(who); });
  line.on("Pulse", pulse => {
    alive();
    if (!watching && !behind && !lost) last = Math.max(last, pulse.sequence);
    if (!watching && !lost) show("live");
  });
  // Random delay, because all boards fall behind at the same moment.
  line.on("Behind", () => { alive(); behind = true; setTimeout(() => watch().catch(stale), 100 + Math.random() * 900); });
  line.onclose(() => { stale(); setTimeout(start, AGAIN[Math.min(tries++, AGAIN.length - 1)] + Math.random() * 500); });

  setInterval(() => {
    if (Date.now() - heard < SILENCE) return;
    stale();
    if (line.state === "Connected" && Date.now() - heard > 2 * SILENCE) line.stop().catch(() => {});
  }, 2_000);
  // While the connection is down, the page polls over HTTP.
  setInterval(() => { if (lost && !document.hidden) page.poll().catch(() => {}); }, POLL);
  start();
  return { send: (what, ...values) => line.state === "Connected" && line.send(what, ...values).catch(() => {}) };
}

// Refreshes the notices about broken channels, because a board stays open all day.
const signs = document.getElementById("line-signs");
if (signs) setInterval(async () => {
  const answer = await fetch(signs.dataset.from, { credentials: "same-origin", redirect: "manual" }).catch(() => null);
  if (answer?.ok) signs.innerHTML = await answer.text();
}, 30_000);
