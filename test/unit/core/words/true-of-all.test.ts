import { afterAll, expect, it } from 'vitest';
import { failureText } from '../../../../electron/core/words/failure.ts';
import { warningText } from '../../../../electron/core/words/warning.ts';
import { speakIn } from '../../../../electron/core/words/words.ts';

afterAll(() => speakIn(() => 'zh-CN'));

/** Sentences that stand beside rounds of any outcome, in lists, tables and notes. */
it.each(['en', 'zh-CN'] as const)('%s: no sentence speaks of what may not be there', (locale) => {
  speakIn(() => locale);
  // A refusal may come without a message, or have it shown elsewhere.
  expect(failureText({ code: 'provider.refused' })).not.toMatch(/below|its message|下面|下方|查看对方的说明/);
  // A round that failed may have read nothing.
  expect(warningText({ code: 'account.clock-skewed' })).not.toMatch(/synced|已同步/);
});
