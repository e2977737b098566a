import { describe, expect, it } from 'vitest';
import type { Trouble } from '../../../../electron/core/model/health.ts';
import { failureReasons } from '../../../../electron/core/model/failure-words.ts';
import { codeText, failureText } from '../../../../electron/core/words/failure.ts';
import { troubleFacts } from '../../../../electron/core/words/trouble.ts';
import { speakIn } from '../../../../electron/core/words/words.ts';
import { Guard, type GuardParts } from '../../../../electron/engine/health/guard.ts';
import { forbiddenFailure } from '../../../../electron/edges/store/system-errors.ts';
import { ms } from '../../../fakes/instants.ts';

const nowMs = ms('2026-03-10T00:00:00Z');
const localeSetting = { locale: 'en', timeZone: 'Asia/Shanghai' } as const;
speakIn(() => 'en');

const aGuard = (parts: Partial<GuardParts> = {}): Guard =>
  new Guard({
    now: () => nowMs,
    log: { error: () => undefined },
    news: () => undefined,
    onDamage: () => undefined,
    ...parts,
  });
const broken = (): never => {
  throw new Error('broken too');
};

/** What the system says of a file that it refuses. */
const refusedBySystem = (code: string): Error =>
  Object.assign(new Error(`${code}: refused, open '/data/x'`), { code, syscall: 'open', path: '/data/x' });
const refusedBySqlite = (errcode: number): Error => Object.assign(new Error('database or disk is full'), { errcode });

const factsOf = (guard: Guard): readonly string[] =>
  guard.health.troubles.flatMap((trouble) => troubleFacts(trouble, nowMs, localeSetting));

describe('trouble that is an expected failure', () => {
  it.each([
    [refusedBySystem('EROFS'), { code: 'store.forbidden', reason: 'read-only', detail: 'EROFS /data/x' }],
    [refusedBySystem('EACCES'), { code: 'store.forbidden', reason: 'not-allowed', detail: 'EACCES /data/x' }],
    [refusedBySystem('EDQUOT'), { code: 'store.full', reason: 'quota', detail: 'EDQUOT /data/x' }],
    [refusedBySystem('ENOSPC'), { code: 'store.full', reason: null, detail: 'ENOSPC /data/x' }],
    [refusedBySqlite(8), { code: 'store.forbidden', reason: 'read-only', detail: 'SQLite 8' }],
    [refusedBySqlite(11), { code: 'store.damaged', reason: null, detail: 'SQLite 11' }],
  ])('keeps its reason and its technical word: %s', (error, cause) => {
    const guard = aGuard();
    guard.noted('planning', error);
    expect(guard.health.troubles).toMatchObject([cause]);
    expect(factsOf(guard).join()).not.toContain('rror:');
  });

  it.each(failureReasons['store.forbidden'])(
    'says the sentence of %s first, and the technical word after it',
    (reason) => {
      const guard = aGuard();
      guard.say('copy', { ...forbiddenFailure(reason), reason, detail: 'E /data/x' });
      const [sentence, ...others] = factsOf(guard);
      expect(sentence).toBe(failureText(forbiddenFailure(reason)));
      expect(sentence).not.toBe(codeText('store.forbidden'));
      expect(others[0]).toBe('Detail: E /data/x');
    },
  );

  it('says of a bug what it is', () => {
    const guard = aGuard();
    guard.noted('copy', new TypeError('x is not a function'));
    expect(factsOf(guard)[0]).toBe('Detail: TypeError: x is not a function');
  });
});

describe('the technical word of a bug', () => {
  const detailOf = (error: unknown): string => {
    const guard = aGuard();
    guard.noted('planning', error);
    return guard.health.troubles[0]?.detail ?? '';
  };

  it('is cut between two characters', () => {
    expect(detailOf(new Error(`${'x'.repeat(192)}😀😀`))).toBe(`Error: ${'x'.repeat(192)}😀`);
  });

  it('has no secrets and one line', () => {
    expect(detailOf(new Error('no\nhttps://a.example/x?key=1'))).toBe('Error: no https://a.example/x');
  });

  it.each([
    ['no error', 'text', 'string'],
    ['a message that is none', Object.assign(new Error(''), { message: 7 }), 'object'],
    ['a message that throws', Object.defineProperty(new RangeError(''), 'message', { get: broken }), 'object'],
    ['one that throws whatever it is asked', new Proxy(new Error(''), { get: broken }), 'object'],
  ])('is found for %s', (_, error, detail) => {
    expect(detailOf(error)).toBe(detail);
  });
});

describe('the border', () => {
  it('holds although a follower, the log, the window and whoever hears of damage throw; the next follower is told', () => {
    const guard = aGuard({ log: { error: broken }, news: broken, onDamage: broken });
    const told: Trouble[] = [];
    guard.follow(broken);
    guard.follow((trouble) => told.push(trouble));
    expect(guard.run('planning', () => broken())).toBeNull();
    expect(guard.noted('copy', refusedBySqlite(11))).toMatchObject({ code: 'store.damaged' });
    expect(told.map(({ step }) => step)).toEqual(['planning', 'copy']);
  });
});
