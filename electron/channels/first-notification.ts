import { t } from '../core/words/words.ts';
import type { Notification } from '../core/ports/channel.ts';

/** The notification that comes with the first account: it asks for the system's permission while somebody is there to give it. */
export const firstNotification = (account: string, onActivate: () => void): Notification => ({
  id: 'first',
  title: t.notify_first(),
  body: t.notify_first_text({ account }),
  urgent: false,
  silent: false,
  onActivate,
});
