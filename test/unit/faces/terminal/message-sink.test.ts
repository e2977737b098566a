import { describe, expect, it } from 'vitest';
import { maxWaiting, messageSinkOver, type StartWrite } from '../../../../electron/faces/terminal/message-sink.ts';

/** An output of the test: it takes so many bytes, or fails, each time that the test lets it. */
const device = () => {
  const taken: number[] = [];
  const asked: (() => Parameters<StartWrite>)[] = [];
  const retries: (() => void)[] = [];
  const sink = messageSinkOver({
    descriptor: 2,
    missedText: (count) => `(${count} missed)`,
    startWrite: (...call) => void asked.push(() => call),
    later: (again) => void retries.push(again),
  });
  const take = (take: number | string): void => {
    const [, bytes, offset, tell] = asked.shift()?.() ?? fail();
    if (typeof take === 'string') return tell(Object.assign(new Error(take), { code: take }), 0);
    const some = Math.min(take, bytes.length - offset);
    taken.push(...bytes.slice(offset, offset + some));
    tell(null, some);
  };
  const takeAll = (): void => {
    while (asked.length > 0) take(1_000);
  };
  return { sink, take, takeAll, asked, retry: () => retries.shift()?.(), text: () => Buffer.from(taken).toString() };
};

const fail = (): never => {
  throw new Error('nothing is being written');
};

describe('messages of a program that goes on', () => {
  it('are written one after the other, whole, however little is taken at a time', () => {
    const { sink, take, takeAll, text, asked } = device();
    sink.write('训练机\n');
    sink.write('b\n');
    expect([text(), asked.length, sink.isHeld()]).toEqual(['', 1, true]);
    for (let byte = 0; byte < 4; byte += 1) take(1);
    takeAll();
    expect([text(), sink.fault(), sink.isHeld()]).toEqual(['训练机\nb\n', null, false]);
  });

  it.each(['EAGAIN', 'EWOULDBLOCK', 'EINTR', 'ENOSPC', 'EDQUOT'])('are tried again later after %s', (code) => {
    const { sink, take, takeAll, retry, text, asked } = device();
    sink.write('ab');
    take(1);
    take(code);
    expect([asked.length, sink.isHeld()]).toEqual([0, false]);
    sink.write('c');
    expect(asked.length).toBe(0);
    retry();
    takeAll();
    expect([text(), sink.fault()]).toEqual(['abc', null]);
  });

  it('wait in bounded number: the oldest are left out, and counted in their place', () => {
    const { sink, takeAll, text } = device();
    sink.write('first;');
    for (let count = 0; count < maxWaiting + 12; count += 1) sink.write(`${count};`);
    takeAll();
    expect(text().startsWith('first;(12 missed)12;13;')).toBe(true);
    expect(text().endsWith(`;${maxWaiting + 11};`)).toBe(true);
  });

  it.each([
    ['EPIPE', null],
    ['EIO', 'EIO'],
    ['EBADF', 'EBADF'],
  ])('end with %s as fault %s, and nothing more is tried', async (code, fault) => {
    const { sink, take, asked } = device();
    sink.write('a');
    const settled = sink.settled(60_000);
    take(code);
    sink.write('b');
    expect([sink.fault(), asked.length, await settled]).toEqual([fault, 0, true]);
  });

  it('that are taken by nothing which says why are a fault', () => {
    const { sink, take } = device();
    sink.write('a');
    take(0);
    expect(sink.fault()).toBe('EIO');
  });

  it('have settled once all is taken; what is not taken in time is given up, and a fault', async () => {
    const { sink, take, takeAll } = device();
    expect(await sink.settled(60_000)).toBe(true);
    sink.write('a');
    const settled = sink.settled(60_000);
    takeAll();
    expect([await settled, sink.fault()]).toEqual([true, null]);
    sink.write('b');
    expect([await sink.settled(1), sink.fault(), sink.isHeld()]).toEqual([false, 'EAGAIN', true]);
    expect(await sink.settled(60_000)).toBe(false);
    take('EAGAIN');
    expect(sink.isHeld()).toBe(false);
  });
});
