/** News carries no data: it means "look again". */
export const eventNames = [
  'app.changed',
  'rental.changed',
  'account.changed',
  'reminder.changed',
  'view.changed',
] as const;
export type EventName = (typeof eventNames)[number];
