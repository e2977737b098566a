import type { Handlers } from './answer.ts';
import type { Desk } from './desk.ts';
import { accountHandlers } from './handlers/account.ts';
import { appHandlers } from './handlers/app.ts';
import { rentalHandlers } from './handlers/rental.ts';
import { reminderHandlers } from './handlers/reminder.ts';

/** One handler per request of the contract. */
export const createHandlers = (desk: Desk): Handlers => ({
  ...appHandlers(desk),
  ...rentalHandlers(desk),
  ...accountHandlers(desk),
  ...reminderHandlers(desk),
});
