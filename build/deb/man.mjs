// The manual pages, in both languages: what stands in build/deb/man, with the commands as `leasebell-cli --help` prints them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../project.mjs';

const languages = { '': 'en', zh_CN: 'zh-CN' };

/** Text as troff shows it: nothing in it is a command, and hyphens can be copied into a shell. */
export const roffText = (text) =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/gm, '\\&$1');

/** The commands alone: the line before them repeats the synopsis, and those after name what the providers ask for. */
function commandsIn(language) {
  const messages = JSON.parse(readFileSync(join(root, `electron/core/messages/${language}.json`), 'utf8'));
  return messages.cli_help.split('\n').slice(2, -1).join('\n').trimEnd();
}

/** Returns `[path below the root of the system, text]` for each page. `date` is an ISO day. */
export function manualPages({ version, date }) {
  return Object.entries(languages).flatMap(([locale, language]) =>
    ['leasebell', 'leasebell-cli'].map((name) => {
      const file = [name, locale, '1'].filter((part) => part !== '').join('.');
      const text = readFileSync(join(root, 'build/deb/man', file), 'utf8')
        .replaceAll('@VERSION@', version)
        .replaceAll('@DATE@', date)
        .replace('@HELP@', () => roffText(commandsIn(language)));
      return [join('usr/share/man', locale, 'man1', `${name}.1.gz`), text];
    }),
  );
}
