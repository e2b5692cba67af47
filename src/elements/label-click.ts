/**
 * Acts when a label of the host was clicked: browsers then click the host, at the place where the label is, and do no
 * more for an element of this kind. So too for `click()` by code, at no place at all.
 */
export function onLabelClick(host: HTMLElement, act: () => void): void {
  host.addEventListener('click', (event) => {
    const { left, top, right, bottom } = host.getBoundingClientRect();
    const { clientX: x, clientY: y } = event;
    const isOutside = x < left || x > right || y < top || y > bottom;
    if (event.composedPath()[0] === host && (isOutside || !event.isTrusted)) act();
  });
}
