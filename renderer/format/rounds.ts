import type { RoundOutcome } from '../../electron/core/model/sync.ts';
import type { LocaleSetting } from '../../electron/core/words/instants.ts';
import { failureText, retryTexts } from '../../electron/core/words/failure.ts';
import { t } from '../../electron/core/words/words.ts';

/** What a sync came to, in one breath for screen readers: how many orders, and each account that failed. */
export const announceRounds = (
  outcomes: readonly RoundOutcome[],
  nowMs: number,
  localeSetting: LocaleSetting,
): string => {
  const orders = outcomes.reduce((sum, outcome) => sum + outcome.orders, 0);
  const changes = outcomes.reduce((sum, outcome) => sum + outcome.changes, 0);
  const done = outcomes.filter((outcome) => outcome.ok).length;
  const failures = outcomes.flatMap(({ label, failure }) =>
    failure
      ? [
          t.account_sync_failed({
            label,
            text: [failureText(failure), ...retryTexts(failure, nowMs, localeSetting)].join(' '),
          }),
        ]
      : [],
  );
  const summary = done > 0 ? [t.account_sync_done({ accounts: done, orders, changes })] : [];
  return [...summary, ...failures].join(' ');
};
