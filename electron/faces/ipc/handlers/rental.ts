import type { Desktop } from '../../../program/desktop/desktop.ts';
import type { Handlers } from '../checked-reply.ts';

type RentalRequests = Extract<keyof Handlers, `${'today' | 'rental'}.${string}`>;

/** Translates requests about rentals, and about those that are due. */
export const rentalHandlers = (desktop: Desktop): Pick<Handlers, RentalRequests> => ({
  'today.get': () => desktop.shown.today.get(),
  'rental.list': (input) => desktop.shown.rentals.list(input),
  'rental.grouped': (input) => desktop.shown.rentals.grouped(input),
  'rental.facets': (input) => desktop.shown.rentals.facets(input),
  'rental.get': (input) => desktop.shown.rentals.get(input),
  'rental.tags': () => desktop.shown.rentals.tags(),
  'rental.change': (input) => desktop.shown.rentals.change(input),
  'rental.changeMany': (input) => desktop.shown.rentals.changeMany(input),
  'rental.decide': (input) => desktop.shown.rentals.decide(input),
  'rental.previewEnd': (input) => desktop.shown.rentals.previewEnd(input),
  'rental.snooze': (input) => desktop.shown.rentals.snooze(input),
  'rental.join': (input) => desktop.shown.rentals.join(input),
  'rental.split': (input) => desktop.shown.rentals.split(input),
  'rental.export': (input) => desktop.files.exportRentals(desktop.shown, input),
});
