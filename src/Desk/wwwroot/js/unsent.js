// On a page that asks for a sign-in, or says that something failed: what was sent last was not stored, so its draft is kept.
// The page of the sign-in says so.
(() => {
  'use strict';
  try {
    for (const key of Object.keys(sessionStorage).filter(name => name.startsWith('form '))) {
      const drafts = JSON.parse(sessionStorage.getItem(key));
      for (const name of Object.keys(drafts)) drafts[name].isSent = false;
      sessionStorage.setItem(key, JSON.stringify(drafts));
    }
    const isDraft = name => /^(form|draft|entry) /.test(name) && sessionStorage.getItem(name) !== '{}';
    const notice = document.querySelector('[data-drafts-kept]');
    if (notice) notice.hidden = !Object.keys(sessionStorage).some(isDraft);
  } catch { /* Storage is forbidden or holds something else: there are no drafts. */ }
})();
