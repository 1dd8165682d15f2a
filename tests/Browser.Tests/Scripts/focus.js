// Returns the focused element as HTML if nothing shows that it has the focus, else null.
() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const hasMark = element => {
    const style = element && getComputedStyle(element);
    return style && ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none");
  };
  // The mark may be on what surrounds the element.
  if ([focused, focused.closest("label"), focused.labels?.[0], focused.closest(".row")].some(hasMark)) return null;
  return focused.outerHTML.replace(/\s+/g, " ").slice(0, 160);
}
