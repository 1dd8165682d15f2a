// Browser storage: unsent messages and chosen files in IndexedDB, the text draft in localStorage. Without storage, the page keeps them.
const DRAFT = 'chat.draft', CHOSEN = 0;

export const draft = {
  get: () => { try { return localStorage.getItem(DRAFT) || ''; } catch { return ''; } },
  set: text => { try { if (text) localStorage.setItem(DRAFT, text); else localStorage.removeItem(DRAFT); } catch { /* private window */ } },
};

const base = new Promise(resolve => {
  try {
    const open = indexedDB.open('chat', 1);
    open.onupgradeneeded = () => open.result.createObjectStore('unsent', { keyPath: 'n' });
    open.onsuccess = () => resolve(open.result);
    open.onerror = () => resolve(null);
  } catch { resolve(null); }
});

const stored = (mode, does) => base.then(db => db && new Promise(done => {
  try {
    const work = db.transaction('unsent', mode), asked = does(work.objectStore('unsent'));
    work.oncomplete = () => done({ result: asked.result });
    work.onerror = work.onabort = () => done(null);
  } catch { done(null); }
}));

const plain = files => files.map(({ url, ...file }) => file);

export const keep = item => stored('readwrite', kept => kept.put({ ...item, files: plain(item.files) }));
export const drop = item => stored('readwrite', kept => kept.delete(item.n));

/** Stores the chosen files that are not sent yet. Resolves to false when the browser has no storage. */
export const keepChosen = async files => !!await stored('readwrite', kept =>
  files.length ? kept.put({ n: CHOSEN, files: plain(files) }) : kept.delete(CHOSEN));

export async function before() {
  const all = (await stored('readonly', kept => kept.getAll()))?.result || [];
  return { unsent: all.filter(item => item.n !== CHOSEN), chosen: all.find(item => item.n === CHOSEN)?.files || [] };
}
