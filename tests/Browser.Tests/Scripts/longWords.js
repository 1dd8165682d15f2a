// Puts long words where residents' words stand, and returns what then sticks out of the window.
() => {
  const root = document.documentElement;
  const longWords = ["\u5546".repeat(120), "https://example.invalid/" + "a".repeat(200), "\u0628\u0627\u0632\u0627\u0631 ".repeat(40)];
  const words = [...document.querySelectorAll("bdi[dir=auto]")].filter(element => !element.closest(".unseen"));
  const faults = longWords.flatMap(text => {
    for (const element of words) element.textContent = text;
    if (root.scrollWidth <= root.clientWidth) return [];
    const sticksOut = element => {
      const { left, right } = element.getBoundingClientRect();
      return right > root.clientWidth + 1 || left < -1;
    };
    const outermost = words.find(sticksOut) ?? document.body;
    return [`${root.scrollWidth} px wide in a window of ${root.clientWidth} with long words: ${outermost.outerHTML.slice(0, 160)}`];
  });
  return faults;
}
