import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshDataDir } from './harness/app.ts';
import { runCommand, type Finished } from './harness/terminal.ts';

const cli = fileURLToPath(new URL('../../build/cli.mjs', import.meta.url));
const folder = freshDataDir();

/** Runs a line of the shell, in which `$cli` is the terminal program and `$file` a path in a folder of its own. */
const shell = async (line: string): Promise<Finished> => {
  const child = spawn('bash', ['-c', line], {
    env: {
      ...process.env,
      LC_ALL: 'C.UTF-8',
      LANGUAGE: 'en',
      LEASEBELL_VAULT: 'memory',
      cli: `${process.execPath} ${cli}`,
      data: join(folder, 'data'),
      file: join(folder, 'file'),
    },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  await once(child, 'close');
  return { exit: child.exitCode, out, err };
};

describe.runIf(process.platform === 'linux')('what the terminal program writes', () => {
  let help = '';

  beforeAll(async () => {
    // The first command may build the program.
    help = (await runCommand(['--help'], { env: { LC_ALL: 'C.UTF-8', LANGUAGE: 'en' } })).out;
  });

  it.each([
    'export --format csv',
    'export rentals --format json',
    'export --format ics',
    'rentals --json',
    'orders --json',
    'accounts list --json',
    'settings list',
    '--help',
  ])('%s on a full disk: a sentence on stderr, exit 1', async (words) => {
    const { exit, out, err } = await shell(`$cli ${words} --data-dir "$data" > /dev/full`);
    expect([exit, out]).toEqual([1, '']);
    expect(err).toContain('Not everything was written: no space is left');
  });

  it('a file that may not grow, and an output that is none', async () => {
    const limited = await shell('ulimit -f 1; exec $cli --help > "$file"');
    expect(limited.exit).toBe(1);
    expect(limited.err).toContain('Not everything was written: the file may not grow');
    expect(help.startsWith(readFileSync(join(folder, 'file'), 'utf8'))).toBe(true);
    const none = await shell('$cli --help 1< /dev/null');
    expect(none.exit).toBe(1);
    expect(none.err).toContain('cannot be written to (EBADF)');
  });

  it('a message that cannot be written is a failure as well', async () => {
    expect(await shell('$cli frobnicate 2> /dev/full')).toMatchObject({ exit: 2, out: '' });
  });

  it('a reader that has seen enough ends it quietly', async () => {
    const { exit, out, err } = await shell('$cli --help | head -1; exit ${PIPESTATUS[0]}');
    expect([exit, out, err]).toEqual([0, `${help.split('\n')[0] ?? ''}\n`, '']);
    expect(await shell('$cli demo --json 2> /dev/null | true; exit ${PIPESTATUS[0]}')).toMatchObject({
      exit: 0,
      err: '',
    });
  });

  it('a slow reader loses nothing of an answer that no pipe holds', async () => {
    const { exit, out } = await shell('$cli demo --json 2> /dev/null | (sleep 2; cat)');
    expect(exit).toBe(0);
    expect(out.length).toBeGreaterThan(65_536);
    expect(() => void JSON.parse(out)).not.toThrow();
  });

  it('without a standard output, which the runtime then opens as nothing, it ends in order', async () => {
    expect(await shell('$cli --help >&-')).toMatchObject({ exit: 0, err: '' });
  });

  it.each([
    ['accounts add --provider nobody --label x', 'qiniu'],
    ['accounts add --provider qiniu --label x --set colour=red', 'regionId'],
    ['accounts add --provider qiniu --label x --secret password', 'secretKey'],
    ['settings set theme=dark', 'extraCa'],
    ['sync --set colour=red', 'payType'],
    ['export money --format csv', 'reminders'],
    ['export --format xml', 'ics'],
    ['orders --status x', 'refunded'],
    ['rentals --status x', 'frozen'],
    ['rentals --colour', '--ending-within'],
    ['rentals --ending-within soon', '3d'],
    ['frobnicate', 'doctor'],
  ])('%s is wrong usage: exit 2, nothing on stdout, the choices named', async (words, choice) => {
    const { exit, out, err } = await shell(`$cli ${words} --json --data-dir "$data"`);
    expect([exit, out]).toEqual([2, '']);
    expect(err).toContain('Not understood');
    expect(err).toContain(choice);
  });
});
