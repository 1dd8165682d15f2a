// Files chosen for the next message. They survive leaving the page and changing its language.
import { picture, prepare } from './files.js';
import { keepChosen } from './kept.js';
import { box, make, part, tell, words } from './page.js';

const MOST = 10, list = part('chosen'), picker = document.getElementById('say-file');
let chosen = [], work = Promise.resolve();

function show() {
  list.hidden = !chosen.length;
  list.replaceChildren(...chosen.map(file => {
    const out = make('button', '', '✕');
    out.type = 'button';
    out.ariaLabel = out.title = words.remove;
    out.onclick = () => { chosen = chosen.filter(other => other !== file); change(); box.focus(); };
    const item = make('li', '', picture(file));
    item.append(out);
    return item;
  }));
}

function change() { show(); work = work.then(() => keepChosen(chosen)); }

export function choose(files) {
  work = work.then(async () => {
    for (const file of files) {
      if (chosen.length === MOST) { tell(words.tooMany); break; }
      chosen.push(...await prepare(file));
    }
    show();
    return keepChosen(chosen);
  });
}

/** Returns and clears the chosen files, once all are prepared. */
export async function take() {
  await work;
  const files = chosen;
  chosen = [];
  change();
  return files;
}

export function putBack(files) { chosen.unshift(...files); change(); }

/** Saves the chosen files before the page is left. Without browser storage, puts them into the page's own form instead. */
export async function hold() {
  await work;
  if (!chosen.length || await keepChosen(chosen)) return;
  const all = new DataTransfer();
  chosen.forEach(file => all.items.add(new File([file.bytes], file.name, { type: file.type })));
  picker.files = all.files;
}

picker.addEventListener('change', () => { choose([...picker.files]); picker.value = ''; });
