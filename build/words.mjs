// What is written behind the name of a build script, read before it does anything. Built-ins only.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** The comment at the top of a script: it says what the script does and which words it takes. */
const helpOf = (moduleUrl) => {
  const lines = readFileSync(fileURLToPath(moduleUrl), 'utf8').split('\n');
  return lines
    .slice(
      0,
      Math.max(
        0,
        lines.findIndex((line) => !line.startsWith('//')),
      ),
    )
    .map((line) => line.replace(/^\/\/ ?/, ''));
};

const endWith = (code, stream, text) => {
  stream.write(`${text}\n`);
  process.exit(code);
};

/**
 * Returns the words of the script at `moduleUrl` as `parseArgs` does: `options` as it takes them, and words without a hyphen that
 * `isWord` allows. `--help` prints what stands at the script's top and ends it; a word that it does not take ends it with 2.
 */
export function readWords(moduleUrl, { options = {}, isWord = () => false } = {}) {
  const help = helpOf(moduleUrl).join('\n');
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) endWith(0, process.stdout, help);
  try {
    const read = parseArgs({ args, options, allowPositionals: true });
    const unknown = read.positionals.find((word) => !isWord(word));
    if (unknown === undefined) return read;
    return endWith(2, process.stderr, `This script does not take "${unknown}".\n\n${help}`);
  } catch (error) {
    return endWith(2, process.stderr, `${error.message.split('. To specify')[0]}.\n\n${help}`);
  }
}
