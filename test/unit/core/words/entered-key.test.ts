import { describe, expect, it } from 'vitest';
import { failureCodes } from '../../../../electron/core/model/failure.ts';
import { enteredKeyFacts, enteredKeyText } from '../../../../electron/core/words/entered-key.ts';
import { locales } from '../../../../electron/core/model/settings.ts';
import { speakIn } from '../../../../electron/core/words/words.ts';
import { everyFailure } from '../../../fakes/failures.ts';
import { ms } from '../../../fakes/instants.ts';

const ofTesting = failureCodes.filter(
  (code) => /^(network|provider|account)\./.test(code) && code !== 'account.address-changed',
);

describe.each(locales)('a key that was just entered, in %s', (locale) => {
  it.each(ofTesting)('%s: nothing was saved, and nobody else tries it again', (code) => {
    speakIn(() => locale);
    const text = enteredKeyText(everyFailure[code]) ?? '';
    expect(text).toMatch(
      /Nothing was (sent or )?saved|没有(发送或)?保存任何内容|没有发送任何内容，也没有保存|也没有保存任何内容/,
    );
    expect(text).not.toMatch(/Stored data|stored stays|be tried again|by itself|仍在|自动|没有变动/);
  });

  it('says until when to wait as something to do', () => {
    speakIn(() => locale);
    const [wait] = enteredKeyFacts(everyFailure['provider.rate-limited'], ms('2026-03-01T08:00:00Z'), {
      locale,
      timeZone: 'Asia/Shanghai',
    });
    expect(wait).toMatch(locale === 'en' ? /^Try again after Mar 1, 17:00/ : /^请在 3月1日 17:00.*之后再试$/);
  });
});

it('leaves failures alone that mean the same everywhere', () => {
  expect(enteredKeyText(everyFailure['store.full'])).toBeNull();
  expect(enteredKeyText({ code: 'input.invalid', field: 'label', reason: 'taken' })).toBeNull();
});
