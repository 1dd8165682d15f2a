// Keeps an open ticket current: shows new messages and present colleagues, and leaves alone what is being typed.
import { refreshForms } from "/js/actionForms.js";
import { keepDrafts } from "/js/draft.js";
import { connect, textFor, updateTimes } from "/js/live.js";
import { watchMessages } from "/js/seenMessages.js";
import { offerRecording } from "/js/voiceAnswer.js";

const AT_FOOT_PX = 120, TYPING_INTERVAL_MS = 4_000, COPIED_SHOWN_MS = 1_500;

const page = document.getElementById("ticket"), composer = document.getElementById("answer");
const presence = document.getElementById("presence");
const { number, user } = page.dataset;
const answerBox = composer?.querySelector("textarea"); // An erased ticket has no composer.
const isInPane = document.body.classList.contains("beside");
let version = +page.dataset.version;
if (isInPane && parent === window) location.replace(location.pathname);
keepDrafts(page);
leadBackToList();

/** Leads back to the list of the board that the reader came from. */
function leadBackToList() {
  const back = page.querySelector(".trail a"), list = sessionStorage.getItem("board");
  if (back && list?.startsWith("/desk")) back.href = list;
}

/** Reloads conversation and forms. Scrolls to the newest message if the reader was at the end of the conversation. */
async function reload() {
  const answer = await fetch(`/desk/tickets/${number}/story${location.search}`, { credentials: "same-origin", redirect: "manual" });
  // Signed out meanwhile: the page asks for a sign-in. A server in trouble is asked again later.
  if (answer.type === "opaqueredirect" || answer.status === 401) { location.reload(); return; }
  if (!answer.ok) return;
  const template = document.createElement("template");
  template.innerHTML = await answer.text();
  const fresh = template.content.querySelector("#story"), old = document.getElementById("story");
  // On a phone the forms are below the conversation: who is there stays with them.
  const wasAtEnd = innerHeight + scrollY > document.documentElement.scrollHeight - AT_FOOT_PX && isInView(old.querySelector(".latest"));
  for (const message of fresh.querySelectorAll(".said"))
    if (!document.getElementById(message.id)) message.classList.add("arrived");
  keepDetailsOpen(old, fresh);
  const hasNewFromResident = !!fresh.querySelector(".theirs.arrived");
  old.replaceWith(fresh);
  leadBackToList();
  refreshForms(page, template.content);
  version = +fresh.dataset.version;
  if (wasAtEnd) fresh.querySelector(".latest").scrollIntoView({ block: "end" });
  if (hasNewFromResident && !document.hasFocus()) document.title = `● ${titleWithoutMark()}`;
  messages.add(fresh.querySelectorAll(".said.arrived"));
  takeVersion();
  updateTimes();
  reloadWhileFilesArrive();
}

// What was in view counts as read: the forms are sent with that version, and the server refuses them when more has happened since.
let readVersion = version;
function takeVersion() {
  if (!messages.hasUnseen()) readVersion = version;
  for (const field of document.querySelectorAll('input[name="version"]')) field.value = readVersion;
}
const messages = watchMessages(page, { onAllSeen: takeVersion });

function isInView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

function keepDetailsOpen(old, fresh) {
  const entries = [...old.querySelectorAll(".happened")], freshEntries = fresh.querySelectorAll(".happened");
  for (const details of old.querySelectorAll(".happened details[open]"))
    freshEntries[entries.indexOf(details.parentElement)]?.querySelector("details")?.setAttribute("open", "");
}

const titleWithoutMark = () => document.title.replace(/^● /, "");
addEventListener("focus", () => { document.title = titleWithoutMark(); });

// An arriving file does not change the ticket's version, so the page polls while one is expected, at growing intervals.
let filePolls = 0;
function reloadWhileFilesArrive() {
  if (!document.querySelector("#story .file .wait")) { filePolls = 0; return; }
  setTimeout(() => { reload().catch(() => {}); }, Math.min(30_000, 1_500 * 2 ** filePolls++));
}
reloadWhileFilesArrive();

// Live updates

let reloadTimer = 0;
const reloadSoon = () => { reloadTimer ||= setTimeout(() => { reloadTimer = 0; reload().catch(() => {}); }, 50); };
const onCard = card => { if (card.number === number && (card.removed || card.version > version)) reloadSoon(); };

function showPresence({ number: ticket, people }) {
  if (ticket !== number) return;
  const others = people.filter(person => person.user !== user);
  const describe = person => textFor(person.typing ? "typing" : "viewing", { who: `\u2068${person.name}\u2069` });
  presence.hidden = others.length === 0;
  presence.textContent = others.map(describe).join("\u00a0·\u00a0");
}

const hub = connect({
  sequence: +page.dataset.sequence,
  reload,
  catchUp: answer => { answer.cards ? reloadSoon() : answer.changes.forEach(onCard); },
  handlers: { CardChanged: onCard, CardRemoved: onCard, Presence: showPresence, connected: () => hub.send("Viewing", number) },
});

let typingSentAt = 0;
answerBox?.addEventListener("input", () => {
  if (Date.now() - typingSentAt < TYPING_INTERVAL_MS) return;
  typingSentAt = Date.now();
  hub.send("Typing", number);
});
addEventListener("pagehide", () => hub.send("Left", number));

page.addEventListener("click", async click => {
  const button = click.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard?.writeText(button.dataset.copy);
  const oldTitle = button.title;
  button.title = textFor("copied");
  button.classList.add("ok");
  setTimeout(() => { button.title = oldTitle; button.classList.remove("ok"); }, COPIED_SHOWN_MS);
});

// Lists the chosen files before they are sent.
const filePicker = composer?.elements.enclose, fileList = document.getElementById("chosen-files");
const entryFor = file => Object.assign(document.createElement("li"), { dir: "auto", textContent: file.name });
const listChosenFiles = () => {
  fileList.replaceChildren(...[...filePicker.files].map(entryFor));
  fileList.hidden = filePicker.files.length === 0;
};
filePicker?.addEventListener("change", listChosenFiles);
if (filePicker) listChosenFiles();

offerRecording(composer);

// A form is sent once, however often its button is pressed. The button is disabled only after the browser has read the form.
addEventListener("submit", submit => {
  if (page.contains(submit.target) && messages.holdsBack(submit.target)) { submit.preventDefault(); return; }
  const button = submit.target.querySelector('button[type="submit"]');
  if (button) setTimeout(() => { button.disabled = true; }, 0);
});
addEventListener("pageshow", () => { for (const button of document.querySelectorAll("button:disabled")) button.disabled = false; });

// Keys of the ticket: answer, note, next step, resolve, words of the resident. In the pane, the keys of the board go to the board.
const COMMANDS = {
  a: () => answerBox?.focus(),
  n: () => write("note"),
  x: () => write("nextStep"),
  r: () => openForm("resolve"),
  w: () => openForm("write"),
};
function openForm(name) {
  const form = document.querySelector(`.acts form[action*="/${name}"]`);
  if (!form) return;
  form.closest("details").open = true;
  form.querySelector("textarea").focus();
}
function write(kind) {
  const tab = document.getElementById(`k-${kind}`);
  if (tab) tab.checked = true;
  answerBox?.focus();
}

/** Runs the command that the board or a link named in the address. */
function runNamedCommand() {
  const key = /^#do-([a-z])$/.exec(location.hash)?.[1];
  if (!key) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  COMMANDS[key]?.();
}
addEventListener("hashchange", runNamedCommand);
runNamedCommand();

const BOARD_KEYS = ["j", "k", "t", "/", "?", "Escape", ..."123456789"];
addEventListener("keydown", press => {
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return;
  if (press.target.closest("input, select, textarea")) {
    if (press.key === "Escape" && isInPane) page.closest("main").focus();
    return;
  }
  if (press.key in COMMANDS) { press.preventDefault(); COMMANDS[press.key](); }
  else if (isInPane && BOARD_KEYS.includes(press.key)) {
    press.preventDefault();
    parent.postMessage({ key: press.key }, location.origin);
  }
});

// Tells the board which ticket the pane shows, because a link in the pane may lead to another one.
if (isInPane) parent.postMessage({ showsTicket: number }, location.origin);
