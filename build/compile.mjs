// Builds what is out of date: `node build/compile.mjs [main preload renderer]`, all three by default. Speaks on stderr only.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isMain, root } from './project.mjs';
import { isCurrent, parts, stampOf } from './parts.mjs';
import { withLock } from './lock.mjs';
import { readWords } from './words.mjs';

function assertEntries(name) {
  const missing = parts[name].entries.filter((file) => !existsSync(join(root, file)));
  if (missing.length > 0) throw new Error(`Cannot build ${name}: ${missing.join(' and ')} is missing.`);
}

function compileMessages() {
  const { status } = spawnSync(process.execPath, [join(root, 'build/messages.mjs')], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('Cannot build without the messages.');
}

/** Built beside its place and moved there whole, so that a program which starts meanwhile sees the old part or the new one. */
async function buildPart(name) {
  const part = parts[name];
  const started = Date.now();
  const stamp = stampOf(name);
  const fresh = join(root, `out/.${name}-${process.pid}`);
  const old = `${fresh}-old`;
  try {
    const { build } = await import('vite');
    await build({ configFile: join(root, part.config), logLevel: 'warn', build: { outDir: fresh } });
    writeFileSync(join(fresh, '.stamp'), stamp);
    mkdirSync(join(root, 'out'), { recursive: true });
    if (existsSync(join(root, part.output))) renameSync(join(root, part.output), old);
    renameSync(fresh, join(root, part.output));
  } finally {
    for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true });
  }
  process.stderr.write(`built ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

/** Brings the named parts up to date, one process at a time; throws with one sentence when a part cannot be built. */
export async function compile(names = Object.keys(parts)) {
  names.forEach(assertEntries);
  if (names.every(isCurrent)) return;
  await withLock(join(root, 'out/.build.lock'), async () => {
    const stale = names.filter((name) => !isCurrent(name));
    if (stale.length === 0) return;
    compileMessages();
    for (const name of stale) await buildPart(name);
  });
}

if (isMain(import.meta.url)) {
  const { positionals: names } = readWords(import.meta.url, { isWord: (word) => Object.hasOwn(parts, word) });
  await compile(names.length > 0 ? names : undefined).catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
