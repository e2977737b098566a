import { diagnosticsText } from '../../../program/health/diagnostics.ts';
import { done, type CommandResult } from '../output.ts';
import type { Terminal } from '../terminal.ts';

/** `diagnostics`: what to send with a report of a fault. The same text with `--json`, as one string. */
export const diagnosticsCommand = async (terminal: Terminal): Promise<CommandResult> => {
  const facts = await terminal.doctor(() => undefined);
  const text = diagnosticsText({ facts, ...terminal.logged() });
  return done(text, text);
};
