// What all pages of staff do with forms and links: a refusal is seen, Ctrl+Enter sends, and a dead line loses neither words nor page.
import { keepFormDrafts } from "/js/formDrafts.js";
import { hasLine, leaveWithLine, pause } from "/js/line.js";

const main = document.getElementById("main");

const isShown = element => element.getClientRects().length > 0;
const formOf = element => element.form ?? element.closest("form");
const addressOf = form => new URL(form.getAttribute("action") ?? "", location.href).href; // A field may be called "action".
const methodOf = form => (form?.getAttribute("method") ?? "get").toLowerCase();
const isPost = form => methodOf(form) === "post";
const sendButtons = form => [...form.elements].filter(field => field.type === "submit" && !field.disabled && isShown(field));

/** The button that Ctrl+Enter presses: that of the field's own part of the form, else the marked one, else the main one, else the first. */
function defaultButton(form, field) {
  const buttons = sendButtons(form), part = field?.closest("[data-part]"), own = part && buttons.find(button => part.contains(button));
  return own ?? buttons.find(button => "default" in button.dataset) ?? buttons.find(button => button.matches(".main")) ?? buttons[0];
}

// A refusal

/** The form that was refused: a page that refuses has the address of its form. Of several with that address it is the one with a fault. */
function refusedForm() {
  const forms = [...main.querySelectorAll("form")].filter(form => isPost(form) && addressOf(form) === location.href.split("#")[0]);
  return forms.find(form => form.querySelector("[aria-invalid=true]")) ?? forms[0];
}

/** Puts the notice of a refused form beside its button, opens what is folded, scrolls there, and gives it the focus. */
function showRefusal() {
  const notice = main.querySelector("[data-refusal]"), form = notice && (notice.closest("form") ?? refusedForm());
  const faulty = (form ?? main).querySelector("[aria-invalid=true]");
  if (notice && form && !faulty && !form.contains(notice)) {
    const button = defaultButton(form);
    (button?.closest(".buttons, .send, .endings") ?? button)?.before(notice);
  }
  const target = faulty ?? notice;
  if (!target) return;
  for (let folded = target.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
  if (target === notice) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  (target.closest(".field") ?? target).scrollIntoView({ block: "center" });
}
if (main) showRefusal();
keepFormDrafts();

// Keys

addEventListener("keydown", press => {
  if (press.isComposing || press.defaultPrevented) return;
  const isWriting = press.target.closest?.("input, textarea, select");
  if (press.key === "Enter" && (press.ctrlKey || press.metaKey) && isWriting && isPost(formOf(press.target))) {
    press.preventDefault();
    if (!press.repeat) formOf(press.target).requestSubmit(defaultButton(formOf(press.target), press.target));
  } else if (press.key === "/" && !isWriting && !press.ctrlKey && !press.altKey && !press.metaKey) {
    const search = document.getElementById("find");
    if (search && !document.querySelector("dialog[open]")) { press.preventDefault(); search.focus(); }
  }
});

// The line

const onTheWay = new Set();
let mayGo = null; // The form that is sent now, for the line was there.

addEventListener("submit", submit => {
  const form = submit.target;
  if (form === mayGo || methodOf(form) === "dialog") { mayGo = null; return; }
  submit.preventDefault();
  submit.stopImmediatePropagation();
  if (onTheWay.has(form)) return;
  onTheWay.add(form);
  sendWithLine(form, submit.submitter).finally(() => onTheWay.delete(form));
}, true);

async function sendWithLine(form, button) {
  const hasPlace = main?.contains(form) && (!button || form.contains(button));
  if (!isPost(form) || !hasPlace) return leaveWithLine(() => send(form, button));
  if (await hasLine()) { hideNoLine(form); send(form, button); } else showNoLine(form, button);
}

/** Sends the form with the button that was pressed, even if a live update has replaced that button meanwhile. */
function send(form, button) {
  const stand = button && !button.isConnected
    ? Object.assign(document.createElement("button"), { type: "submit", name: button.name, value: button.value, hidden: true }) : null;
  if (stand) form.append(stand);
  mayGo = form;
  form.requestSubmit(stand ?? button ?? undefined);
  mayGo = null;
  stand?.remove();
}

const noLineIn = form => form.querySelector(".no-line-here");
const hideNoLine = form => noLineIn(form)?.remove();

/** Says beside the button that nothing was sent, and later that the line is back. The words stay in the form. */
async function showNoLine(form, button) {
  hideNoLine(form);
  const notice = Object.assign(document.createElement("p"), { className: "fault no-line-here", textContent: `▲ ${main.dataset.noLine}` });
  notice.setAttribute("role", "alert");
  const place = button ?? defaultButton(form) ?? form.lastElementChild;
  (place.closest(".buttons, .send, .endings") ?? place).before(notice);
  notice.scrollIntoView({ block: "nearest" });
  while (notice.isConnected && !(await hasLine())) await pause();
  notice.textContent = `● ${main.dataset.lineBack}`;
  notice.classList.replace("fault", "ok");
}

const opensHere = click => click.button === 0 && !click.ctrlKey && !click.metaKey && !click.shiftKey && !click.altKey;
const isPage = link => !link.target && !link.hasAttribute("download") && link.origin === location.origin
  && !(link.hash && link.pathname === location.pathname && link.search === location.search);

// A page that opens its links elsewhere listens further inside, so it comes first.
addEventListener("click", click => {
  const link = click.target.closest?.("a[href]");
  if (!link || click.defaultPrevented || !opensHere(click) || !isPage(link)) return;
  click.preventDefault();
  leaveWithLine(() => location.assign(link.href));
});
