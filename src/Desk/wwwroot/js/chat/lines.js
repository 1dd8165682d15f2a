// The conversation as the server renders it.
import { main, part, toEnd } from './page.js';

export const talk = part('talk-lines');

const lineOf = (list, id) => list.querySelector(`[data-line="${id}"]`);

export const last = () => talk.querySelector('ol').dataset.last;

/**
 * Adds new lines. Existing ones stay as they are, because one may be playing a voice message.
 * Buttons stay only on the line whose question is still open.
 */
export function add(html) {
  const near = main.scrollTop > -160, fresh = document.createElement('template');
  fresh.innerHTML = html;
  const lines = fresh.content.querySelector('ol'), here = talk.querySelector('ol');
  if (!lines) return;
  for (const line of [...lines.children]) if (!lineOf(here, line.dataset.line)) here.append(line);
  for (const ways of talk.querySelectorAll('.ways')) if (ways.closest('[data-line]')?.dataset.line !== lines.dataset.asking) ways.remove();
  here.dataset.last = lines.dataset.last;
  dress();
  if (near) toEnd();
  return fresh.content;
}

export function dress() { talk.querySelectorAll('[data-copy]').forEach(button => { button.hidden = false; }); }

talk.addEventListener('click', async e => {
  const button = e.target.closest('[data-copy]');
  if (!button) return;
  try { await navigator.clipboard.writeText(button.dataset.copy); } catch {
    const range = document.createRange();
    range.selectNodeContents(button.previousElementSibling);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    document.execCommand('copy');
  }
  button.classList.add('ok');
});
