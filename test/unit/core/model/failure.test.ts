import { describe, expect, it } from 'vitest';
import { requestNames, type RequestName } from '../../../../electron/contract/requests.ts';
import { inputSchemas, type InputSchemas } from '../../../../electron/contract/schemas.ts';
import {
  failed,
  failureCodes,
  isRoundFailure,
  isVaultFailure,
  type Failure,
  type FailureCode,
} from '../../../../electron/core/model/failure.ts';
import { eventNames, type EventName } from '../../../../electron/core/model/events.ts';
import { wholeList } from '../../../../electron/core/model/word-lists.ts';
import { everyFailure } from '../../../fakes/failures.ts';

// Each `@ts-expect-error` is an error itself where the line under it compiles: these tests fail in the type checker.
describe('the type checker refuses', () => {
  it('a fact that a code does not carry', () => {
    // @ts-expect-error a lock has no place in an answer
    const wrong: Failure = { code: 'store.locked', path: '$' };
    // @ts-expect-error nor can the maker give it one
    expect(failed('store.locked', { path: '$' }).failure).toEqual(wrong);
    // @ts-expect-error no failure has this fact
    expect(failed('not-found', { body: '{}' }).failure).toMatchObject({ code: 'not-found' });
  });

  it('a missing fact that is always there', () => {
    // @ts-expect-error the field is missing
    const invalid: Failure = { code: 'input.invalid', reason: 'empty' };
    // @ts-expect-error why it is forbidden is missing
    expect(failed('store.forbidden').failure.code).toBe('store.forbidden');
    // @ts-expect-error the deadline is missing
    expect(failed('network.timeout', {}).failure.code).toBe('network.timeout');
    expect(invalid.code).toBe('input.invalid');
  });

  it('a reason of another code, and a word that is none', () => {
    // @ts-expect-error only a full disk has a quota
    expect(failed('store.damaged', { reason: 'quota' }).failure.reason).toBe('quota');
    // @ts-expect-error it has no sentence
    expect(failed('input.invalid', { field: 'label', reason: 'unheard-of' }).ok).toBe(false);
    // @ts-expect-error a misspelt word
    expect(failed('network.proxy', { detail: 'proxy-plane' }).ok).toBe(false);
  });

  it('a table in which a code is missing', () => {
    // @ts-expect-error all others are missing
    const table: Readonly<Record<FailureCode, boolean>> = { bug: true };
    expect(Object.keys(table)).toEqual(['bug']);
  });

  it('a list in which a request or an event is missing, and one with a name of no request', () => {
    // @ts-expect-error all others are missing
    expect(wholeList<RequestName>()(['app.describe'])).toHaveLength(1);
    // @ts-expect-error all others are missing
    expect(wholeList<EventName>()(['app.changed'])).toHaveLength(1);
    // @ts-expect-error there is no such request
    expect(wholeList<RequestName>()([...requestNames, 'app.destroy'])).toHaveLength(requestNames.length + 1);
    expect(wholeList<EventName>()(eventNames)).toBe(eventNames);
  });

  it('schemas without the one of a request', () => {
    const { 'view.take': taken, ...others } = inputSchemas;
    // @ts-expect-error `view.take` is missing
    const schemas: InputSchemas = others;
    expect(Object.keys(schemas)).toHaveLength(requestNames.length - 1);
    expect(taken.safeParse(null).success).toBe(true);
  });
});

it('every request has its schema, and every schema its request', () => {
  expect(Object.keys(inputSchemas).sort()).toEqual([...requestNames].sort());
});

describe('the groups of failures', () => {
  const codesOf = (isOfGroup: (failure: Failure) => boolean) =>
    failureCodes.filter((code) => isOfGroup(everyFailure[code]));

  it('have the codes of their names', () => {
    expect(codesOf(isVaultFailure)).toEqual(failureCodes.filter((code) => code.startsWith('vault.')));
    expect(codesOf(isRoundFailure)).toEqual(failureCodes.filter((code) => 'retryAt' in everyFailure[code]));
  });
});
