import { describe, expect, it } from 'vitest';
import { failureCodes, type Failure } from '../../electron/core/model/failure.ts';
import { orderStatuses } from '../../electron/core/model/order.ts';
import { channels, reminderRules, reminderStates, suppressedReasons } from '../../electron/core/model/reminder.ts';
import { rentalStates } from '../../electron/core/model/rental.ts';
import { locales, type Locale } from '../../electron/core/model/settings.ts';
import { failureFacts, failureText } from '../../electron/core/words/failure.ts';
import { keyOf, sentenceOf, speakIn, textOf } from '../../electron/core/words/words.ts';
import { fakeNow } from './fake-rentals.ts';

const bases = ['stated', 'derived', 'estimated', 'corrected', 'none'];
const notes = [
  'may-be-00:00-beijing-time',
  'from-purchase-duration',
  'unit-unknown',
  'billed-by-use',
  'not-stated',
  'corrected-by-user',
  'estimate-passed',
  'from-user-setting',
  'frozen-window',
  'frozen-since-unknown',
];
const changes = [
  'placed',
  'paid',
  'delivered',
  'renewed',
  'endMoved',
  'expired',
  'released',
  'refunded',
  'failed',
  'vanished',
];

const vocabularies: readonly (readonly [prefix: string, words: readonly string[]])[] = [
  ['failure', failureCodes],
  ['state', rentalStates],
  ['basis', bases],
  ['basis_why', bases],
  ['note', notes],
  ['order_kind', ['new', 'renewal', 'change', 'refund', 'unknown']],
  ['order_status', orderStatuses],
  ['rental_change', changes],
  ['reminder_rule', reminderRules],
  ['reminder_state', reminderStates],
  ['reminder_reason', suppressedReasons],
  ['reminder_channel', channels],
  ['settings_channel', ['ok', 'degraded', 'unavailable', 'untested']],
];

describe.each(locales)('in %s', (locale: Locale) => {
  it.each(vocabularies)('every %s has its own words', (prefix, words) => {
    const sentences = words.map((word) => sentenceOf(keyOf(prefix, word), locale));
    expect(sentences).not.toContain(null);
    expect(new Set(sentences).size).toBe(words.length);
  });

  it.each(failureCodes)('%s says what happened, what was kept and what to do', (code) => {
    const sentence = sentenceOf(keyOf('failure', code), locale) ?? '';
    expect(sentence.split(/[.。;；](?:\s|$|(?=\p{Script=Han}))/u).filter(Boolean).length).toBeGreaterThanOrEqual(2);
    expect(/\p{Script=Han}/u.test(sentence)).toBe(locale === 'zh-CN');
  });
});

describe('a failure in words', () => {
  const place = { locale: 'en', timeZone: 'Asia/Shanghai' } as const;

  it('names the field fault where the reason is known, and stays general where it is not', () => {
    speakIn(() => 'en');
    expect(failureText({ code: 'input.invalid', field: 'label', reason: 'taken' })).toContain('already has this name');
    expect(failureText({ code: 'input.invalid', field: 'label', reason: 'unheard-of' })).toBe(
      textOf('failure_input_invalid'),
    );
  });

  it.each([
    ['network.tls', 'CERT_HAS_EXPIRED', 'expired'],
    ['network.tls', 'ERR_CERT_DATE_INVALID', 'expired'],
    ['network.tls', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'signed its certificate itself'],
    ['network.tls', 'ERR_TLS_CERT_ALTNAME_INVALID', 'for another host'],
    ['network.tls', 'ERR_CERT_COMMON_NAME_INVALID', 'for another host'],
    ['network.tls', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'an extra certificate'],
    ['network.tls', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'an extra certificate'],
    ['network.tls', 'SELF_SIGNED_CERT_IN_CHAIN', 'an extra certificate'],
    ['network.tls', 'ERR_CERT_AUTHORITY_INVALID', 'an extra certificate'],
    ['network.tls', 'ca-missing', 'The file of extra certificates'],
    ['network.tls', 'ERR_SSL_PROTOCOL_ERROR', 'could not be verified'],
    ['network.proxy', 'ECONNREFUSED', 'cannot be reached'],
    ['network.proxy', 'ERR_PROXY_CONNECTION_FAILED', 'cannot be reached'],
    ['network.proxy', 'proxy-auth', 'asks for a user name and password'],
    ['network.proxy', 'proxy-tunnel', 'did not connect to the provider'],
    ['network.proxy', 'ERR_TUNNEL_CONNECTION_FAILED', 'did not connect to the provider'],
    ['network.proxy', 'proxy-unsupported', 'only http proxies'],
    ['provider.unexpected-answer', 'too-many-rows', 'far longer than was asked for'],
    ['provider.unexpected-answer', 'too-many-values', 'far more data than was asked for'],
    ['provider.unexpected-answer', 'too-many-orders', 'more orders than one account can hold'],
    ['provider.unexpected-answer', 'too-deep', 'nested deeper'],
    ['provider.unexpected-answer', 'too-large', 'not read to the end'],
    ['provider.unexpected-answer', 'not-json', 'not what this provider documents'],
  ] as const)('%s with %s says so', (code, detail, words) => {
    speakIn(() => 'en');
    expect(failureText({ code, detail })).toContain(words);
  });

  it.each([
    'not-a-proxy',
    ...['not-absolute', 'missing', 'unreadable', 'too-large', 'empty', 'private-key', 'not-pem', 'not-certificate'].map(
      (reason) => `ca-${reason}`,
    ),
  ])('an entry refused as %s is told why, in both languages', (reason) => {
    for (const locale of locales) {
      speakIn(() => locale);
      expect(failureText({ code: 'input.invalid', reason })).not.toBe(textOf('failure_input_invalid'));
    }
  });

  it('lists its safe facts', () => {
    const failure: Failure = {
      code: 'provider.refused',
      status: 200,
      providerCode: 'InvalidParameter',
      providerMessage: 'Page is wrong.',
      requestId: 'F00-1',
      redirectedTo: 'login.example.com',
    };
    const lines = failureFacts(failure, Date.parse(fakeNow), place).join('\n');
    for (const fact of ['200', 'InvalidParameter', 'Page is wrong.', 'F00-1', 'login.example.com']) {
      expect(lines).toContain(fact);
    }
  });
});

describe('a key that arrives as data', () => {
  it('is shown itself when it has no sentence', () => {
    expect(textOf('no_such_key')).toBe('no_such_key');
    expect(sentenceOf('constructor')).toBeNull();
    expect(sentenceOf('__proto__')).toBeNull();
  });
});
