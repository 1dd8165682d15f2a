// Shows a ticket in a pane beside the board: the ticket's page in an iframe.
// The address hash names the ticket, so that the view can be bookmarked and shared.
import { hasLine, leaveWithLine, stay } from "/js/line.js";

const wideWindow = matchMedia("(min-width: 75rem)");
const boardAndPane = document.querySelector(".pair"), pane = document.getElementById("beside"), pageLink = pane.querySelector("a");
const addressOf = number => `/desk/tickets/${number}`;
const ticketInHash = () => /^#(\d[\d-]+\d)$/.exec(location.hash)?.[1] ?? null;

// While keys move the selection through the list, no ticket on the way is loaded.
const LOAD_DELAY_MS = 120;

let frame = null, loadTimer = 0, board = { onShown() {}, onClosed() {}, onKey() {} };
let shown = null; // Number of the ticket in the pane.
let loading = null; // Number of the ticket that the frame has not reported as shown yet.
let focusTarget = null; // Receives the focus when the page is loaded: "ticket", what a key of its page does, or null for nothing.

export const hasRoomForPane = () => wideWindow.matches;
export const ticketInPane = () => shown;

function showPane(number) {
  loading = number;
  const isFirst = shown === null;
  shown = number;
  boardAndPane.classList.add("open");
  pane.hidden = false;
  pageLink.href = addressOf(number);
  if (ticketInHash() !== number) history[isFirst ? "pushState" : "replaceState"](null, "", `#${number}`);
  frame ??= Object.assign(document.createElement("iframe"), { name: "beside" });
  frame.title = number;
  if (!frame.isConnected) { frame.addEventListener("load", onFrameLoaded); pane.append(frame); }
  board.onShown(number);
}

/** Opens the ticket in the whole window when the frame shows another origin. Without a line it tries again until there is one. */
function onFrameLoaded() {
  let page = null;
  try { page = frame.contentDocument; } catch { /* Another origin, or the browser's error page. */ }
  if (!page) openAgain(shown);
  else if (page.URL !== "about:blank") moveFocus();
}

async function openAgain(number) {
  const failed = !(await hasLine());
  if (number === shown) leaveWithLine(() => (failed ? loadFrame() : location.assign(addressOf(number))));
}

// location.replace adds no history entry.
const loadFrame = () => frame?.contentWindow.location.replace(`${addressOf(shown)}?beside=1`);

/** A refusal keeps the focus that its page gave it. A page that follows another one has the focus if that one had it. */
function moveFocus() {
  const page = frame?.contentDocument;
  if (page?.querySelector("[data-refusal]")) { focusTarget = null; frame.focus(); return; }
  if (focusTarget && page) frame.focus();
  if (focusTarget === "ticket") page?.getElementById("main")?.focus();
  else if (focusTarget && page) {
    const { pathname, search } = frame.contentWindow.location; // A hash alone would be taken for one of the board.
    frame.contentWindow.location.replace(`${pathname}${search}#do-${focusTarget}`);
  } else if (page && document.activeElement === frame && page.activeElement === page.body) {
    page.getElementById("main")?.focus({ preventScroll: true });
  }
  focusTarget = null;
}

/** Opens a ticket. The focus goes to the "ticket" or to what a key of its page does; otherwise it stays in the list. */
export function openInPane(number, focus = null) {
  focusTarget = focus;
  if (number === shown) return moveFocus();
  showPane(number);
  clearTimeout(loadTimer);
  loadTimer = setTimeout(() => leaveWithLine(loadFrame), focus ? 0 : LOAD_DELAY_MS);
}

/** Submits a form of the board so that its response appears in the pane. */
export function submitInPane(form, number, action) {
  clearTimeout(loadTimer);
  focusTarget = "ticket";
  showPane(number);
  const oldAction = form.action;
  Object.assign(form, { action: `${addressOf(number)}/${action}?beside=1`, target: "beside" });
  setTimeout(() => { form.action = oldAction; form.removeAttribute("target"); }, 0);
}

export function closePane() {
  if (shown === null) return;
  clearTimeout(loadTimer);
  stay();
  const closed = shown;
  frame.remove();
  frame = shown = null;
  boardAndPane.classList.remove("open");
  pane.hidden = true;
  if (ticketInHash()) history.replaceState(null, "", location.pathname + location.search);
  board.onClosed(closed);
}

function openTicketInHash() {
  const number = ticketInHash();
  if (!number) closePane();
  else if (hasRoomForPane()) openInPane(number);
  else leaveWithLine(() => location.replace(addressOf(number)));
}

function onFrameMessage({ showsTicket, key }) {
  if (key) board.onKey(key);
  if (!showsTicket) return;
  // The page of a ticket requested earlier may still arrive. Another ticket after that means that a link in the pane was followed.
  if (!loading && showsTicket !== shown) showPane(showsTicket);
  if (showsTicket === shown) loading = null;
}

/** @param {{onShown: (number: string) => void, onClosed: (number: string) => void, onKey: (key: string) => void}} listener */
export function connectPane(listener) {
  board = listener;
  pane.querySelector("button").onclick = closePane;
  addEventListener("popstate", openTicketInHash);
  wideWindow.addEventListener("change", () => { if (!hasRoomForPane()) closePane(); });
  addEventListener("message", message => {
    if (message.origin === location.origin && message.source === frame?.contentWindow) onFrameMessage(message.data);
  });
  for (const link of document.querySelectorAll(".languages a"))
    link.addEventListener("click", () => { link.hash = location.hash; });
  if (ticketInHash()) openTicketInHash();
}
