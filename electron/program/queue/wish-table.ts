import { z } from 'zod';
import { inputSchemas } from '../../contract/input-schemas.ts';
import { failed, success, type Result } from '../../core/model/failure.ts';
import { accountIdOf } from '../../core/model/ids.ts';
import type { Program } from '../program.ts';

const adopted = z.strictObject({
  id: z
    .string()
    .regex(/^[0-9a-f]{8}$/)
    .transform(accountIdOf),
  secretHint: z.string().max(20),
  entered: z.strictObject({
    provider: z.string().min(1).max(40),
    label: z.string().min(1).max(200),
    baseUrl: z.string().max(500),
    settings: z.record(z.string().max(40), z.string().max(10_000)),
    allowHttp: z.boolean(),
  }),
});

/**
 * What a second process may wish of the one that holds the store, with the schema of its input. Nothing here takes a key, and nothing says
 * whom a key or a certificate is for: whoever can write the queue can write the store as well, and must not gain more by it.
 */
const inputs = {
  /** Nothing: it shows that wishes are carried out here. */
  'queue.ask': z.strictObject({}),
  'account.adopt': adopted,
  'account.remove': inputSchemas['account.remove'],
  'account.setPolling': inputSchemas['account.setPolling'],
  'account.setSettings': inputSchemas['account.setSettings'],
  'rental.change': inputSchemas['rental.change'],
  'rental.decide': inputSchemas['rental.decide'],
  'rental.snooze': inputSchemas['rental.snooze'],
  'settings.set': inputSchemas['settings.set'],
} as const;

/** The name of a wish that goes through the queue. */
export type QueuedName = keyof typeof inputs;

/** The input of such a wish. */
export type QueuedInput<Name extends QueuedName> = z.output<(typeof inputs)[Name]>;

type Carried = { readonly [Name in QueuedName]: (input: QueuedInput<Name>) => Promise<Result<unknown>> };

const carriedBy = ({ accounts, rentals, settings }: Program): Carried => ({
  'queue.ask': () => Promise.resolve(success(null)),
  'account.adopt': accounts.adopt,
  'account.remove': accounts.remove,
  'account.setPolling': accounts.setPolling,
  // Whom the key is for then is said to the keychain by the process that wishes it.
  'account.setSettings': accounts.storeSettings,
  'rental.change': rentals.change,
  'rental.decide': rentals.decide,
  'rental.snooze': rentals.snooze,
  // The certificates were confirmed where the user chose them: a digest in the keychain says so, and nothing here can.
  'settings.set': settings.setConfirmed,
});

const isQueued = (name: string): name is QueuedName => Object.hasOwn(inputs, name);

/** Carries out a wish of another process. Fails with `not-found` for a name, and with `input.invalid` for an input that is none. */
export const carryOut = async (program: Program, name: string, json: string): Promise<Result<unknown>> => {
  if (!isQueued(name)) return failed('not-found');
  return carryOutNamed(program, name, json);
};

const carryOutNamed = <Name extends QueuedName>(
  program: Program,
  name: Name,
  json: string,
): Promise<Result<unknown>> => {
  const input = inputOf(name, json);
  return input === null ? Promise.resolve(failed('input.invalid', { field: '' })) : carriedBy(program)[name](input);
};

const inputOf = <Name extends QueuedName>(name: Name, json: string): QueuedInput<Name> | null => {
  const schema: z.ZodType = inputs[name];
  try {
    const parsed = schema.safeParse(JSON.parse(json));
    return parsed.success ? (parsed.data as QueuedInput<Name>) : null;
  } catch {
    return null;
  }
};
