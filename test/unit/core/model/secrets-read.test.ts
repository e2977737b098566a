import { expect, test } from 'vitest';
import { Secret } from '../../../../electron/core/model/secret.ts';
import { SecretsRead } from '../../../../electron/core/model/secrets-read.ts';

const keys = (...texts: readonly string[]) => Object.fromEntries(texts.map((text) => [text, new Secret(text)]));
const texts = (secrets: Readonly<Record<string, Secret>>): readonly string[] =>
  Object.values(secrets).map((secret) => secret.reveal());

test('keys add up, each once, whatever they are called', () => {
  const read = new SecretsRead();
  read.with(keys('one', 'two'));
  expect([...texts(read.with({ other: new Secret('two'), more: new Secret('three') }))].sort()).toEqual([
    'one',
    'three',
    'two',
  ]);
});

test('it is the same object as long as none is new, so that nothing is made of them twice', () => {
  const read = new SecretsRead();
  const first = read.with(keys('one', 'two'));
  expect(read.with(keys('two'))).toBe(first);
  expect(read.with(keys('three'))).not.toBe(first);
});

test('it is bounded: the keys in use stay, the oldest of the others go', () => {
  const read = new SecretsRead();
  for (let index = 0; index < 1_000; index += 1) read.with(keys('in-use', `replaced-${index}`));
  const kept = texts(read.with({}));
  expect(kept).toHaveLength(64);
  expect(kept).toContain('in-use');
  expect(kept).toContain('replaced-999');
  expect(kept).not.toContain('replaced-0');
});
