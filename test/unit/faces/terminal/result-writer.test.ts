import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failed, success, type Result } from '../../../../electron/core/model/failure.ts';
import { printableJson } from '../../../../electron/core/model/plain-text.ts';
import { pagesOf, onePage, type Pages } from '../../../../electron/faces/terminal/pages.ts';
import { ResultWriter } from '../../../../electron/faces/terminal/result-writer.ts';
import type { Terminal } from '../../../../electron/faces/terminal/terminal.ts';
import { writtenResult } from '../../../../electron/faces/terminal/with-program.ts';
import { aFolder } from '../../../fakes/store.ts';
import { aTerminal } from '../../../fakes/terminal.ts';
import { hostileNames } from './readers/hostile.ts';

const numbers = Array.from({ length: 500 }, (_, index) => index);
const longText = 'x'.repeat(1_000);

/** An output that takes so many pieces, and then none. */
const output = (most = Number.POSITIVE_INFINITY) => {
  const pieces: string[] = [];
  const streams = { out: (text: string) => void pieces.push(text), isEnded: () => pieces.length >= most };
  return { pieces, streams, text: () => pieces.join('') };
};

/** Rows of a thousand characters each, of which the pages are counted that were read. */
const counted = (failsAt = Number.POSITIVE_INFINITY) => {
  let read = 0;
  const pages = pagesOf(numbers, async (page): Promise<Result<readonly string[]>> => {
    read += 1;
    return Promise.resolve(read >= failsAt ? failed('store.damaged') : success(page.map(() => longText)));
  });
  return { pages, read: () => read };
};

describe('rows that were found', () => {
  it('are read a page at a time, once the page before was taken, and each once', async () => {
    const taken: number[] = [];
    let asked = 0;
    const read = async (page: readonly number[]): Promise<Result<readonly number[]>> => {
      expect(taken).toHaveLength(asked);
      asked += page.length;
      return Promise.resolve(success(page));
    };
    for await (const page of pagesOf(numbers, read)) if (page.ok) taken.push(...page.value);
    expect(taken).toEqual(numbers);
  });

  it('end with the page that cannot be read', async () => {
    const { pages, read } = counted(2);
    const found: boolean[] = [];
    for await (const { ok } of pages) found.push(ok);
    expect([found, read()]).toEqual([[true, false], 2]);
  });
});

describe('a long result', () => {
  it('is out in part before the rest of it is read', async () => {
    const { streams, pieces } = output();
    const writer = new ResultWriter(streams);
    const { pages, read } = counted();
    let outAfterFirstPage = 0;
    await writer.eachRow(pages, (row) => {
      writer.write(row);
      if (read() === 2 && outAfterFirstPage === 0) outAfterFirstPage = pieces.length;
    });
    writer.flush();
    expect(outAfterFirstPage).toBeGreaterThan(0);
    expect(pieces.join('')).toHaveLength(numbers.length * longText.length);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(100_000);
  });

  it('is not read to its end where nobody takes it any more', async () => {
    const { streams } = output(1);
    const { pages, read } = counted();
    const writer = new ResultWriter(streams);
    expect(await writer.writeJson(pages, (row) => row)).toMatchObject({ ok: true });
    expect(read()).toBe(1);
  });

  it('as JSON is the document of all rows, exact and safe to print', async () => {
    const rows = hostileNames.map((name) => ({ name, names: [name] }));
    const written = async (pages: Pages<object>): Promise<string> => {
      const { streams, text } = output();
      const writer = new ResultWriter(streams);
      await writer.writeJson(pages, (row) => row);
      writer.flush();
      return text();
    };
    const pages = pagesOf(rows, (page) => Promise.resolve(success(page)));
    expect(await written(pages)).toBe(printableJson(rows));
    expect(await written(onePage([]))).toBe('[]');
  });
});

describe('the result of a command that writes as it goes', () => {
  const said: string[] = [];
  const terminal = (streams: Pick<Terminal['streams'], 'out' | 'isEnded'>): Terminal => {
    const here = aTerminal({ line: 'orders --json', storePath: join(aFolder(), 'store.sqlite'), now: () => 0, said });
    return { ...here, streams: { ...here.streams, ...streams } };
  };
  const run = async (failsAt: number) => {
    said.length = 0;
    const { streams, text } = output();
    const result = await writtenResult(terminal(streams), (out) => out.writeJson(counted(failsAt).pages, (row) => row));
    return { result, text: text() };
  };

  it('gives way to a failure while nothing is out', async () => {
    const { result, text } = await run(1);
    expect(result).toMatchObject({ exit: 1, json: { ok: false, failure: { code: 'store.damaged' } }, isFailure: true });
    expect([text, result.isWritten, said]).toEqual(['', undefined, []]);
  });

  it('ends where a later page cannot be read, which is said beside it', async () => {
    const { result, text } = await run(4);
    expect(result).toMatchObject({ exit: 1, isWritten: true });
    expect(text.length).toBeGreaterThan(0);
    expect(said).toEqual([result.text]);
  });

  it('is written whole', async () => {
    const { result, text } = await run(Number.POSITIVE_INFINITY);
    expect(result).toMatchObject({ exit: 0, isWritten: true });
    expect(JSON.parse(text)).toHaveLength(numbers.length);
  });
});
