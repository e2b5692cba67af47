/** The first element in the document or in any shadow root that a selector fits. */
function deep(selector, root = document) {
  const found = root.querySelector(selector);
  if (found) return found;
  for (const { shadowRoot } of root.querySelectorAll('*')) {
    const inside = shadowRoot && deep(selector, shadowRoot);
    if (inside) return inside;
  }
  return null;
}

/** Resolves, to ms since navigation, when what a person would click or drop upon takes room on the page. */
const shown = (selector) =>
  new Promise((resolve) => {
    const look = () => {
      if (deep(selector)?.getBoundingClientRect().height > 0) resolve(performance.now());
      else requestAnimationFrame(look);
    };
    look();
  });

export const usableWith = (selector) => Object.assign(globalThis, { usable: shown(selector) });
