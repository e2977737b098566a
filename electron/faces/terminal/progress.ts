import type { Account } from '../../core/model/account.ts';
import { second } from '../../core/model/instant.ts';
import { plainLine } from '../../core/model/plain-text.ts';
import { progressText } from '../../core/words/progress.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Terminal } from './terminal.ts';

const everyMs = 2 * second;

/** Tells on the error stream, every two seconds, how far the rounds under way have come; a short round says nothing. */
export const tellProgress = (
  accounts: readonly Account[],
  engine: Engine,
  { streams, place }: Pick<Terminal, 'streams' | 'place'>,
): { readonly stop: () => void } => {
  const timer = setInterval(() => {
    for (const { id, label } of accounts) {
      const progress = engine.poller.progressOf(id);
      if (progress !== null) streams.err(`${plainLine(label)}: ${progressText(progress, place.locale)}`);
    }
  }, everyMs);
  return { stop: () => clearInterval(timer) };
};
