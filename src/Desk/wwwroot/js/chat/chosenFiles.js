// Files chosen for the next message. They survive leaving the page and changing its language.
import { createThumbnail, prepareFile } from './files.js';
import { box, createElement, elementWith, limits, showNotice, texts } from './page.js';
import { storeChosenFiles } from './storage.js';

const list = elementWith('chosen'), picker = document.getElementById('say-file');
let chosen = [], lastStep = Promise.resolve(); // Each step waits for the one before.

function showList() {
  list.hidden = !chosen.length;
  list.replaceChildren(...chosen.map(file => {
    const removeButton = createElement('button', '', '✕');
    removeButton.type = 'button';
    removeButton.ariaLabel = removeButton.title = texts.remove;
    removeButton.onclick = () => { setFiles(chosen.filter(other => other !== file)); box.focus(); };
    const item = createElement('li', '', createThumbnail(file));
    item.append(removeButton);
    return item;
  }));
}

function setFiles(files) {
  chosen = files;
  showList();
  lastStep = lastStep.then(() => storeChosenFiles(chosen));
}

export function addFiles(files) {
  lastStep = lastStep.then(async () => {
    for (const file of files) {
      if (chosen.length === limits.files) { showNotice(texts.tooMany); break; }
      const prepared = await prepareFile(file);
      chosen.push(...prepared);
    }
    showList();
    return storeChosenFiles(chosen);
  });
}

/** Returns and clears the chosen files, once all are prepared. */
export async function takeFiles() {
  await lastStep;
  const files = chosen;
  setFiles([]);
  return files;
}

export function putFilesBack(files) { setFiles([...files, ...chosen]); }

/** Saves the chosen files before the page is left. Without browser storage, puts them into the page's own form instead. */
export async function saveChosenFiles() {
  await lastStep;
  if (!chosen.length || await storeChosenFiles(chosen)) return;
  const transfer = new DataTransfer();
  chosen.forEach(file => transfer.items.add(new File([file.bytes], file.name, { type: file.type })));
  picker.files = transfer.files;
}

picker.addEventListener('change', () => { addFiles([...picker.files]); picker.value = ''; });
