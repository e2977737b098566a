import { untrack } from 'svelte';

/**
 * Returns what is to be called when an element loses the focus. One that is removed while it has it loses it in the midst of drawing, where
 * Svelte lets no handler change what is drawn unless it says so.
 */
export const onLeave = (handle: () => void) => (): void => untrack(handle);
