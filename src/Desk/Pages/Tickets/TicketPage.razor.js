// Keeps an open ticket current: shows new messages and present colleagues, and leaves alone what is being typed.
import { keepDrafts } from "/js/draft.js";
import { follow } from "/js/follow.js";
import { connect, say, tick } from "/js/live.js";

const page = document.getElementById("ticket"), composer = document.getElementById("answer");
const presence = document.getElementById("presence");
const { number, user } = page.dataset;
const text = composer?.querySelector("textarea"); // An erased ticket has no composer.
let version = +page.dataset.version;
const beside = document.body.classList.contains("beside");
if (beside && parent === window) location.replace(location.pathname);
keepDrafts(page);

async function refetch() {
  const answer = await fetch(`/desk/tickets/${number}/story${location.search}`, { credentials: "same-origin", redirect: "manual" });
  if (!answer.ok) { if (answer.status !== 404) location.reload(); return; }
  const t = document.createElement("template");
  t.innerHTML = await answer.text();
  const fresh = t.content.querySelector("#story"), old = document.getElementById("story");
  const atFoot = innerHeight + scrollY > document.documentElement.scrollHeight - 120;
  for (const said of fresh.querySelectorAll(".said")) if (!document.getElementById(said.id)) said.classList.add("arrived");
  const happened = [...old.querySelectorAll(".happened")], happenedNow = fresh.querySelectorAll(".happened");
  for (const open of old.querySelectorAll(".happened details[open]"))
    happenedNow[happened.indexOf(open.parentElement)]?.querySelector("details")?.setAttribute("open", "");
  const came = [...fresh.querySelectorAll(".theirs.arrived")].length > 0;
  old.replaceWith(fresh);
  follow(page, t.content);
  version = +fresh.dataset.version;
  // Everything shown counts as read, so forms on the page are sent with this version.
  for (const field of document.querySelectorAll('input[name="version"]')) field.value = version;
  if (atFoot) fresh.querySelector(".latest").scrollIntoView({ block: "end" });
  if (came && !document.hasFocus()) document.title = `● ${document.title.replace(/^● /, "")}`;
  tick();
  lookForFiles();
}

// An arriving file does not change the ticket's version, so the page polls while one is expected, at growing intervals.
let asked = 0;
function lookForFiles() {
  if (!document.querySelector("#story .file .wait")) { asked = 0; return; }
  setTimeout(() => { refetch().catch(() => {}); }, Math.min(30_000, 1_500 * 2 ** asked++));
}
lookForFiles();
addEventListener("focus", () => { document.title = document.title.replace(/^● /, ""); });

let soon = 0;
const refetchSoon = () => { soon ||= setTimeout(() => { soon = 0; refetch().catch(() => {}); }, 50); };
const about = card => { if (card.number === number && (card.removed || card.version > version)) refetchSoon(); };

const line = connect({
  sequence: +page.dataset.sequence,
  poll: refetch,
  watched: answer => { answer.cards ? refetchSoon() : answer.changes.forEach(about); },
  on: {
    CardChanged: about,
    CardRemoved: about,
    connected: () => line.send("Viewing", number),
    Presence(who) {
      if (who.number !== number) return;
      const others = who.people.filter(p => p.user !== user);
      presence.hidden = others.length === 0;
      presence.textContent = others.map(p => say(p.typing ? "typing" : "viewing", { who: `\u2068${p.name}\u2069` })).join("\u00a0·\u00a0");
    },
  },
});

let typed = 0;
text?.addEventListener("input", () => {
  if (Date.now() - typed < 4_000) return;
  typed = Date.now();
  line.send("Typing", number);
});
addEventListener("pagehide", () => line.send("Left", number));

page.addEventListener("click", async click => {
  const copy = click.target.closest("[data-copy]");
  if (!copy) return;
  await navigator.clipboard?.writeText(copy.dataset.copy);
  const was = copy.title;
  copy.title = say("copied");
  copy.classList.add("ok");
  setTimeout(() => { copy.title = was; copy.classList.remove("ok"); }, 1_500);
});

// Lists the chosen files before they are sent.
const enclosed = composer?.elements.enclose, chosen = document.getElementById("chosen-files");
const entryFor = file => Object.assign(document.createElement("li"), { dir: "auto", textContent: file.name });
const showChosen = () => {
  chosen.replaceChildren(...[...enclosed.files].map(entryFor));
  chosen.hidden = enclosed.files.length === 0;
};
enclosed?.addEventListener("change", showChosen);
if (enclosed) showChosen();

// Ctrl+Enter sends; `a` focuses the answer box; submit buttons are disabled against double sending.
composer?.addEventListener("keydown", key => { if (key.key === "Enter" && (key.ctrlKey || key.metaKey)) composer.requestSubmit(); });
addEventListener("submit", send => {
  const b = send.target.querySelector('button[type="submit"]');
  if (b) setTimeout(() => { b.disabled = true; }, 0);
});
addEventListener("pageshow", () => { for (const b of document.querySelectorAll("button:disabled")) b.disabled = false; });
addEventListener("keydown", key => {
  if (key.ctrlKey || key.metaKey || key.altKey || key.isComposing) return;
  if (key.target.closest("input, select, textarea")) { if (key.key === "Escape" && beside) page.closest("main").focus(); return; }
  if (key.key === "a") { key.preventDefault(); text?.focus(); }
  else if (beside && ["j", "k", "t", "/", "?", "Escape"].includes(key.key)) {
    key.preventDefault();
    parent.postMessage({ key: key.key }, location.origin);
  }
});

// In the pane beside the board, tells the board which ticket is shown.
if (beside) parent.postMessage({ shows: number }, location.origin);
