// What is wrong with a page, as sentences; nothing when all is well. { language, areas, target }
({ language, areas, target }) => {
  const faults = [], root = document.documentElement;
  const say = (what, where) => faults.push(where ? `${what}: ${where.outerHTML.replace(/\s+/g, " ").slice(0, 160)}` : what);
  const shown = e => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;
  const all = selector => [...document.querySelectorAll(selector)];
  const labelled = e => e.labels?.length || e.getAttribute("aria-label") || e.getAttribute("aria-labelledby");
  const named = e => labelled(e) || e.textContent.trim() || e.title || e.querySelector?.("img[alt]");

  // The reader's language and direction.
  if (root.lang !== language) say(`lang is ${root.lang}`);
  if (root.dir !== (language === "ug" ? "rtl" : "ltr")) say(`dir is ${root.dir}`);

  // Nothing untranslated: no key of a text, no empty place in one, no foreign script but what people wrote.
  const key = new RegExp(`(^|[^\\w@/.-])(${areas.join("|")})\\.[a-z]\\w*(\\.\\w+)*`);
  const foreign = { "zh-Hans": /[\u0600-\u06ff]/, ug: /[\u3400-\u9fff]/, en: /[\u0600-\u06ff\u3400-\u9fff]/ }[language];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode());) {
    const at = text.parentElement;
    if (at.closest("script, style, bdi, textarea")) continue;
    if (key.test(text.data) || /\{\w+\}/.test(text.data)) say(`untranslated "${text.data.trim().slice(0, 60)}"`, at);
    const inForeignScript = foreign.test(text.data.replace(/\u2068.*?\u2069/g, ""));
    if (!at.closest("option") && inForeignScript && at.closest("[lang]") === root)
      say(`foreign words "${text.data.trim().slice(0, 40)}"`, at);
  }
  for (const e of all("[title], [aria-label], [placeholder], [alt], input[value]"))
    for (const name of ["title", "aria-label", "placeholder", "alt"])
      if (key.test(e.getAttribute(name) ?? "")) say(`untranslated ${name}`, e);

  // What a reader by ear needs.
  if (!document.title.trim()) say("no title");
  if (all("h1").filter(shown).length !== 1 && all("h1").length !== 1) say(`${all("h1").length} h1`);
  if (all("main").length !== 1) say(`${all("main").length} main`);
  let level = 0;
  for (const h of all("h1, h2, h3, h4").filter(shown)) {
    if (+h.tagName[1] > level + 1) say(`heading skips from ${level}`, h);
    level = +h.tagName[1];
  }
  for (const e of all("input:not([type=hidden]), select, textarea")) if (!labelled(e)) say("no label", e);
  for (const e of all("button, a[href]").filter(shown)) if (!named(e)) say("no name", e);
  for (const e of all("img")) if (!e.hasAttribute("alt")) say("no alt", e);
  for (const e of all("[aria-describedby], [aria-labelledby], label[for]"))
    for (const id of (e.getAttribute("aria-describedby") ?? e.getAttribute("aria-labelledby") ?? e.htmlFor).split(" "))
      if (!document.getElementById(id)) say(`points to #${id}, which is not there`, e);
  const ids = new Set();
  for (const e of all("[id]")) { if (ids.has(e.id)) say(`id ${e.id} twice`, e); ids.add(e.id); }
  const isOpen = form => form.dataset.open !== undefined || form.action.endsWith("/track");
  for (const form of all("form[method=post]"))
    if (!form.querySelector("[name=__RequestVerificationToken]") && !isOpen(form)) say("no antiforgery token", form);

  // What a thumb needs.
  for (const e of all("button, .button, input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea").filter(shown)) {
    const { height } = e.getBoundingClientRect();
    if (height < target - 0.5 && !e.classList.contains("unseen")) say(`only ${height.toFixed(0)} px high, not ${target}`, e);
  }
  if (root.scrollWidth > root.clientWidth) {
    const edge = root.clientWidth, wide = all("body *").filter(e => {
      const r = e.getBoundingClientRect();
      return shown(e) && (r.right > edge + 1 || r.left < -1);
    });
    say(`${root.scrollWidth} px wide in a window of ${edge}`, wide.find(e => !wide.includes(e.parentElement)) ?? document.body);
  }

  // What weak eyes need: 4.5 to 1, 3 to 1 for large letters.
  const rgb = colour => { const [r, g, b, a = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number); return { r, g, b, a }; };
  const linear = v => ((v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = ({ r, g, b }) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ground = e => {
    for (; e; e = e.parentElement) {
      const c = rgb(getComputedStyle(e).backgroundColor);
      if (c.a === 1) return c;
    }
    return rgb(getComputedStyle(document.body).backgroundColor);
  };
  const pale = new Set();
  for (const e of all("body *").filter(shown)) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    if (e.closest("[aria-hidden=true], :disabled, .unseen, script")) continue;
    const style = getComputedStyle(e), size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 600);
    const [a, b] = [light(rgb(style.color)), light(ground(e))].sort((x, y) => y - x), ratio = (a + 0.05) / (b + 0.05);
    const kind = `${e.tagName}.${e.className}`;
    if (ratio < (large ? 3 : 4.5) && !pale.has(kind)) { pale.add(kind); say(`contrast ${ratio.toFixed(1)}`, e); }
  }
  return faults;
}
