import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { speakIn, t } from '../../../../electron/core/words/words.ts';
import { exitOf, printResult, streamsOver } from '../../../../electron/faces/terminal/output.ts';
import { sinkOver, type ResultSink, type WriteSome } from '../../../../electron/faces/terminal/sink.ts';
import { aFolder } from '../../../fakes/store.ts';
import { hostileNames } from './readers/hostile.ts';

const failing = (code: string): Error => Object.assign(new Error(code), { code });

/** An output that takes what the test says: so many bytes, or an error. */
const device = (...takes: readonly (number | string)[]) => {
  const taken: number[] = [];
  let waits = 0;
  const write: WriteSome = (_descriptor, bytes, offset) => {
    const take = takes[taken.length + waits] ?? bytes.length;
    if (typeof take === 'number') {
      const some = Math.min(take, bytes.length - offset);
      taken.push(...bytes.slice(offset, offset + some));
      return some;
    }
    throw failing(take);
  };
  const sink = sinkOver(1, write, () => (waits += 1));
  return { sink, text: () => Buffer.from(taken).toString('utf8'), waits: () => waits };
};

describe('an output', () => {
  it('is written to until all is taken, however little at a time', () => {
    const { sink, text } = device(...Array.from({ length: 20 }, () => 1));
    sink.write('训练机-02\n');
    sink.write('b');
    expect([text(), sink.fault()]).toEqual(['训练机-02\nb', null]);
  });

  it('is waited for while its reader is slow', () => {
    const { sink, text, waits } = device('EAGAIN', 'EWOULDBLOCK', 'EINTR');
    sink.write('all');
    expect([text(), sink.fault(), waits()]).toEqual(['all', null, 3]);
  });

  it.each(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EBADF', 'EINVAL'])(
    '%s in the middle is a fault, and nothing more is written',
    (code) => {
      const taken: number[] = [];
      const sink = sinkOver(1, (_descriptor, bytes, offset) => {
        if (taken.length >= 3) throw failing(code);
        taken.push(...bytes.slice(offset, offset + 3));
        return 3;
      });
      sink.write('abcdef');
      sink.write('ghi');
      expect([Buffer.from(taken).toString(), sink.fault()]).toEqual(['abc', code]);
    },
  );

  it.each(['EPIPE', 'EOF'])('%s ends quietly: nobody reads on', (code) => {
    const sink = sinkOver(1, () => {
      throw failing(code);
    });
    sink.write('x');
    expect(sink.fault()).toBeNull();
  });

  it('that takes nothing and says nothing, or fails in an unknown way, is a fault', () => {
    const silent = sinkOver(1, () => 0);
    silent.write('x');
    const odd = sinkOver(1, () => {
      throw new TypeError('odd');
    });
    odd.write('x');
    expect([silent.fault(), odd.fault()]).toEqual(['EIO', 'EIO']);
  });
});

describe.runIf(process.platform === 'linux')('a real output', () => {
  const writing = (descriptor: number, text: string): string | null => {
    const sink = sinkOver(descriptor);
    sink.write(text);
    closeSync(descriptor);
    return sink.fault();
  };
  const fifo = (): string => {
    const path = join(aFolder(), 'pipe');
    expect(spawnSync('mkfifo', [path]).status).toBe(0);
    return path;
  };

  it('a file is written whole', () => {
    const path = join(aFolder(), 'file');
    const text = '训'.repeat(1_000_000);
    expect(writing(openSync(path, 'w'), text)).toBeNull();
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('a full disk and a descriptor that cannot be written are faults', () => {
    const path = join(aFolder(), 'file');
    writeFileSync(path, '');
    expect(writing(openSync('/dev/full', 'w'), 'x')).toBe('ENOSPC');
    expect(writing(openSync(path, 'r'), 'x')).toBe('EBADF');
  });

  it('a slow reader of a pipe that does not wait gets everything', async () => {
    const path = fifo();
    const copy = join(aFolder(), 'copy');
    const reader = spawn('sh', ['-c', 'cat "$0" > "$1"', path, copy]);
    const done = once(reader, 'close');
    const descriptor = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
    const text = '0123456789'.repeat(300_000);
    expect(writing(descriptor, text)).toBeNull();
    await done;
    expect(readFileSync(copy, 'utf8')).toBe(text);
  });

  it('a reader that has seen enough is no failure', async () => {
    const path = fifo();
    const reader = spawn('head', ['-c', '1', path]);
    const done = once(reader, 'close');
    const sink = sinkOver(openSync(path, constants.O_WRONLY));
    sink.write('ab');
    await done;
    sink.write('c'.repeat(200_000));
    expect(sink.fault()).toBeNull();
  });
});

describe('what a command leaves', () => {
  const sinkWith = (fault: string | null) => {
    const written: string[] = [];
    const sink: ResultSink = { write: (text) => written.push(text), fault: () => fault, isEnded: () => fault !== null };
    return { sink, written };
  };

  it.each([
    ['ENOSPC', 'no space is left'],
    ['EDQUOT', 'no space is left'],
    ['EFBIG', 'may not grow'],
    ['EIO', '(EIO)'],
    ['EBADF', '(EBADF)'],
  ])('%s on stdout is said on stderr and ends with 1', (code, words) => {
    speakIn(() => 'en');
    const err = sinkWith(null);
    expect(exitOf(0, sinkWith(code).sink, err.sink)).toBe(1);
    expect(err.written.join('')).toContain(words);
    expect(exitOf(3, sinkWith(code).sink, err.sink)).toBe(3);
  });

  it('whole output ends as its command does; a lost message is a failure too', () => {
    for (const exit of [0, 1, 2, 3, 4] as const)
      expect(exitOf(exit, sinkWith(null).sink, sinkWith(null).sink)).toBe(exit);
    expect(exitOf(0, sinkWith(null).sink, sinkWith('ENOSPC').sink)).toBe(1);
  });

  it('prints nothing that steers a terminal, and JSON that is exact all the same', () => {
    const [out, err] = [sinkWith(null), sinkWith(null)];
    const streams = streamsOver(out.sink, err.sink);
    for (const name of hostileNames) {
      streams.err(t.cli_added({ label: name }));
      printResult({ exit: 0, json: { name }, text: name }, true, streams);
      printResult({ exit: 0, json: null, text: t.cli_added({ label: name }) }, false, streams);
    }
    const all = [...out.written, ...err.written].join('');
    expect(all).not.toMatch(
      /[^\P{Cc}\n]|[\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u061c\u2060\u202a-\u202e\u2066-\u2069\ufeff]/u,
    );
    expect(err.written).toHaveLength(hostileNames.length);
    expect(err.written.every((line) => line.trimEnd().split('\n').length === 1)).toBe(true);
    const names = out.written
      .filter((line) => line.startsWith('{'))
      .map((line) => (JSON.parse(line) as { name: string }).name);
    expect(names).toEqual(hostileNames.map((name) => name.replace(/\p{Surrogate}/gu, '\ufffd')));
  });
});
