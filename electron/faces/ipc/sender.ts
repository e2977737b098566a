import { isAppUrl } from '../window/app-address.ts';

/** Who sent a message, as far as trust needs to know. */
export interface Sender {
  readonly contentsId: number;
  readonly isMainFrame: boolean;
  readonly url: string;
}

/** Whether a message comes from our window's own page: its contents, its main frame, our scheme and host. */
export const isTrustedSender = (sender: Sender, windowContentsId: number | null): boolean =>
  windowContentsId !== null && sender.contentsId === windowContentsId && sender.isMainFrame && isAppUrl(sender.url);
