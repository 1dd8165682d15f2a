// Shows a ticket beside the board: its page in an iframe. The board opens and closes the pane.
// The address hash names the ticket, so that the view can be bookmarked and shared.
const wide = matchMedia("(min-width: 75rem)");
const pair = document.querySelector(".pair"), pane = document.getElementById("beside"), asPage = pane.querySelector("a");
const address = number => `/desk/tickets/${number}`;
const named = () => /^#(\d[\d-]+\d)$/.exec(location.hash)?.[1] ?? null;
let frame = null, number = null, soon = 0, wanted = null, awaited = null, page = { shown() {}, shut() {}, key() {} };

export const isWide = () => wide.matches;
export const besideIs = () => number;

function show(which) {
  awaited = which;
  const first = number === null;
  number = which;
  pair.classList.add("open");
  pane.hidden = false;
  asPage.href = address(which);
  if (named() !== which) history[first ? "pushState" : "replaceState"](null, "", `#${which}`);
  frame ??= Object.assign(document.createElement("iframe"), { name: "beside" });
  frame.title = which;
  if (!frame.isConnected) { frame.addEventListener("load", loaded); pane.append(frame); }
  page.shown(which);
}

/** Opens the ticket in the whole window when the frame shows another origin or an error page. */
function loaded() {
  let inside = null;
  try { inside = frame.contentDocument; } catch { /* Another origin. */ }
  if (!inside) return location.assign(address(number));
  if (inside.URL !== "about:blank") focus();
}

/** Moves the focus: "page" to the ticket, "say" to the answer box. Otherwise it stays in the list. */
function focus() {
  const inside = frame?.contentDocument, there = inside?.getElementById(wanted === "say" ? "say-text" : "main");
  if (wanted && there) { frame.focus(); there.focus(); }
  wanted = null;
}

export function open(which, wish = null) {
  wanted = wish;
  if (which === number) return focus();
  show(which);
  clearTimeout(soon);
  // Waits a little, so that running down the list by keys does not load every ticket on the way.
  // location.replace adds no history entry.
  soon = setTimeout(() => frame?.contentWindow.location.replace(`${address(which)}?beside=1`), wish ? 0 : 120);
}

/** Submits a form of the board so that its response appears in the pane. */
export function answerBeside(form, which, action) {
  clearTimeout(soon);
  wanted = "page";
  show(which);
  const was = form.action;
  Object.assign(form, { action: `${address(which)}/${action}?beside=1`, target: "beside" });
  setTimeout(() => { form.action = was; form.removeAttribute("target"); }, 0);
}

export function shut() {
  if (number === null) return;
  clearTimeout(soon);
  const was = number;
  frame.remove();
  frame = number = null;
  pair.classList.remove("open");
  pane.hidden = true;
  if (named()) history.replaceState(null, "", location.pathname + location.search);
  page.shut(was);
}

function follow() {
  const which = named();
  if (!which) shut();
  else if (isWide()) open(which);
  else location.replace(address(which));
}

/** @param {{shown: (number: string) => void, shut: (number: string) => void, key: (key: string) => void}} listener */
export function besideOf(listener) {
  page = listener;
  pane.querySelector("button").onclick = shut;
  addEventListener("popstate", follow);
  wide.addEventListener("change", () => { if (!isWide()) shut(); });
  addEventListener("message", said => {
    if (said.origin !== location.origin || said.source !== frame?.contentWindow) return;
    if (said.data.key) page.key(said.data.key);
    if (!said.data.shows) return;
    // A ticket requested earlier may still arrive. Another ticket after the awaited one means that a link in the pane was followed.
    if (!awaited && said.data.shows !== number) show(said.data.shows);
    if (said.data.shows === number) awaited = null;
  });
  for (const language of document.querySelectorAll(".languages a"))
    language.addEventListener("click", () => { language.hash = location.hash; });
  if (named()) follow();
}
