import type { CommandResult } from '../../electron/faces/terminal/output.ts';
import type { Terminal } from '../../electron/faces/terminal/terminal.ts';

type Command = (terminal: Terminal) => Promise<CommandResult>;

/** Runs a command and takes what it writes as it goes. */
const runOnce = async (command: Command, terminal: Terminal, json: boolean) => {
  let out = '';
  const result = await command({
    ...terminal,
    arguments: { ...terminal.arguments, json },
    streams: { ...terminal.streams, out: (text) => void (out += text) },
  });
  return { result, out };
};

/**
 * The same command, with what it writes as it goes as its result: as text, and as JSON, for which it is run again without a word. With `--json`
 * as JSON alone. What a command returns whole stays as it is.
 */
export const wholeAnswer =
  (command: Command): Command =>
  async (terminal) => {
    const { json, command: name } = terminal.arguments;
    const { result, out } = await runOnce(command, terminal, json);
    if (result.isWritten !== true) return result;
    if (name === 'export') return { ...result, text: out };
    if (json) return { ...result, json: JSON.parse(out), text: '' };
    const silent = { ...terminal, streams: { ...terminal.streams, err: () => undefined } };
    const again = await runOnce(command, silent, true);
    return { ...result, json: JSON.parse(again.out), text: out.replace(/\n$/, '') };
  };
