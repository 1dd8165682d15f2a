// On a page that asks for a sign-in, or says that something failed: what was sent last was not stored, so its draft is kept.
(() => {
  'use strict';
  try {
    for (const key of Object.keys(sessionStorage).filter(name => name.startsWith('form '))) {
      const drafts = JSON.parse(sessionStorage.getItem(key));
      for (const name of Object.keys(drafts)) drafts[name].isSent = false;
      sessionStorage.setItem(key, JSON.stringify(drafts));
    }
  } catch { /* Storage is forbidden or holds something else: there are no drafts. */ }
})();
