// Browser storage: unsent messages and chosen files in IndexedDB, the text draft in localStorage. Without storage, the page keeps them.
// Everything belongs to the chat that it was written in: another person's chat in this browser neither shows nor sends it.
const { chat } = document.querySelector('[data-chat]').dataset;
const DRAFT_KEY = `chat.draft ${chat}`, STORE = 'unsent';
const CHOSEN_FILES_KEY = 0; // All other records are unsent messages.

export const draft = {
  get: () => { try { return localStorage.getItem(DRAFT_KEY) || ''; } catch { return ''; } },
  set: text => {
    try { if (text) localStorage.setItem(DRAFT_KEY, text); else localStorage.removeItem(DRAFT_KEY); } catch { /* private window */ }
  },
};

const database = new Promise(resolve => {
  try {
    const request = indexedDB.open('chat', 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'n' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(null);
  } catch { resolve(null); }
});

/** Resolves to null when the browser has no storage. */
const runRequest = (mode, makeRequest) => database.then(db => db && new Promise(resolve => {
  try {
    const transaction = db.transaction(STORE, mode), request = makeRequest(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve({ result: request.result });
    transaction.onerror = transaction.onabort = () => resolve(null);
  } catch { resolve(null); }
}));

const withoutUrls = files => files.map(({ url, ...file }) => file);

export const storeMessage = message =>
  runRequest('readwrite', store => store.put({ ...message, chat, files: withoutUrls(message.files) }));
export const forgetStored = () => { draft.set(''); return runRequest('readwrite', store => store.clear()); };
export const deleteMessage = message => runRequest('readwrite', store => store.delete(message.n));

/** Resolves to false when the browser has no storage. */
export const storeChosenFiles = async files => !!await runRequest('readwrite', store =>
  files.length ? store.put({ n: CHOSEN_FILES_KEY, chat, files: withoutUrls(files) }) : store.delete(CHOSEN_FILES_KEY));

export async function readStored() {
  const all = (await runRequest('readonly', store => store.getAll()))?.result || [];
  // The page that opens without a connection and without messages does not know its chat.
  const records = all.filter(record => !record.chat || record.chat === chat);
  return {
    unsent: records.filter(record => record.n !== CHOSEN_FILES_KEY),
    chosenFiles: records.find(record => record.n === CHOSEN_FILES_KEY)?.files || [],
  };
}
