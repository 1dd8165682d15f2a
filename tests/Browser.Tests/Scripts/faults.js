// Returns the faults of a page as sentences. `language` is the reader's, `areas` are the first parts of the text keys,
// `target` is the least height of a button in pixels.
({ language, areas, target }) => {
  const faults = [], root = document.documentElement;
  const report = (fault, element) =>
    faults.push(element ? `${fault}: ${element.outerHTML.replace(/\s+/g, " ").slice(0, 160)}` : fault);
  const all = selector => [...document.querySelectorAll(selector)];
  const isShown = element => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const hasLabel = element => element.labels?.length || element.getAttribute("aria-label") || element.getAttribute("aria-labelledby");
  const hasName = element =>
    hasLabel(element) || element.textContent.trim() || element.title || element.querySelector?.("img[alt]");

  // The page has the reader's language and direction.
  if (root.lang !== language) report(`lang is ${root.lang}`);
  if (root.dir !== (language === "ug" ? "rtl" : "ltr")) report(`dir is ${root.dir}`);

  // Everything is translated: no text key, no unfilled placeholder, and no foreign script except in what people wrote.
  const textKey = new RegExp(`(^|[^\\w@/.-])(${areas.join("|")})\\.[a-z]\\w*(\\.\\w+)*`);
  const foreignScript = { "zh-Hans": /[\u0600-\u06ff]/, ug: /[\u3400-\u9fff]/, en: /[\u0600-\u06ff\u3400-\u9fff]/ }[language];
  const textNodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = textNodes.nextNode());) {
    const parent = text.parentElement;
    if (parent.closest("script, style, bdi, textarea")) continue;
    if (textKey.test(text.data) || /\{\w+\}/.test(text.data)) report(`untranslated "${text.data.trim().slice(0, 60)}"`, parent);
    const isForeign = foreignScript.test(text.data.replace(/\u2068.*?\u2069/g, ""));
    if (!parent.closest("option") && isForeign && parent.closest("[lang]") === root)
      report(`foreign words "${text.data.trim().slice(0, 40)}"`, parent);
  }
  for (const element of all("[title], [aria-label], [placeholder], [alt], input[value]"))
    for (const name of ["title", "aria-label", "placeholder", "alt"])
      if (textKey.test(element.getAttribute(name) ?? "")) report(`untranslated ${name}`, element);

  // Words that are written from right to left keep their order: they are in no island of the other direction, and the hint of an empty
  // field begins where the reader begins.
  const rightToLeft = /[\u0600-\u06ff]/;
  for (const island of all("[dir=ltr]").filter(element => getComputedStyle(element).unicodeBidi !== "plaintext"))
    for (const node of island.childNodes)
      if (node.nodeType === Node.TEXT_NODE && rightToLeft.test(node.data)) report("words from right to left under dir=ltr", island);
  for (const element of all("main *"))
    for (const node of element.childNodes)
      if (node.nodeType === Node.TEXT_NODE && /\u2066[^\u2069]*[\u0600-\u06ff]/.test(node.data))
        report("words from right to left in an isolate from left to right", element);
  for (const field of all("[dir=auto]:placeholder-shown").filter(isShown))
    if (getComputedStyle(field).direction !== root.dir) report("hint of an empty field in the other direction", field);

  // What is written is in lines: no column is so narrow that a word stands letter below letter.
  for (const cell of all("th, td").filter(isShown)) {
    if (cell.closest("thead")?.getBoundingClientRect().width < 2) continue; // Read aloud, not seen.
    const range = document.createRange(), letters = cell.textContent.replace(/\s+/g, "").length;
    range.selectNodeContents(cell);
    const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ bottom }) => Math.round(bottom)));
    if (lines.size > 2 && letters / lines.size < 2) report(`${letters} letters in ${lines.size} lines`, cell);
  }

  // The fields of a row stand on one line.
  for (const row of all("div.columns, fieldset.columns, form.columns").filter(isShown)) {
    const boxes = [...row.querySelectorAll(":scope > .field > input, :scope > .field > select")].filter(isShown)
      .map(field => field.getBoundingClientRect());
    const isUneven = boxes.some(one => boxes.some(other =>
      one.top < other.bottom && other.top < one.bottom && Math.abs(one.bottom - other.bottom) > 1));
    if (isUneven) report("fields of a row that are not on one line", row);
  }

  // A table is seen whole, without a scroll to the side that a phone does not announce.
  for (const table of all("main table").filter(isShown)) {
    const frame = table.closest(".scroll, .sheet");
    if (frame && frame.scrollWidth > frame.clientWidth + 1) report(`table cut off: ${frame.scrollWidth} px in ${frame.clientWidth}`, table);
  }

  // Where the row of headings is not seen, because rows are cards, each fact says what it is.
  for (const table of all("table:has(> thead)").filter(isShown)) {
    const head = table.tHead.getBoundingClientRect();
    if (head.width > 1 && head.height > 1) continue;
    const headings = [...table.tHead.rows[0].cells];
    for (const cell of [...table.querySelectorAll("tbody td")].filter(isShown)) {
      if (!cell.textContent.trim()) report("a heading without its fact", cell);
      else if (getComputedStyle(cell, "::before").content !== JSON.stringify(`${headings[cell.cellIndex].textContent.trim()} `))
        report("a fact without its heading", cell);
    }
  }

  // Sheets and labels keep a distance from what is above them.
  for (const element of all("main .sheet, main label").filter(isShown)) {
    const above = element.previousElementSibling ?? element.parentElement.previousElementSibling;
    if (!above?.closest("main") || !isShown(above) || element.closest(".choices, .slip, .bar")) continue;
    const content = document.createRange();
    content.selectNodeContents(above); // Without the margin of its last child.
    const one = above.getBoundingClientRect(), inside = content.getBoundingClientRect(), other = element.getBoundingClientRect();
    const endsOpen = getComputedStyle(above).borderBottomWidth === "0px" && inside.height > 0;
    const end = endsOpen ? Math.min(inside.bottom, one.bottom) : one.bottom, least = element.matches(".sheet") ? 8 : 4;
    const isBelow = other.height > 1 && other.top >= one.top + one.height / 2 && other.left < one.right && one.left < other.right;
    const distance = other.top - end;
    if (isBelow && one.height > 0 && distance < least) report(`${distance.toFixed(0)} px below what is above`, element);
  }

  // What stays in its place while the page is scrolled covers no words.
  for (const element of all("body *").filter(isShown).filter(shown => getComputedStyle(shown).position === "fixed")) {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const below = document.elementsFromPoint((left + right) / 2, (top + bottom) / 2).find(other => !element.contains(other));
    const hasWords = below && [...below.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (hasWords || below?.closest("dl, table, form")) report("covers what is below it", element);
  }

  // A screen reader finds titles, headings, labels and names.
  if (!document.title.trim()) report("no title");
  if (all("h1").filter(isShown).length !== 1 && all("h1").length !== 1) report(`${all("h1").length} h1`);
  if (all("main").length !== 1) report(`${all("main").length} main`);
  let level = 0;
  for (const heading of all("h1, h2, h3, h4").filter(isShown)) {
    if (+heading.tagName[1] > level + 1) report(`heading skips from ${level}`, heading);
    level = +heading.tagName[1];
  }
  for (const field of all("input:not([type=hidden]), select, textarea")) if (!hasLabel(field)) report("no label", field);
  for (const element of all("button, a[href]").filter(isShown)) if (!hasName(element)) report("no name", element);
  for (const image of all("img")) if (!image.hasAttribute("alt")) report("no alt", image);
  for (const element of all("[aria-describedby], [aria-labelledby], label[for]")) {
    const targets = element.getAttribute("aria-describedby") ?? element.getAttribute("aria-labelledby") ?? element.htmlFor;
    for (const id of targets.split(" "))
      if (!document.getElementById(id)) report(`points to #${id}, which is not there`, element);
  }
  const ids = new Set();
  for (const element of all("[id]")) {
    if (ids.has(element.id)) report(`id ${element.id} twice`, element);
    ids.add(element.id);
  }

  // Forms are protected against posts from other sites, except those that are open to all.
  const isOpenToAll = form => form.dataset.open !== undefined || form.action.endsWith("/track");
  for (const form of all("form[method=post]"))
    if (!form.querySelector("[name=__RequestVerificationToken]") && !isOpenToAll(form)) report("no antiforgery token", form);

  // A thumb can press every control, and the page is not wider than the window.
  for (const element of all("button, .button, input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea").filter(isShown)) {
    const { height } = element.getBoundingClientRect();
    if (height < target - 0.5 && !element.classList.contains("unseen"))
      report(`only ${height.toFixed(0)} px high, not ${target}`, element);
  }
  if (root.scrollWidth > root.clientWidth) {
    const windowWidth = root.clientWidth, sticksOut = ({ left, right }) => right > windowWidth + 1 || left < -1;
    const tooWide = all("body *").filter(element => isShown(element) && sticksOut(element.getBoundingClientRect()));
    const outermost = tooWide.find(element => !tooWide.includes(element.parentElement));
    report(`${root.scrollWidth} px wide in a window of ${windowWidth}`, outermost ?? document.body);
  }

  // Weak eyes can read every text: contrast 4.5 to 1, and 3 to 1 for large letters (WCAG 1.4.3).
  const parseColour = css => { const [r, g, b, a = 1] = (css.match(/[\d.]+/g) ?? []).map(Number); return { r, g, b, a }; };
  const linear = channel => ((channel /= 255) <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
  const luminance = ({ r, g, b }) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const backgroundOf = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parseColour(getComputedStyle(at).backgroundColor);
      if (colour.a === 1) return colour;
    }
    return parseColour(getComputedStyle(document.body).backgroundColor);
  };
  const contrastOf = (one, other) => {
    const [lighter, darker] = [luminance(one), luminance(other)].sort((x, y) => y - x);
    return (lighter + 0.05) / (darker + 0.05);
  };
  const reported = new Set(); // Elements of the same kind are reported once.
  for (const element of all("body *").filter(isShown)) {
    if (![...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
    if (element.closest("[aria-hidden=true], :disabled, .unseen, script")) continue;
    const style = getComputedStyle(element), size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 600);
    const contrast = contrastOf(parseColour(style.color), backgroundOf(element));
    const kind = `${element.tagName}.${element.className}`;
    if (contrast >= (isLarge ? 3 : 4.5) || reported.has(kind)) continue;
    reported.add(kind);
    report(`contrast ${contrast.toFixed(1)}`, element);
  }
  return faults;
}
