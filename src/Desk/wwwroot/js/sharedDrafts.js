// Offers what was typed into a form to the other tabs of the same colleague, and takes it away there once it is stored. Each tab keeps its
// own words; they pass between open tabs only, and nothing of them stays in the browser after the last one.
const main = document.getElementById("main"), user = main?.dataset.user, KEY = `tabs ${user}`;
const channel = user && "BroadcastChannel" in window ? new BroadcastChannel(`drafts ${user}`) : null;
const forms = new Map(); // Those of this page, by their places.
const offers = new Map();

function read() { try { return JSON.parse(sessionStorage.getItem(KEY)) ?? {}; } catch { return {}; } }

function write(drafts) {
  try { sessionStorage.setItem(KEY, JSON.stringify(drafts)); } catch { /* Storage is full or forbidden: each tab is alone. */ }
}

const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/**
 * Remembers what this tab has typed, for tabs that ask. Null: nothing any more, here.
 * A draft has an id, which goes along to a tab that goes on with it, and the words it had when it went there.
 */
export function passDraft(place, values) {
  const drafts = read(), { id = `${Date.now()} ${Math.random()}`, passed = null } = drafts[place] ?? {};
  if (values) drafts[place] = { id, passed, values };
  else delete drafts[place];
  write(drafts);
  if (values) withdraw(place);
}

/** What was typed is stored: no other tab should send it again. */
export function endDraft(place) {
  const { [place]: ended, ...others } = read();
  if (!ended) return;
  write(others);
  channel?.postMessage({ place, ended: ended.id });
}

/**
 * Offers here what another tab has typed into this form.
 * @param form `find()`: the form; `values()`: what it holds, null if nothing; `show(values)`; `empty()`: as the page came;
 *   `renew()`: the words stay, but are no longer those that were sent elsewhere.
 */
export function followDraft(place, form) {
  if (!channel) return;
  forms.set(place, form);
  if (read()[place]?.isEnded) settle(place);
  ask(place);
}

function ask(place) { if (!forms.get(place).values()) channel.postMessage({ place, isQuestion: true }); }

/** Another tab stored the draft. Words that were added here since it went from tab to tab are kept. */
function settle(place) {
  const { [place]: ended, ...others } = read(), form = forms.get(place);
  write(others);
  if (isSame(form.values(), ended.passed)) form.empty();
  else form.renew?.();
}

function offer(place, draft) {
  const form = forms.get(place);
  if (!form || form.values() || offers.has(place)) return;
  const take = Object.assign(document.createElement("button"), { type: "button", textContent: main.dataset.draftTake });
  const text = `${main.dataset.draftElsewhere} `;
  const notice = Object.assign(document.createElement("p"), { className: "hint restored elsewhere", textContent: text });
  notice.setAttribute("role", "status");
  take.addEventListener("click", () => { withdraw(place); takeOver(place, form, draft); });
  notice.append(take);
  form.find().prepend(notice);
  offers.set(place, { id: draft.id, notice });
}

function takeOver(place, form, { id, values }) {
  form.show(values);
  write({ ...read(), [place]: { id, passed: form.values(), values: form.values() } });
  form.find().querySelector("textarea, input:not([type=hidden])")?.focus();
}

function withdraw(place) {
  offers.get(place)?.notice.remove();
  offers.delete(place);
}

if (channel) {
  channel.onmessage = ({ data: { place, isQuestion, draft, ended } }) => {
    const drafts = read(), own = drafts[place];
    if (isQuestion && own && !own.isEnded) {
      write({ ...drafts, [place]: { ...own, passed: own.values } });
      channel.postMessage({ place, draft: { id: own.id, values: own.values } });
    }
    if (draft) offer(place, draft);
    if (ended && offers.get(place)?.id === ended) withdraw(place);
    if (ended && own?.id === ended) {
      write({ ...drafts, [place]: { ...own, isEnded: true } });
      if (forms.has(place)) settle(place);
    }
  };
  document.addEventListener("visibilitychange", () => { if (!document.hidden) [...forms.keys()].forEach(ask); });
}
