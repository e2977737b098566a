import type { AccountView } from '../../electron/contract/views.ts';
import { durationText } from '../../electron/core/words/countdown.ts';
import { t } from '../../electron/core/words/words.ts';

type Read = Pick<AccountView, 'label' | 'lastSyncedAt' | 'staleSince' | 'failure' | 'paused'>;

/** Whether what is shown of an account is not what its provider would say now: it was never read, or its last round failed. */
const isBehind = ({ lastSyncedAt, staleSince, failure }: Read): boolean =>
  lastSyncedAt === null || staleSince !== null || failure !== null;

/** Until when all that is shown holds, in words: which account is behind, else when the one that was read longest ago was read. */
export const lastReadText = (accounts: readonly Read[], nowMs: number): string => {
  const asked = accounts.filter(({ paused }) => !paused);
  if (accounts.length > 0 && asked.length === 0) return t.account_paused();
  const [behind, ...more] = asked.filter(isBehind);
  if (more.length > 0) return t.account_behind_many({ count: more.length + 1, total: asked.length });
  if (behind !== undefined) {
    const { label, lastSyncedAt } = behind;
    return lastSyncedAt === null
      ? t.account_behind_never({ label })
      : t.account_behind({ label, duration: durationText(nowMs - Date.parse(lastSyncedAt)) });
  }
  const readAt = asked.flatMap(({ lastSyncedAt }) => (lastSyncedAt === null ? [] : [Date.parse(lastSyncedAt)]));
  if (readAt.length === 0) return t.account_never_synced();
  return t.account_synced_ago({ duration: durationText(nowMs - Math.min(...readAt)) });
};
