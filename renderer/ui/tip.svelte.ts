import { createContext } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { onLeave } from './on-leave.ts';

const openAfterMs = 350;

/** What the one tooltip of the window says and where it hangs. */
export class TipState {
  text: string | null = $state(null);
  /** The box of what it explains, in window coordinates. */
  box: DOMRect | null = $state.raw(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Gives an element a tooltip, on hover and on keyboard focus; Escape takes it away. */
  on(text: () => string | null): Attachment<HTMLElement> {
    return (element) => {
      const open = () => this.#open(element, text());
      const wait = () => {
        this.#timer = setTimeout(open, openAfterMs);
      };
      const close = onLeave(() => this.close());
      const onKey = (event: KeyboardEvent) => {
        if (event.key === 'Escape') this.close();
      };
      const onFocus = () => {
        if (element.matches(':focus-visible')) open();
      };
      element.addEventListener('pointerenter', wait);
      element.addEventListener('pointerleave', close);
      element.addEventListener('pointerdown', close);
      element.addEventListener('focus', onFocus);
      element.addEventListener('blur', close);
      element.addEventListener('keydown', onKey);
      return () => {
        element.removeEventListener('pointerenter', wait);
        element.removeEventListener('pointerleave', close);
        element.removeEventListener('pointerdown', close);
        element.removeEventListener('focus', onFocus);
        element.removeEventListener('blur', close);
        element.removeEventListener('keydown', onKey);
        if (this.#owner === element) close();
      };
    };
  }

  close(): void {
    clearTimeout(this.#timer);
    this.text = null;
    this.#owner = null;
  }

  #owner: HTMLElement | null = null;

  #open(element: HTMLElement, text: string | null): void {
    if (text === null) return;
    clearTimeout(this.#timer);
    this.#owner = element;
    this.box = element.getBoundingClientRect();
    this.text = text;
  }
}

/** The window's tooltip, given once by the root. */
export const [tipState, provideTipState] = createContext<TipState>();
