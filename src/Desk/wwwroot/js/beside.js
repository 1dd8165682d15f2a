// A matter beside the list: its own page in a frame of this one. The list leads and the address names the matter, so that it can be kept and sent.
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

/** Where the desk let nobody in, or failed, the whole window says so. */
function loaded() {
  let inside = null;
  try { inside = frame.contentDocument; } catch { /* Not ours. */ }
  if (!inside) return location.assign(address(number));
  if (inside.URL !== "about:blank") focus();
}

/** "page" puts the keyboard into the matter, "say" where one answers; without a wish it stays in the list. */
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
  // Who runs down the list by keys doesn't ask for every matter on the way. Replacing keeps the way back short.
  soon = setTimeout(() => frame?.contentWindow.location.replace(`${address(which)}?beside=1`), wish ? 0 : 120);
}

/** A form of this page is answered beside it. */
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
    // One that was asked for before may still arrive; after the awaited one, another means that somebody followed a link in it.
    if (!awaited && said.data.shows !== number) show(said.data.shows);
    if (said.data.shows === number) awaited = null;
  });
  for (const language of document.querySelectorAll(".languages a")) language.addEventListener("click", () => { language.hash = location.hash; });
  if (named()) follow();
}
