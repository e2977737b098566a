import { z } from 'zod';
import type { RequestName, Requests } from './requests.ts';
import { accountIdOf, providerOrderIdOf, reminderIdOf, rentalIdOf } from '../core/model/ids.ts';
import { exportFormats } from '../core/model/export-format.ts';
import { deadlineKinds } from '../core/model/deadline.ts';
import { budgetBounds, intervalBounds } from '../core/model/polling-bounds.ts';
import { maxKeyPartLength } from '../core/model/secret.ts';
import { pointClasses } from '../core/model/point-class.ts';
import { rentalSorts, timeSpans } from '../core/model/rental-filter.ts';
import { rentalGroupings } from '../core/model/rental-group.ts';
import { rentalStates, snoozeChoices } from '../core/model/rental.ts';
import { noRingReasons } from '../core/model/no-ring.ts';
import { maxTogether } from '../core/model/many-wish.ts';
import { maxTagLength, maxTags } from '../core/model/tags.ts';
import { instantSchema, pointsSchema, settingSchemas } from '../core/model/settings-schema.ts';
import { startMarkNames } from '../core/model/start-marks.ts';

/** The runtime schema of every request's input. Strict and bounded: the page is not trusted to be ours. */
export type InputSchemas = { readonly [Name in RequestName]: z.ZodType<Requests[Name]['input']> };

const id = z.string().min(1).max(500);
const accountId = id.transform(accountIdOf);
const rentalId = id.transform(rentalIdOf);
const reminderId = id.transform(reminderIdOf);

const range = {
  offset: z.int().min(0).max(1_000_000_000),
  limit: z.int().min(1).max(200),
};

const fieldName = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,39}$/);

/** Named texts as a form collects them. A record schema would drop a `__proto__` key in silence; here it is refused. */
const namedTexts = (value: z.ZodType<string>) =>
  z
    .custom<object>((input) => typeof input === 'object' && input !== null && !Object.hasOwn(input, '__proto__'))
    .pipe(z.record(fieldName, value))
    .refine((entries) => Object.keys(entries).length <= 20);

const secrets = namedTexts(z.string().min(1).max(maxKeyPartLength));

const newAccount = z.strictObject({
  provider: z.string().min(1).max(40),
  label: z.string().min(1).max(100),
  baseUrl: z.string().min(1).max(500),
  settings: namedTexts(z.string().max(10_000)),
  secrets,
  allowHttp: z.boolean(),
});

const tags = z.array(z.string().trim().min(1).max(maxTagLength)).max(maxTags).readonly();

const rentalChange = z
  .strictObject({
    label: z.string().trim().min(1).max(100).nullable(),
    note: z.string().trim().min(1).max(2000).nullable(),
    tags,
    correctedEndAt: instantSchema.nullable(),
    mutedUntil: instantSchema.nullable(),
    pointsMs: pointsSchema.nullable(),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0);

const intention = z.enum(['renew', 'let-lapse', 'undecided']);

const manyWish = z.discriminatedUnion('say', [
  z.strictObject({ say: z.literal('plan'), intention }),
  z.strictObject({ say: z.literal('mute'), until: instantSchema.nullable() }),
  z.strictObject({ say: z.literal('tag'), add: tags, remove: tags }),
]);

const accountRule = z.strictObject({
  pointsMs: pointsSchema.nullable(),
  mutedUntil: instantSchema.nullable(),
  daysKept: z.int().min(0).max(366).nullable(),
});

const startMark = z.strictObject({ name: z.enum(startMarkNames), atMs: z.number().min(0).max(8.64e15) });

const nothing = z.null();

const word = z.string().min(1).max(500);

const rentalFilter = {
  query: z.string().max(200),
  readsTime: z.boolean(),
  ended: z.boolean(),
  state: z.enum(rentalStates).nullable(),
  accountId: accountId.nullable(),
  within: z.enum(timeSpans).nullable(),
  plan: intention.nullable(),
  provider: word.nullable(),
  region: word.nullable(),
  kind: word.nullable(),
  gpu: word.nullable(),
  tag: word.nullable(),
  noRing: z.enum([...noRingReasons, 'any']).nullable(),
  order: z.strictObject({ by: z.enum(rentalSorts), descending: z.boolean() }),
};

/** Used by main's router only: the window is checked, it does not check itself. */
export const inputSchemas = {
  'app.describe': nothing,
  'app.drawn': z.strictObject({ marks: z.array(startMark).max(startMarkNames.length).readonly() }),
  'today.get': nothing,
  'rental.list': z.strictObject({ ...range, ...rentalFilter }),
  'rental.grouped': z.strictObject({ ...range, ...rentalFilter, by: z.enum(rentalGroupings) }),
  'rental.facets': z.strictObject(rentalFilter),
  'rental.get': z.strictObject({ id: rentalId }),
  'rental.tags': nothing,
  'rental.change': z.strictObject({ id: rentalId, change: rentalChange }),
  'rental.changeMany': z.strictObject({ ids: z.array(rentalId).min(1).max(maxTogether).readonly(), wish: manyWish }),
  'rental.decide': z.strictObject({ id: rentalId, intention }),
  'rental.previewEnd': z.strictObject({ id: rentalId, endAt: instantSchema }),
  'rental.snooze': z.strictObject({ id: rentalId, deadline: z.enum(deadlineKinds), choice: z.enum(snoozeChoices) }),
  'rental.join': z.strictObject({ id: rentalId, into: rentalId }),
  'rental.split': z.strictObject({ id: rentalId, providerOrderId: id.transform(providerOrderIdOf) }),
  'rental.export': z.strictObject({
    format: z.enum(exportFormats),
    only: z
      .union([
        z.strictObject({ filter: z.strictObject(rentalFilter) }),
        z.strictObject({ ids: z.array(rentalId).min(1).max(maxTogether).readonly() }),
      ])
      .nullable(),
  }),
  'account.list': nothing,
  'account.test': newAccount,
  'account.add': newAccount,
  'account.setSecrets': z.strictObject({ id: accountId, secrets }),
  'account.acceptAddress': z.strictObject({
    id: accountId,
    baseUrl: z.string().min(1).max(500),
    allowHttp: z.boolean(),
  }),
  'account.remove': z.strictObject({ id: accountId }),
  'account.sync': z.strictObject({ id: accountId.nullable() }),
  'account.setPaused': z.strictObject({ id: accountId, paused: z.boolean() }),
  'account.setPolling': z.strictObject({
    id: accountId,
    intervalMs: z.int().min(intervalBounds.leastMs).max(intervalBounds.mostMs),
    requestsPerHour: z.int().min(budgetBounds.least).max(budgetBounds.most),
  }),
  'account.setSettings': z.strictObject({ id: accountId, settings: namedTexts(z.string().max(10_000)) }),
  'account.suggestions': z.strictObject({ id: accountId }),
  'account.setRule': z.strictObject({ id: accountId, rule: accountRule }),
  'reminder.upcoming': z.strictObject({ days: z.int().min(1).max(366) }),
  'reminder.previewPoints': z.strictObject({ of: z.enum(pointClasses), pointsMs: pointsSchema.nullable() }),
  'reminder.log': z.strictObject(range),
  'reminder.inbox': nothing,
  'reminder.acknowledge': z.strictObject({ ids: z.array(reminderId).min(1).max(maxTogether).readonly() }),
  'reminder.ringNow': z.strictObject({ rentalId }),
  'undo.last': nothing,
  'undo.apply': z.strictObject({ id: z.int().min(1) }),
  'settings.set': z
    .strictObject(settingSchemas)
    .partial()
    .refine((changed) => Object.keys(changed).length > 0),
  'demo.enter': nothing,
  'demo.leave': nothing,
  'notices.open': nothing,
  'folder.open': nothing,
  'backup.write': nothing,
  'backup.restore': nothing,
  'diagnostics.copy': nothing,
  'login.set': z.strictObject({ on: z.boolean() }),
  'update.look': nothing,
  'update.download': nothing,
  'update.install': nothing,
  'update.setAutomatic': z.strictObject({ on: z.boolean() }),
  'view.take': nothing,
} satisfies InputSchemas;
