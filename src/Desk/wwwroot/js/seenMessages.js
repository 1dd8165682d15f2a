// Knows which messages of an open ticket were in view. Only those count as read: what came since stands in "1 new ↓", and whoever sends
// before looking is asked first. A long story opens at the first message that this reader has not seen.
import { textFor } from "/js/live.js";

const ENOUGH_PX = 120, MAX_TICKETS = 300;

const idOf = message => +message.id.slice(1);

// The newest message that was seen, for each ticket that this reader opened.

function readSeen(user) { try { return JSON.parse(localStorage.getItem(`seen ${user}`)) ?? {}; } catch { return {}; } }

function writeSeen(user, number, id) {
  const { [number]: before = 0, ...others } = readSeen(user);
  const kept = Object.entries(others).slice(-MAX_TICKETS);
  try { localStorage.setItem(`seen ${user}`, JSON.stringify(Object.fromEntries([...kept, [number, Math.max(before, id)]]))); }
  catch { /* Storage is full or forbidden: the story opens at its head. */ }
}

/**
 * @param {HTMLElement} page
 * @param {{onAllSeen: () => void}} listener
 */
export function watchMessages(page, { onAllSeen }) {
  const { number, user } = page.dataset, unseen = new Set(); // Ids of messages that came while the page was open.
  const composer = document.getElementById("answer"), button = document.getElementById("unseen");
  const messages = () => [...page.querySelectorAll("#story .said")];
  const firstUnseen = () => messages().find(message => unseen.has(message.id));
  let observer = null;

  function onView(entries) {
    for (const { target, isIntersecting, intersectionRatio, intersectionRect } of entries) {
      if (!isIntersecting || document.hidden || (intersectionRatio < 0.9 && intersectionRect.height < ENOUGH_PX)) continue;
      writeSeen(user, number, idOf(target));
      if (unseen.delete(target.id) && unseen.size === 0) onAllSeen();
    }
    showCount();
  }

  function showCount() {
    if (!button) return;
    button.hidden = unseen.size === 0 || !!page.querySelector(".unseen-notice"); // The question leads to the new messages too.
    button.textContent = textFor("newBelow", { n: unseen.size });
    const isSticky = composer && getComputedStyle(composer).position === "sticky";
    button.style.insetBlockEnd = `${(isSticky ? composer.offsetHeight : 0) + 12}px`;
  }

  /** Watches the messages of a story that was just shown. What covers the foot of the window hides what is below it. */
  function watch() {
    observer?.disconnect();
    const isSticky = composer && getComputedStyle(composer).position === "sticky";
    const covered = isSticky ? Math.min(composer.offsetHeight, innerHeight / 2) : 0;
    observer = new IntersectionObserver(onView, { rootMargin: `0px 0px -${Math.round(covered)}px 0px`, threshold: [0, 0.25, 0.5, 0.9, 1] });
    for (const message of messages()) observer.observe(message);
  }

  /** Takes messages that came just now. Those are seen once they are in view. */
  function add(arrived) {
    for (const message of arrived) unseen.add(message.id);
    watch();
    showCount();
  }

  function openAtFirstUnread() {
    const seen = readSeen(user)[number];
    const first = seen && messages().find(message => idOf(message) > seen);
    if (first && first.getBoundingClientRect().top > innerHeight / 2) first.scrollIntoView({ block: "start" });
  }

  /** Asks once whether a form is to be sent although something new was not looked at. Returns false if it may be sent. */
  function holdsBack(form) {
    if (unseen.size === 0) return false;
    form.querySelector(".unseen-notice")?.remove();
    const notice = Object.assign(document.createElement("div"), { className: "notice soon unseen-notice" });
    notice.setAttribute("role", "alert");
    const question = Object.assign(document.createElement("p"), { textContent: `◐ ${textFor("newUnread", { n: unseen.size })}` });
    notice.append(question, choice("newLook", look), choice("newSend", () => { seeAll(); form.requestSubmit(); }));
    const send = form.querySelector('button[type="submit"]');
    (send?.closest(".send") ?? send)?.before(notice);
    showCount();
    notice.querySelector("button").focus();
    return true;

    function choice(key, choose) {
      const made = Object.assign(document.createElement("button"), { type: "button", textContent: textFor(key) });
      made.addEventListener("click", () => { notice.remove(); choose(); showCount(); });
      return made;
    }
  }

  const look = () => firstUnseen()?.scrollIntoView({ block: "center" });
  function seeAll() { unseen.clear(); onAllSeen(); showCount(); }

  button?.addEventListener("click", look);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) watch(); });
  if (!location.hash && !page.dataset.attempt) openAtFirstUnread();
  watch();
  // A composer that grows covers more of the story and lifts the button.
  if (composer) new ResizeObserver(() => { watch(); showCount(); }).observe(composer);
  return { add, holdsBack, hasUnseen: () => unseen.size > 0 };
}
