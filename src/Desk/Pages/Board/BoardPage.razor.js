// Keeps the board current: inserts rows that the server rendered, and updates counts. The server decides where a row goes:
// a row carries marks and a sort key, and each list names the marks that it requires (RowPlacement).
import { connectNotices, isAbove, rowArrived, showAlert, showRowsAboveSoon } from "/js/boardNotices.js";
import { leaveWithLine } from "/js/line.js";
import { connect, updateTimes } from "/js/live.js";
import { closePane, connectPane, hasRoomForPane, openInPane, submitInPane, ticketInPane } from "/js/ticketPane.js";

const SCROLLED = 80; // Pixels. From here on, rows that arrive at the top are out of sight.
const TICKET_KEYS = ["a", "n", "x", "r"]; // The keys of a ticket's page that the board passes on.

let board = document.getElementById("board");
sessionStorage.setItem("board", location.pathname + location.search); // The list that the page of a ticket leads back to.
const sequences = new Map(); // Ticket number → newest sequence applied. Removed tickets stay in it.

const parseElement = html => Object.assign(document.createElement("template"), { innerHTML: html }).content.firstElementChild;
const rowOf = number => document.getElementById(`t${number}`);
const rows = () => [...board.querySelectorAll(".row")];
const isCurrent = (number, sequence) => (sequences.get(number) ?? 0) >= sequence;

for (const row of rows()) sequences.set(row.dataset.number, +row.dataset.sequence);

// Rows

function hasMarks(row, requiredMarks) {
  const marks = row.dataset.marks.split(" ");
  return requiredMarks.split(" ").every(mark => marks.includes(mark));
}

/** Puts a row into its list at the place of its sort key, instead of the old row of the same ticket. */
function insertRow(row, highlights) {
  const { number, order, changedBy } = row.dataset;
  const list = [...board.querySelectorAll(".rows")].find(candidate => hasMarks(row, candidate.dataset.requiredMarks));
  const old = rowOf(number), hadFocus = old?.contains(document.activeElement);
  const isSelected = old?.classList.contains("selected") || number === ticketInPane();
  const next = [...list.children].find(other => other !== old && other.dataset.order > order);
  if (!next && !old && board.dataset.hasMore === "1") return; // The row belongs to a later page.
  old?.remove();
  list.insertBefore(row, next ?? null);
  row.classList.toggle("selected", !!isSelected);
  if (highlights) {
    row.classList.toggle("arrived", !old);
    row.classList.toggle("changed", changedBy !== `staff:${board.dataset.user}`);
  }
  if (hadFocus) row.querySelector(".subject").focus({ preventScroll: true });
  if (!old) rowArrived(number);
}

/**
 * Applies a change to the rows. Then scrolls so that the row under the cursor stays in place, and on a scrolled page else the first
 * visible one. Where the page is too short to be scrolled, it gets the missing space until the cursor leaves the list.
 */
function keepScrollPosition(number, change) {
  const others = rows().filter(row => row.dataset.number !== number);
  const anchor = others.find(row => row.matches(":hover")) ?? (scrollY > SCROLLED ? others.find(row => !isAbove(row)) : null);
  const id = anchor?.id, oldTop = anchor?.getBoundingClientRect().top;
  change();
  const kept = id && document.getElementById(id);
  if (kept) moveBack(kept, oldTop);
}

function moveBack(row, oldTop) {
  const shift = () => Math.round(row.getBoundingClientRect().top - oldTop);
  const listing = board.querySelector(".listing");
  if (shift() > 0) keepUntilLeft(listing, document.body, "minBlockSize", scrollY + shift() + innerHeight);
  scrollBy(0, shift());
  if (shift() < 0) keepUntilLeft(listing, listing, "paddingBlockStart", parseFloat(listing.style.paddingBlockStart || 0) - shift());
}

function keepUntilLeft(listing, element, property, pixels) {
  element.style[property] = `${pixels}px`;
  listing.addEventListener("pointerleave", () => { element.style[property] = ""; showRowsAboveSoon(); }, { once: true });
}

function applyChange(card, highlights = true) {
  if (isCurrent(card.number, card.sequence)) return;
  if (!card.html) return reloadSoon();
  sequences.set(card.number, card.sequence);
  const row = parseElement(card.html), isListed = hasMarks(row, board.dataset.requiredMarks);
  keepScrollPosition(card.number, () => (isListed ? insertRow(row, highlights) : rowOf(card.number)?.remove()));
  updateAfterChange();
}

function applyRemoval(card) {
  if (isCurrent(card.number, card.sequence)) return;
  sequences.set(card.number, card.sequence);
  if (board.dataset.includesClosed === "1") return reloadSoon(); // A ticket that is no longer open may still belong to this list.
  keepScrollPosition(card.number, () => rowOf(card.number)?.remove());
  updateAfterChange();
}

function updateAfterChange() {
  const count = rows().length;
  board.querySelector(".empty").hidden = count > 0;
  const own = board.querySelector(".rows.own");
  if (own) for (const heading of board.querySelectorAll(".part")) heading.hidden = own.children.length === 0;
  if (board.dataset.hasMore === "1" && count < +board.dataset.minRowsBeforeReload) reloadSoon();
  showRowsAboveSoon();
  updateCountsSoon();
}

// Reloading from the server

/** Fetches a part of the board, "list" or "counts". Reloads the page when the session has ended. */
async function fetchPart(name) {
  const answer = await fetch(`/desk/${name}${location.search}`, { credentials: "same-origin", redirect: "manual" });
  if (answer.type === "opaqueredirect" || answer.status === 401) { location.reload(); throw new Error(); }
  if (!answer.ok) throw new Error(`${answer.status}`);
  return parseElement(await answer.text());
}

// Waits one to two seconds, because changes come in bursts and all boards get them at the same moment.
let countsTimer = 0;
function updateCountsSoon() {
  countsTimer ||= setTimeout(async () => {
    countsTimer = 0;
    const fresh = await fetchPart("counts").catch(() => null);
    if (fresh) board.querySelector(".lists").replaceWith(fresh);
  }, 1_000 + Math.random() * 1_000);
}

let reloadTimer = 0;
function reloadSoon() { reloadTimer ||= setTimeout(() => { reloadTimer = 0; reload().catch(() => {}); }, 150 + Math.random() * 350); }

/** Reloads the whole list and keeps selection and focus. */
async function reload() {
  const fresh = await fetchPart("list");
  const selectedId = board.querySelector(".row.selected")?.id ?? `t${ticketInPane()}`;
  const focusedId = document.activeElement?.closest?.(".row")?.id;
  for (const row of fresh.querySelectorAll(".row")) {
    const { number, sequence } = row.dataset;
    if (!isCurrent(number, +sequence)) sequences.set(number, +sequence);
  }
  keepScrollPosition(null, () => { board.replaceWith(fresh); board = fresh; });
  document.getElementById(selectedId)?.classList.add("selected");
  if (focusedId) document.getElementById(focusedId)?.querySelector(".subject")?.focus({ preventScroll: true });
  updateTimes();
  showRowsAboveSoon();
}

// Live updates

const appliesChanges = () => board.dataset.liveUpdates === "1";
const applyOrReload = apply => card => (appliesChanges() ? apply(card) : reloadSoon());

/** Applies the changes that were missed while the connection was down. When too much was missed, the answer has all cards instead. */
function catchUp(answer) {
  if (answer.changes && appliesChanges()) {
    for (const card of answer.changes) card.removed ? applyRemoval(card) : applyChange(card);
  } else if (answer.cards || answer.changes?.length) reloadSoon();
}

connect({
  sequence: +board.dataset.sequence,
  catchUp,
  reload,
  handlers: { CardChanged: applyOrReload(applyChange), CardRemoved: applyOrReload(applyRemoval), Alert: showAlert },
});

// Selection

let selectedIndex = 0; // The keys j and k continue here when the selected row is gone.

function markSelected(row) {
  board.querySelector(".row.selected")?.classList.remove("selected");
  row?.classList.add("selected");
  row?.scrollIntoView({ block: "nearest" });
}

function select(row) {
  markSelected(row);
  row?.querySelector(".subject").focus({ preventScroll: true });
  if (row && ticketInPane()) openInPane(row.dataset.number);
}

connectNotices(select);

document.addEventListener("click", click => {
  const link = click.target.closest("#board .row .subject, #alert a");
  if (!link || !hasRoomForPane() || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
  click.preventDefault();
  openInPane(link.pathname.split("/").pop(), "ticket");
});

const takeForm = document.getElementById("take");
takeForm.addEventListener("submit", submit => {
  if (submit.submitter && hasRoomForPane()) submitInPane(takeForm, submit.submitter.value, "take");
});

// Keys

/** Opens the ticket of a row at what one of its own keys does. */
function openAt(row, key) {
  if (!row) return;
  if (hasRoomForPane()) openInPane(row.dataset.number, key);
  else leaveWithLine(() => location.assign(`${row.querySelector(".subject").href}#do-${key}`));
}

/** Runs the command of a key. Returns false when the key has none. */
function runKey(key) {
  const all = rows(), index = all.findIndex(row => row.classList.contains("selected")), selected = all[index];
  const command = {
    j: () => select(all[selectedIndex = Math.min(index < 0 ? selectedIndex : index + 1, all.length - 1)]),
    k: () => select(all[selectedIndex = Math.max(index < 0 ? selectedIndex - 1 : index - 1, 0)]),
    t: () => selected?.querySelector(".take")?.click(),
    "/": () => document.getElementById("find").focus(),
    "?": () => document.getElementById("keys").showModal(),
    Escape: ticketInPane() && closePane,
    ...Object.fromEntries(TICKET_KEYS.map(own => [own, () => openAt(selected, own)])),
  }[key] ?? (/^[1-9]$/.test(key) && (() => board.querySelectorAll(".lists a")[key - 1]?.click()));
  if (command) command();
  return !!command;
}

addEventListener("keydown", press => {
  if (press.ctrlKey || press.metaKey || press.altKey || press.target.closest("input, select, textarea, dialog[open]")) return;
  if (runKey(press.key)) press.preventDefault();
});

connectPane({
  onShown: number => markSelected(rowOf(number)),
  onClosed: number => rowOf(number)?.querySelector(".subject").focus({ preventScroll: true }),
  onKey: key => { if (["j", "k", "/"].includes(key)) window.focus(); runKey(key); },
});
