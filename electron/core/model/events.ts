/** What main tells its windows. An event carries no data: it means "look again". */
export const eventNames = [
  'app.changed',
  'rental.changed',
  'account.changed',
  'reminder.changed',
  'view.changed',
] as const;
/** The name of an event. */
export type EventName = (typeof eventNames)[number];
