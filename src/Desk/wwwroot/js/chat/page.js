// Shared by all chat scripts: elements of the page, its texts and limits, and the notice above the composer.
export const form = document.getElementById('say-form'), box = document.getElementById('say'), main = document.getElementById('main');

// The server renders texts and limits as data attributes.
export const texts = form.dataset;
export const limits = {
  textLength: Number(form.dataset.maxTextLength), files: Number(form.dataset.maxFiles), fileBytes: Number(form.dataset.maxFileBytes),
};

export const elementWith = name => form.querySelector(`[data-${name}]`);
export const offlineHint = elementWith('offline');

// The conversation is laid out from its end.
export const scrollToEnd = () => { main.scrollTop = 0; };
export const parsePage = html => new DOMParser().parseFromString(html, 'text/html');

export function createElement(name, className, content) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (content) element.append(content);
  return element;
}

let notice, noticeTimer;

/** Shows a notice: a text, or an element of another page. */
export function showNotice(content, seconds = 15) {
  hideNotice();
  notice = typeof content === 'string' ? createElement('p', 'fault', content) : document.importNode(content, true);
  notice.dataset.notice = '';
  notice.setAttribute('role', 'alert');
  form.querySelector('.composer').prepend(notice);
  noticeTimer = setTimeout(hideNotice, seconds * 1000);
}

export function hideNotice() { clearTimeout(noticeTimer); notice?.remove(); notice = null; }

/** Shows a notice about a file. The name is isolated because it may be in another direction. */
export function showFileNotice(fileName, text) {
  const content = createElement('p', 'fault', createElement('bdi', '', fileName));
  content.append(`: ${text}`);
  showNotice(content);
}
