// The notices of the board: rows that are out of sight above, and the alert of a deadline. Rows below are not counted, because the
// reader gets to them.
import { textFor } from "/js/live.js";

const ALERT_SHOWN_MS = 30_000;

const newRowsButton = document.getElementById("news"), missedRowsButton = document.getElementById("missed");
const noticesAbove = newRowsButton.parentElement, alert = document.getElementById("alert"), pageTitle = document.title;
const bar = document.querySelector(".bar"), topEdge = () => Math.max(0, bar.getBoundingClientRect().bottom);
const rowOf = number => document.getElementById(`t${number}`);
const missedRows = () => [...document.querySelectorAll("#board .row.red")];

// Rows above

const newRowsAbove = new Set(); // Ticket numbers of rows that arrived above the visible part and were not seen yet.

export const isAbove = row => !!row && row.getBoundingClientRect().bottom <= topEdge();

/** Counts a row that arrived, until it is in view. */
export function rowArrived(number) { newRowsAbove.add(number); }

function showRowsAbove() {
  for (const number of newRowsAbove) if (!isAbove(rowOf(number))) newRowsAbove.delete(number);
  const missedAbove = missedRows().filter(isAbove).length;
  noticesAbove.style.insetBlockStart = `${topEdge()}px`;
  newRowsButton.hidden = newRowsAbove.size === 0;
  newRowsButton.textContent = textFor("news", { n: newRowsAbove.size });
  missedRowsButton.hidden = missedAbove === 0;
  missedRowsButton.textContent = textFor("missedAbove", { n: missedAbove });
}

let nextFrame = 0;
export const showRowsAboveSoon = () => { nextFrame ||= requestAnimationFrame(() => { nextFrame = 0; showRowsAbove(); }); };

// One alert at a time: a newer one takes its place and counts the others. It stands in the bar, where it covers and moves nothing.

let alertCount = 0, alertTimer = 0;

export function showAlert({ number, dueAt }) {
  const isLate = Date.parse(dueAt) <= Date.now(), link = alert.querySelector("a");
  alertCount++;
  alert.hidden = false;
  alert.className = `alert ${isLate ? "late" : "soon"}`;
  alert.querySelector(".shape").textContent = isLate ? "▲" : "◐";
  link.href = `/desk/tickets/${number}`;
  link.textContent = textFor(isLate ? "alert" : "warning", { number: `\u2066${number}\u2069` });
  link.title = link.textContent;
  alert.querySelector(".count").textContent = alertCount > 1 ? alertCount : "";
  clearTimeout(alertTimer);
  alertTimer = setTimeout(hideAlert, ALERT_SHOWN_MS);
  document.title = `(${alertCount}) ${pageTitle}`;
}

function hideAlert() { alert.hidden = true; }

function forgetAlerts() {
  alertCount = 0;
  document.title = pageTitle;
}

/** @param {(row: HTMLElement | undefined) => void} select Selects the row that a notice leads to. */
export function connectNotices(select) {
  newRowsButton.onclick = () => rowOf([...newRowsAbove].pop())?.scrollIntoView({ block: "center" });
  missedRowsButton.onclick = () => select(missedRows()[0]);
  addEventListener("scroll", showRowsAboveSoon, { passive: true });
  addEventListener("resize", showRowsAboveSoon);
  alert.querySelector("button").onclick = () => { forgetAlerts(); hideAlert(); };
  bar.querySelector(".live").before(alert);
  addEventListener("focus", forgetAlerts);
}
