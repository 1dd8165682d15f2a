// Keeps the board current: puts rows that the server rendered into their place, and updates counts. The server decides where a row goes:
// a row carries marks and a sort key, and each list names the marks that it shows (RowPlacement).
import { answerBeside, besideIs, besideOf, isWide, open, shut } from "/js/beside.js";
import { connect, say, tick } from "/js/live.js";

let board = document.getElementById("board");
const pill = document.getElementById("news"), missed = document.getElementById("missed"), above = pill.parentElement;
const told = document.getElementById("told"), title = document.title;
const parse = html => { const t = document.createElement("template"); t.innerHTML = html; return t.content.firstElementChild; };
const rowOf = number => document.getElementById(`t${number}`);
const known = new Map(); // number → newest sequence seen, removals included
const came = new Set(); // Numbers of rows that arrived above the visible part and were not seen yet.
let alerts = 0, counting = 0;

for (const row of board.querySelectorAll(".row")) known.set(row.dataset.number, +row.dataset.sequence);

/** Returns true when the row carries all marks that the list asks for. */
function belongs(row, shows = board.dataset.shows) {
  const marks = row.dataset.marks.split(" ");
  return shows.split(" ").every(mark => marks.includes(mark));
}

function place(row, glows) {
  const part = [...board.querySelectorAll(".rows")].find(rows => belongs(row, rows.dataset.shows));
  const old = rowOf(row.dataset.number), focused = old?.contains(document.activeElement);
  const here = old?.classList.contains("here") || row.dataset.number === besideIs();
  const next = [...part.children].find(other => other !== old && other.dataset.order > row.dataset.order);
  if (!next && !old && board.dataset.more === "1") return; // Beyond the end of this page.
  old?.remove();
  part.insertBefore(row, next ?? null);
  row.classList.toggle("here", !!here);
  if (glows) { row.classList.toggle("arrived", !old); row.classList.toggle("changed", row.dataset.by !== `staff:${board.dataset.user}`); }
  if (focused) row.querySelector(".subject").focus({ preventScroll: true });
  if (!old && scrollY > 80) came.add(row.dataset.number);
}

const bar = document.querySelector(".bar"), edge = () => bar.offsetHeight;
const isAbove = row => !!row && row.getBoundingClientRect().bottom <= edge();

/** Applies a change and scrolls so that the row under the cursor stays in place. */
function still(number, change) {
  const others = scrollY > 80 ? [...board.querySelectorAll(".row")].filter(row => row.dataset.number !== number) : [];
  const held = others.find(row => row.matches(":hover")) ?? others.find(row => !isAbove(row)), top = held?.getBoundingClientRect().top;
  change();
  if (held) scrollBy(0, held.getBoundingClientRect().top - top);
}

/** Shows how many new and missed rows are out of sight above. Rows below are not counted: the reader gets to them. */
function tellAbove() {
  for (const number of came) if (!isAbove(rowOf(number))) came.delete(number);
  const red = [...board.querySelectorAll(".row.red")].filter(isAbove).length;
  above.style.insetBlockStart = `${edge()}px`;
  pill.hidden = came.size === 0;
  pill.textContent = say("news", { n: came.size });
  missed.hidden = red === 0;
  missed.textContent = say("missedAbove", { n: red });
}
let telling = 0;
const tellAboveSoon = () => { telling ||= requestAnimationFrame(() => { telling = 0; tellAbove(); }); };
pill.onclick = () => rowOf([...came].at(-1))?.scrollIntoView({ block: "center" });
missed.onclick = () => choose(board.querySelector(".row.red"));
addEventListener("scroll", tellAboveSoon, { passive: true });
addEventListener("resize", tellAboveSoon);

function changed(card, glows = true) {
  if ((known.get(card.number) ?? 0) >= card.sequence) return;
  if (!card.html) return refetchSoon();
  known.set(card.number, card.sequence);
  const row = parse(card.html);
  still(card.number, () => (belongs(row) ? place(row, glows) : rowOf(card.number)?.remove()));
  settled();
}

function removed(card) {
  if ((known.get(card.number) ?? 0) >= card.sequence) return;
  known.set(card.number, card.sequence);
  if (board.dataset.closed === "1") return refetchSoon(); // A ticket that is no longer open may still belong to this list.
  still(card.number, () => rowOf(card.number)?.remove());
  settled();
}

function settled() {
  const rows = board.querySelectorAll(".row").length;
  board.querySelector(".empty").hidden = rows > 0;
  const own = board.querySelector(".rows.own");
  if (own) for (const part of board.querySelectorAll(".part")) part.hidden = own.children.length === 0;
  if (board.dataset.more === "1" && rows < 80) refetchSoon();
  tellAboveSoon();
  countSoon();
}

/** Fetches the counts from the server, at most once in one to two seconds. */
function countSoon() {
  counting ||= setTimeout(async () => {
    counting = 0;
    const fresh = await part("counts").catch(() => null);
    if (fresh) board.querySelector(".lists").replaceWith(fresh);
  }, 1_000 + Math.random() * 1_000);
}

async function part(what = "list") {
  const answer = await fetch(`/desk/${what}${location.search}`, { credentials: "same-origin", redirect: "manual" });
  if (answer.type === "opaqueredirect" || answer.status === 401) { location.reload(); throw new Error(); }
  if (!answer.ok) throw new Error(`${answer.status}`);
  return parse(await answer.text());
}

let refetching = 0;
function refetchSoon() { refetching ||= setTimeout(() => { refetching = 0; refetch().catch(() => {}); }, 150 + Math.random() * 350); }

/** Reloads the whole list and keeps selection and focus. */
async function refetch() {
  const fresh = await part();
  const here = board.querySelector(".row.here")?.id ?? `t${besideIs()}`, focused = document.activeElement?.closest?.(".row")?.id;
  for (const row of fresh.querySelectorAll(".row")) {
    const now = +row.dataset.sequence;
    if ((known.get(row.dataset.number) ?? 0) > now) continue;
    known.set(row.dataset.number, now);
  }
  board.replaceWith(fresh);
  board = fresh;
  if (here) document.getElementById(here)?.classList.add("here");
  if (focused) document.getElementById(focused)?.querySelector(".subject")?.focus({ preventScroll: true });
  tick();
  tellAboveSoon();
}

function watched(answer) {
  if (answer.changes && board.dataset.plain === "1") {
    for (const change of answer.changes) change.removed ? removed(change) : changed(change);
  } else if (answer.cards || answer.changes?.length) refetchSoon();
}

const plainly = act => card => (board.dataset.plain === "1" ? act(card) : refetchSoon());
connect({
  sequence: +board.dataset.sequence,
  watched,
  poll: refetch,
  on: {
    CardChanged: plainly(changed),
    CardRemoved: plainly(removed),
    Alert(alert) {
      const notice = parse('<div class="notice late"><span class="shape" aria-hidden="true">▲</span><div><a></a></div></div>');
      const link = notice.querySelector("a");
      link.href = `/desk/tickets/${alert.number}`;
      link.textContent = say("alert", { number: `\u2066${alert.number}\u2069` });
      told.prepend(notice);
      while (told.children.length > 3) told.lastChild.remove();
      setTimeout(() => notice.remove(), 30_000);
      document.title = `(${++alerts}) ${title}`;
    },
  },
});
addEventListener("focus", () => { alerts = 0; document.title = title; });

// Selection
let at = 0; // Index of the last selected row, used when that row is gone.
function mark(row) {
  board.querySelector(".row.here")?.classList.remove("here");
  row?.classList.add("here");
  row?.scrollIntoView({ block: "nearest" });
}
function choose(row) {
  mark(row);
  row?.querySelector(".subject").focus({ preventScroll: true });
  if (row && besideIs()) open(row.dataset.number);
}
addEventListener("click", click => {
  const link = click.target.closest("#board .row .subject, #told a");
  if (!link || !isWide() || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
  click.preventDefault();
  open(link.pathname.split("/").pop(), "page");
});
const take = document.getElementById("take");
take.addEventListener("submit", sent => { if (sent.submitter && isWide()) answerBeside(take, sent.submitter.value, "take"); });

function press(key) {
  const rows = [...board.querySelectorAll(".row")], now = rows.findIndex(row => row.classList.contains("here")), here = rows[now];
  const act = {
    j: () => choose(rows[at = Math.min(now < 0 ? at : now + 1, rows.length - 1)]),
    k: () => choose(rows[at = Math.max(now < 0 ? at - 1 : now - 1, 0)]),
    t: () => here?.querySelector(".take")?.click(),
    a: () => here && (isWide() ? open(here.dataset.number, "say") : location.href = `${here.querySelector(".subject").href}#say-text`),
    "/": () => document.getElementById("find").focus(),
    "?": () => document.getElementById("keys").showModal(),
    Escape: besideIs() && shut,
  }[key];
  act?.();
  return !!act;
}
addEventListener("keydown", key => {
  if (key.ctrlKey || key.metaKey || key.altKey || key.target.closest("input, select, textarea, dialog[open]")) return;
  if (press(key.key)) key.preventDefault();
});
besideOf({
  shown: number => { mark(rowOf(number)); },
  shut: number => rowOf(number)?.querySelector(".subject").focus({ preventScroll: true }),
  key: key => { if (key === "j" || key === "k" || key === "/") window.focus(); press(key); },
});
