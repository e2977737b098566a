import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { messageFaults, unreadKeys } from '../../build/messages.mjs';
import { t } from '../../electron/core/words/words.ts';
import { readSources } from '../../build/import-graph.mjs';

describe('the message files', () => {
  it('fit together when every language has the same keys with the same placeholders', () => {
    expect(messageFaults({ en: { hello: 'Hello {name}' }, 'zh-CN': { hello: '{name}，你好' } })).toEqual([]);
  });

  it.each([
    [
      'a message that one language lacks',
      { en: { a: 'A', b: 'B' }, 'zh-CN': { a: '甲' } },
      '"b" is missing or empty in zh-CN',
    ],
    ['an empty one', { en: { a: '' }, 'zh-CN': { a: '甲' } }, '"a" is missing or empty in en'],
    ['different placeholders', { en: { a: '{x}' }, 'zh-CN': { a: '{y}' } }, '"a" has different placeholders: x / y'],
    ['a key with dots', { en: { 'a.b': 'A' }, 'zh-CN': { 'a.b': '甲' } }, '"a.b" is not flat snake_case'],
    ['nothing at all', { en: {}, 'zh-CN': {} }, 'there are no messages at all'],
  ])('do not with %s', (_name, byLocale, sentence) => {
    expect(messageFaults(byLocale)).toContain(sentence);
  });
});

describe('every message', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));

  it('has a reader', () => {
    const sources = [...readSources(root, ['electron', 'renderer', 'build'])]
      .filter(([path]) => !path.startsWith('electron/core/messages/'))
      .map(([, text]) => text);
    const keys = Object.keys(t);
    expect(keys.length).toBeGreaterThan(1_000);
    expect(unreadKeys(keys, sources)).toEqual([]);
  });

  it('without one is seen, whether its key is written or put together', () => {
    const sources = ["t.menu_cut(); label: 'provider_field'; textOf(keyOf('state', rental.state))"];
    expect(
      unreadKeys(['menu_cut', 'provider_field', 'state_active', 'menu_cut_all', 'stated', 'gone'], sources),
    ).toEqual(['menu_cut_all', 'stated', 'gone']);
  });
});
