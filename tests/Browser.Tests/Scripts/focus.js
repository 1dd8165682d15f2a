// Whether one sees where the keyboard is; the element in question when not.
() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const drawn = x => {
    const s = x && getComputedStyle(x);
    return s && ((s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== "none");
  };
  if (drawn(e) || drawn(e.closest("label")) || drawn(e.labels?.[0]) || drawn(e.closest(".row"))) return null;
  return e.outerHTML.replace(/\s+/g, " ").slice(0, 160);
}
