// Compiles the message files into electron/core/messages/generated, without network, and refuses languages that differ.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createHash } from 'node:crypto';
import { isMain, root } from './project.mjs';
import { withLock } from './lock.mjs';
import { readWords } from './words.mjs';

const folder = join(root, 'electron/core/messages');
const generated = join(folder, 'generated');
const project = join(root, 'build/project.inlang');
const stampFile = join(generated, '.stamp');
const { locales } = JSON.parse(readFileSync(join(project, 'settings.json'), 'utf8'));

const compilerOptions = {
  project,
  strategy: ['globalVariable', 'baseLocale'],
  outputStructure: 'locale-modules',
  emitTsDeclarations: true,
  emitReadme: false,
  emitGitIgnore: false,
  emitPrettierIgnore: false,
};

const readMessages = (locale) => JSON.parse(readFileSync(join(folder, `${locale}.json`), 'utf8'));

function placeholders(message) {
  const found = JSON.stringify(message).matchAll(/\{\s*([A-Za-z_]\w*)\s*\}/g);
  return [...new Set([...found].map(([, name]) => name))].sort();
}

/** What is wrong with the message files, as sentences; empty when every language says the same things. */
export function messageFaults(byLocale) {
  const faults = [];
  const everyKey = new Set(Object.values(byLocale).flatMap((messages) => Object.keys(messages)));
  if (everyKey.size === 0) faults.push('there are no messages at all');
  for (const key of everyKey) {
    if (!/^[a-z][a-z0-9_]*$/.test(key)) faults.push(`"${key}" is not flat snake_case`);
    const lacking = Object.keys(byLocale).filter((locale) => !byLocale[locale][key]?.length);
    if (lacking.length > 0) faults.push(`"${key}" is missing or empty in ${lacking.join(', ')}`);
    const sets = new Set(Object.values(byLocale).map((messages) => placeholders(messages[key] ?? '').join()));
    if (lacking.length === 0 && sets.size > 1)
      faults.push(`"${key}" has different placeholders: ${[...sets].join(' / ')}`);
  }
  return faults;
}

/**
 * The keys that no source names: neither whole, in a sentence, a provider's description or anywhere else, nor as what a key that
 * is put together (`keyOf('prefix', name)`) begins with.
 */
export function unreadKeys(keys, sources) {
  const text = sources.join('\n');
  const words = new Set(text.match(/\b[a-z][a-z0-9_]*\b/g));
  const prefixes = [...text.matchAll(/\bkeyOf\(\s*'([a-z0-9_]+)'/g)].map(([, prefix]) => `${prefix}_`);
  return keys.filter((key) => !words.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)));
}

function stamp() {
  const hash = createHash('sha256');
  const compilerFile = join(root, 'node_modules/@inlang/paraglide-js/package.json');
  const inputs = [
    ...locales.map((locale) => join(folder, `${locale}.json`)),
    join(project, 'settings.json'),
    compilerFile,
  ];
  for (const file of [...inputs, join(root, 'build/messages.mjs')]) hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

const isCurrent = (wanted) => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted;

/** The compiler prints success even when it emitted nothing, so each message is called once in each language. */
async function assertSpeaks(output, byLocale) {
  const { m } = await import(pathToFileURL(join(output, 'messages.js')).href);
  for (const locale of locales) {
    for (const [key, message] of Object.entries(byLocale[locale])) {
      const values = Object.fromEntries(placeholders(message).map((name) => [name, 1]));
      const text = m[key]?.(values, { locale });
      if (!text || (text === key && message !== key))
        throw new Error(`the compiled message "${key}" says nothing in ${locale}`);
    }
  }
}

/**
 * Makes the functions of a language members of one object. As it writes them they are variables of a module, all of them seen from inside functions,
 * which takes V8 three times as long to compile, and each start of each process compiles them.
 */
function asObject(text, count) {
  const [head, ...members] = text.split(/^export const (?=\w+ = )/m);
  if (members.length !== count)
    throw new Error('the compiler writes its messages in another form than build/messages.mjs reads');
  const entries = members.map((member) =>
    member
      .trim()
      .replace(/;$/, '')
      .replace(/^(\w+) = /, '$1: '),
  );
  return `${head}export const sentences = {\n${entries.join(',\n')},\n};\n`;
}

/** The same function of every language under one name, as the compiler's own index has it. */
const index = `/* eslint-disable */
import { getLocale } from '../runtime.js';
${locales.map((locale, number) => `import { sentences as language${number} } from './${locale}.js';`).join('\n')}
const languages = { ${locales.map((locale, number) => `'${locale}': language${number}`).join(', ')} };
export const m = Object.fromEntries(
  Object.keys(language0).map((key) => [
    key,
    (inputs = {}, options = {}) => languages[options.locale ?? getLocale()][key](inputs),
  ]),
);
`;

/** Plural rules are made once for each language, and not for each sentence: making them takes longer than all that is said with them. */
function withKeptRules(text) {
  const made = 'return new Intl.PluralRules(locale, options).select(Number(input))';
  if (!text.includes(made))
    throw new Error('the compiler writes plurals in another form than build/messages.mjs reads');
  const kept =
    'return (pluralRules[locale + JSON.stringify(options)] ??= new Intl.PluralRules(locale, options)).select(Number(input))';
  return `const pluralRules = {};\n${text.replace(made, kept)}`;
}

function writeAsObjects(output, byLocale) {
  for (const locale of locales) {
    const file = join(output, 'messages', `${locale}.js`);
    writeFileSync(file, asObject(readFileSync(file, 'utf8'), Object.keys(byLocale[locale]).length));
  }
  const registry = join(output, 'registry.js');
  writeFileSync(registry, withKeptRules(readFileSync(registry, 'utf8')));
  writeFileSync(join(output, 'messages/_index.js'), index);
  writeFileSync(join(output, 'messages.js'), "/* eslint-disable */\nexport { m } from './messages/_index.js';\n");
}

/** File by file, so that a program which is reading the old messages never finds the folder gone. */
function publish(output, wanted) {
  const files = readdirSync(output, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(output, join(entry.parentPath ?? entry.path, entry.name)));
  for (const file of files) {
    const target = join(generated, file);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(output, file), `${target}.new`);
    renameSync(`${target}.new`, target);
  }
  writeFileSync(stampFile, wanted);
}

/** Brings the generated messages up to date; says so on stderr when it had to; throws with one sentence when the files are wrong. */
export async function compileMessages() {
  await withLock(join(root, 'out/.messages.lock'), async () => {
    const wanted = stamp();
    if (isCurrent(wanted)) return;
    const byLocale = Object.fromEntries(locales.map((locale) => [locale, readMessages(locale)]));
    const faults = messageFaults(byLocale);
    if (faults.length > 0) throw new Error(`The message files do not fit together:\n  ${faults.join('\n  ')}`);
    const output = join(root, `out/.messages-${process.pid}`);
    try {
      const { compile } = await import('@inlang/paraglide-js');
      await compile({ ...compilerOptions, outdir: output });
      writeAsObjects(output, byLocale);
      await assertSpeaks(output, byLocale);
      publish(output, wanted);
    } finally {
      rmSync(output, { recursive: true, force: true });
    }
    process.stderr.write(`messages: ${Object.keys(byLocale[locales[0]]).length} in ${locales.join(', ')}\n`);
  });
}

if (isMain(import.meta.url)) {
  readWords(import.meta.url);
  const code = await compileMessages().then(
    () => 0,
    (error) => {
      process.stderr.write(`${error.message}\n`);
      return 1;
    },
  );
  // The compiler leaves timers behind that would hold the process for half a minute.
  process.exit(code);
}
