import type { Handlers } from '../checked-reply.ts';
import type { Desktop } from '../../../program/desktop/desktop.ts';
import { accountHandlers } from './account.ts';
import { appHandlers } from './app.ts';
import { rentalHandlers } from './rental.ts';
import { reminderHandlers } from './reminder.ts';

/** One handler per request of the contract. */
export const createHandlers = (desktop: Desktop): Handlers => ({
  ...appHandlers(desktop),
  ...rentalHandlers(desktop),
  ...accountHandlers(desktop),
  ...reminderHandlers(desktop),
});
