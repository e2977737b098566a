import { second } from '../../core/model/instant.ts';
import { plainLine } from '../../core/model/plain-text.ts';
import { progressText } from '../../core/words/progress.ts';
import type { Program } from '../../program/program.ts';
import type { Terminal } from './terminal.ts';

const everyMs = 2 * second;

/** Tells on the error stream, every two seconds, how far the rounds under way have come; a short round says nothing. */
export const tellProgress = (
  program: Program,
  { streams, localeSetting }: Pick<Terminal, 'streams' | 'localeSetting'>,
): { readonly stop: () => void } => {
  const timer = setInterval(() => {
    void program.accounts.progress().then((rounds) => {
      if (!rounds.ok) return;
      for (const { label, progress } of rounds.value)
        streams.err(`${plainLine(label)}: ${progressText(progress, localeSetting.locale)}`);
    });
  }, everyMs);
  return { stop: () => clearInterval(timer) };
};
