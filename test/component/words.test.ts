import { describe, expect, it } from 'vitest';
import { failureCodes, type Failure, type FailureCode } from '../../electron/core/model/failure.ts';
import { failureReasons } from '../../electron/core/model/failure-words.ts';
import { orderStatuses } from '../../electron/core/model/order.ts';
import { channels, reminderRules, reminderStates, suppressedReasons } from '../../electron/core/model/reminder.ts';
import { rentalStates } from '../../electron/core/model/rental.ts';
import { locales, type Locale } from '../../electron/core/model/settings.ts';
import { codeText, failureFacts, failureText } from '../../electron/core/words/failure.ts';
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
  'deleted-at-end',
  'shared-id',
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

const reasonsByCode: { readonly [Code in FailureCode]?: readonly string[] } = failureReasons;
const reasonsOf = (code: FailureCode): readonly string[] => reasonsByCode[code] ?? [];

describe('a failure in words', () => {
  const localeSetting = { locale: 'en', timeZone: 'Asia/Shanghai' } as const;

  it('names the field fault where the reason is known, and stays general where it is not', () => {
    speakIn(() => 'en');
    expect(failureText({ code: 'input.invalid', field: 'label', reason: 'taken' })).toContain('already has this name');
    expect(codeText('input.invalid', 'unheard-of')).toBe(textOf('failure_input_invalid'));
  });

  it.each<[Failure, string]>([
    [{ code: 'network.tls', detail: 'CERT_HAS_EXPIRED' }, 'expired'],
    [{ code: 'network.tls', detail: 'ERR_CERT_DATE_INVALID' }, 'expired'],
    [{ code: 'network.tls', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'signed its certificate itself'],
    [{ code: 'network.tls', detail: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'for another host'],
    [{ code: 'network.tls', detail: 'ERR_CERT_COMMON_NAME_INVALID' }, 'for another host'],
    [{ code: 'network.tls', detail: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }, 'an extra certificate'],
    [{ code: 'network.tls', detail: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }, 'an extra certificate'],
    [{ code: 'network.tls', detail: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'an extra certificate'],
    [{ code: 'network.tls', detail: 'ERR_CERT_AUTHORITY_INVALID' }, 'an extra certificate'],
    [{ code: 'network.tls', detail: 'ca-missing' }, 'The file of extra certificates'],
    [{ code: 'network.tls', detail: 'ERR_SSL_PROTOCOL_ERROR' }, 'could not be verified'],
    [{ code: 'network.proxy', detail: 'ECONNREFUSED' }, 'cannot be reached'],
    [{ code: 'network.proxy', detail: 'ERR_PROXY_CONNECTION_FAILED' }, 'cannot be reached'],
    [{ code: 'network.proxy', detail: 'proxy-auth' }, 'asks for a user name and password'],
    [{ code: 'network.proxy', detail: 'proxy-tunnel' }, 'did not connect to the provider'],
    [{ code: 'network.proxy', detail: 'ERR_TUNNEL_CONNECTION_FAILED' }, 'did not connect to the provider'],
    [{ code: 'network.proxy', detail: 'proxy-unsupported' }, 'only http proxies'],
    [{ code: 'provider.unexpected-answer', detail: 'too-many-rows' }, 'far longer than was asked for'],
    [{ code: 'provider.unexpected-answer', detail: 'ids-change' }, 'has other ids'],
    [{ code: 'store.damaged', reason: 'copy-set-aside' }, 'was itself damaged'],
    [{ code: 'store.locked', reason: 'queue-held' }, '“.wishes”'],
    [{ code: 'provider.unexpected-answer', detail: 'too-many-values' }, 'far more data than was asked for'],
    [{ code: 'provider.unexpected-answer', detail: 'too-many-orders' }, 'more orders than one account can hold'],
    [{ code: 'provider.unexpected-answer', detail: 'too-many-resources' }, 'other resources than one account can hold'],
    [{ code: 'provider.unexpected-answer', detail: 'too-deep' }, 'nested deeper'],
    [{ code: 'provider.unexpected-answer', detail: 'too-large' }, 'not read to the end'],
    [{ code: 'provider.unexpected-answer', detail: 'not-json' }, 'not what this provider documents'],
  ])('%o says so', (failure, words) => {
    speakIn(() => 'en');
    expect(failureText(failure)).toContain(words);
  });

  it.each(failureCodes.flatMap((code) => reasonsOf(code).map((reason) => [code, reason] as const)))(
    '%s as %s is told why, in both languages',
    (code, reason) => {
      for (const locale of locales) {
        speakIn(() => locale);
        expect(codeText(code, reason)).not.toBe(codeText(code));
      }
    },
  );

  it('lists its safe facts', () => {
    const failure: Failure = {
      code: 'provider.refused',
      status: 200,
      providerCode: 'InvalidParameter',
      providerMessage: 'Page is wrong.',
      requestId: 'F00-1',
    };
    const redirected: Failure = { code: 'provider.unexpected-answer', redirectedTo: 'login.example.com' };
    const lines = [failure, redirected]
      .flatMap((one) => failureFacts(one, Date.parse(fakeNow), localeSetting))
      .join('\n');
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
