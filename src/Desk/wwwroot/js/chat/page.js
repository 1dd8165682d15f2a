// Shared by all chat scripts: elements of the page, its texts, and showing a notice.
export const form = document.getElementById('say-form'), box = document.getElementById('say');
export const main = document.getElementById('main'), words = form.dataset;
export const part = name => form.querySelector(`[data-${name}]`);
export const offline = part('offline');

export const toEnd = () => { main.scrollTop = 0; };
export const pageIn = html => new DOMParser().parseFromString(html, 'text/html');

export function make(name, className, inside) {
  const e = document.createElement(name);
  if (className) e.className = className;
  if (inside) e.append(inside);
  return e;
}

let told, over;

/** Shows a notice: a text, or an element of another page. */
export function tell(what, seconds = 15) {
  hush();
  told = typeof what === 'string' ? make('p', 'fault', what) : document.importNode(what, true);
  told.dataset.told = '';
  told.role = 'alert';
  form.querySelector('.composer').prepend(told);
  over = setTimeout(hush, seconds * 1000);
}

export function hush() { clearTimeout(over); told?.remove(); told = null; }

/** Shows a notice about a file. The name is isolated because it may be in another direction. */
export function tellOfFile(name, what) {
  const all = make('p', 'fault', make('bdi', '', name));
  all.append(`: ${what}`);
  tell(all);
}
