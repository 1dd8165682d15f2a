// The conversation as the server renders it.
import { elementWith, main, scrollToEnd } from './page.js';

const NEAR_END_PX = 160;

const transcript = elementWith('transcript');
const listIn = root => root.querySelector('ol');
const findLine = (list, id) => list.querySelector(`[data-line="${id}"]`);

export const lastLineId = () => listIn(transcript).dataset.last;

/**
 * Adds new lines. Existing ones stay as they are, because one may be playing a voice message.
 * Buttons stay only on the line whose question is still open.
 */
export function addLines(html) {
  const isNearEnd = main.scrollTop > -NEAR_END_PX, fresh = document.createElement('template');
  fresh.innerHTML = html;
  const freshList = listIn(fresh.content), list = listIn(transcript);
  if (!freshList) return;
  // This browser is in another chat now, so nothing of the one on this page may stay.
  if (freshList.dataset.chat !== list.dataset.chat) { location.reload(); return; }
  for (const line of [...freshList.children]) if (!findLine(list, line.dataset.line)) list.append(line);
  for (const buttons of transcript.querySelectorAll('.ways'))
    if (buttons.closest('[data-line]')?.dataset.line !== freshList.dataset.lineWithButtons) buttons.remove();
  list.dataset.last = freshList.dataset.last;
  showCopyButtons();
  if (isNearEnd) scrollToEnd();
  return fresh.content;
}

export function showCopyButtons() { transcript.querySelectorAll('[data-copy]').forEach(button => { button.hidden = false; }); }

transcript.addEventListener('click', async e => {
  const button = e.target.closest('[data-copy]');
  if (!button) return;
  try { await navigator.clipboard.writeText(button.dataset.copy); } catch { copyText(button.previousElementSibling); }
  button.classList.add('ok');
});

// For browsers without the clipboard API.
function copyText(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  document.execCommand('copy');
}
