/** How rows are chosen together: one more or less, or all up to one. */
export type Pick = 'one' | 'range';

/** Returns what a click on a row chooses; null where it opens the row. */
export const pickOfClick = ({ target, shiftKey, ctrlKey, metaKey }: MouseEvent): Pick | null => {
  if (shiftKey) return 'range';
  const isOnMark = target instanceof Element && target.closest('[data-picks]') !== null;
  return isOnMark || ctrlKey || metaKey ? 'one' : null;
};

/** Whether a key chooses the row that the keyboard is on, or no longer. */
export const isPickKey = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  key.toLowerCase() === 'x' && !ctrlKey && !metaKey && !altKey;
