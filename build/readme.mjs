// Writes what the providers declare into both READMEs, between their markers; with --check it only says whether they agree.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as prettier from 'prettier';
import { runnerImport } from 'vite';
import { compileMessages } from './messages.mjs';
import { isMain, root } from './project.mjs';
import { readWords } from './words.mjs';

const readmes = { en: 'README.md', 'zh-CN': 'README.zh-CN.md' };
const between = /(<!-- providers: .*? -->\n)[\s\S]*?(<!-- \/providers -->)/;

/** Each README as it should be, beside how it is. */
async function compared() {
  await compileMessages();
  const { module } = await runnerImport(join(root, 'build/readme-table.ts'), { configFile: false, root });
  const options = await prettier.resolveConfig(join(root, readmes.en));
  const written = Object.entries(readmes).map(async ([locale, name]) => {
    const file = join(root, name);
    const text = readFileSync(file, 'utf8');
    if (!between.test(text)) throw new Error(`${name} has no place for the providers.`);
    const filled = text.replace(between, (_all, start, end) => `${start}\n${module.providerTables(locale)}\n\n${end}`);
    return { name, file, text, wanted: await prettier.format(filled, { ...options, parser: 'markdown' }) };
  });
  return Promise.all(written);
}

if (isMain(import.meta.url)) {
  const { values } = readWords(import.meta.url, { options: { check: { type: 'boolean' } } });
  const stale = (await compared()).filter(({ text, wanted }) => text !== wanted);
  if (values.check) {
    for (const { name } of stale)
      process.stderr.write(`${name} is not what the providers declare: run “node build/readme.mjs”.\n`);
    process.exitCode = stale.length > 0 ? 1 : 0;
  } else {
    for (const { file, wanted } of stale) writeFileSync(file, wanted);
  }
}
