// Keeps the figures of a page current: fetches the page again after changes and takes over the parts marked with data-live.
// Text and attributes change in place. Rows come and go only where the reader is not at work: under the pointer, around the
// focus and beside chosen boxes everything stays where it is until she leaves or asks for it.
import { connect, updateTimes } from "/js/live.js";

const MIN_DELAY_MS = 700, SPREAD_MS = 800, REFRESH_MS = 60_000, AFTER_LEAVING_MS = 300;

const page = document.querySelector("[data-sequence]");
const changedButton = document.querySelector("[data-live-changed]");
let latest = null; // The newest page that was fetched.

const regions = () => [...page.querySelectorAll("[data-live]")];
const isHeld = region => !("liveAlways" in page.dataset) && isUsed(region);
const isUsed = region => region.matches(":hover") || region.contains(document.activeElement) || hasInput(region);
const hasInput = region => [...region.querySelectorAll("input, textarea")].some(
  field => field.checked !== field.defaultChecked || field.value !== field.defaultValue);
const isSameKind = (old, fresh) => old.nodeName === fresh.nodeName && old.id === fresh.id && keyOf(old) === keyOf(fresh);
const keyOf = node => node.dataset?.key;

function patchAttributes(old, fresh) {
  for (const { name } of [...old.attributes])
    if (!fresh.hasAttribute(name) && !(name === "open" || name === "checked")) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes)
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
}

/** Makes a node like a fresh one. Returns false when children would have to come or go, which a held region does not allow. */
function patch(old, fresh, held) {
  if (old.isEqualNode(fresh)) return true;
  if (old.nodeType !== Node.ELEMENT_NODE) { old.data = fresh.data; return true; }
  if (held && old.type === "hidden") return true; // What a row sends that is in use stays as its reader saw it.
  patchAttributes(old, fresh);
  const before = [...old.childNodes], after = [...fresh.childNodes];
  if (before.length === after.length && before.every((node, index) => isSameKind(node, after[index])))
    return before.map((node, index) => patch(node, after[index], held)).every(Boolean);
  if (!held) { old.replaceChildren(...after.map(node => document.importNode(node, true))); return true; }
  for (const node of before.filter(keyOf)) {
    const match = after.find(other => isSameKind(node, other));
    if (match) patch(node, match, held);
    node.classList.toggle("gone", !match);
  }
  return false;
}

/** Takes the fetched page over into the regions. Keeps chosen boxes, the focus, and what is in view. */
function apply(holds = isHeld) {
  let isComplete = true;
  for (const region of regions()) {
    const fresh = latest.querySelector(`[data-live="${region.dataset.live}"]`);
    if (!fresh) continue;
    const chosen = [...region.querySelectorAll(":checked")].map(box => `${box.name}=${box.value}`);
    const focused = region.contains(document.activeElement) ? document.activeElement : null;
    if (!patch(region, fresh, holds(region))) isComplete = false;
    for (const box of region.querySelectorAll('input[type="checkbox"]'))
      if (chosen.includes(`${box.name}=${box.value}`)) box.checked = true;
    if (focused?.id && !focused.isConnected) document.getElementById(focused.id)?.focus({ preventScroll: true });
  }
  if (changedButton) changedButton.hidden = isComplete;
  updateTimes();
}

/** Fetches the page and takes it over. Reloads the page when the session has ended. */
async function refresh() {
  const answer = await fetch(location.href, { credentials: "same-origin", redirect: "manual" });
  if (answer.type === "opaqueredirect" || answer.status === 401) { location.reload(); return; }
  if (!answer.ok) throw new Error(`${answer.status}`);
  latest = new DOMParser().parseFromString(await answer.text(), "text/html");
  apply();
}

// The delay is random, because changes come in bursts and all pages get them at the same moment.
let refreshTimer = 0;
function refreshSoon() {
  refreshTimer ||= setTimeout(() => { refreshTimer = 0; refresh().catch(() => {}); }, MIN_DELAY_MS + Math.random() * SPREAD_MS);
}

let leaveTimer = 0;
function applyAfterLeaving() {
  clearTimeout(leaveTimer);
  if (latest) leaveTimer = setTimeout(apply, AFTER_LEAVING_MS);
}
for (const region of regions())
  for (const event of ["pointerleave", "focusout", "change"]) region.addEventListener(event, applyAfterLeaving);
changedButton?.addEventListener("click", () => apply(region => !!region.querySelector("textarea") && hasInput(region)));

connect({
  sequence: +page.dataset.sequence,
  catchUp: answer => { if (answer.cards || answer.changes?.length) refreshSoon(); },
  reload: refresh,
  handlers: { CardChanged: refreshSoon, CardRemoved: refreshSoon },
});
// Due times pass and slips become late without any change.
setInterval(() => document.hidden || refreshSoon(), REFRESH_MS);
