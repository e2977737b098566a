import { describe, expect, it } from 'vitest';
import { messageFaults } from '../../build/messages.mjs';

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
