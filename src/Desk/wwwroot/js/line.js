// Tells if the server can be reached, so that no page of staff is left for the browser's error page.
const TIMEOUT_MS = 4_000, RETRY_MS = 1_500, TRUSTED_MS = 1_000;
const notice = document.getElementById("no-line");

let answeredAt = -Infinity, newest = 0;

/** Asks the server for the smallest answer there is. Any answer counts, also one that says the desk is not well. */
export async function hasLine() {
  if (performance.now() - answeredAt < TRUSTED_MS) return true;
  const stop = new AbortController(), timer = setTimeout(() => stop.abort(), TIMEOUT_MS);
  try {
    await fetch("/healthz/live", { cache: "no-store", credentials: "omit", signal: stop.signal });
    answeredAt = performance.now();
    return true;
  } catch {
    return false;
  } finally { clearTimeout(timer); }
}

export const pause = () => new Promise(done => setTimeout(done, RETRY_MS));

/** Leaves the page at once with a line. Without one it says so, and leaves when the line is back, unless something else was chosen. */
export async function leaveWithLine(leave) {
  const mine = ++newest;
  while (!(await hasLine())) {
    if (mine !== newest) return;
    if (notice) notice.hidden = false;
    await pause();
  }
  if (mine !== newest) return;
  if (notice) notice.hidden = true;
  leave();
}

/** Gives up what waits for a line. */
export function stay() {
  newest++;
  if (notice) notice.hidden = true;
}

notice?.querySelector("button").addEventListener("click", stay);
