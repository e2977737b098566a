import type { Handlers } from '../answer.ts';
import type { Desk } from '../../../program/desk.ts';
import { accountHandlers } from './account.ts';
import { appHandlers } from './app.ts';
import { rentalHandlers } from './rental.ts';
import { reminderHandlers } from './reminder.ts';

/** One handler per request of the contract. */
export const createHandlers = (desk: Desk): Handlers => ({
  ...appHandlers(desk),
  ...rentalHandlers(desk),
  ...accountHandlers(desk),
  ...reminderHandlers(desk),
});
