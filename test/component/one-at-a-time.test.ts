import { expect, it } from 'vitest';
import { oneAtATime } from '../../renderer/state/one-at-a-time.ts';

it.each([0, 1, 2, 3, 4])('forgets nobody who asks %i moments after its task has ended', async (moments) => {
  let times = 0;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const run = oneAtATime(async () => {
    times += 1;
    await ended;
  });
  void run();
  let wait = ended;
  for (let moment = 0; moment < moments; moment += 1) wait = wait.then(() => undefined);
  const asked = wait.then(() => run());
  end();
  await asked;
  expect(times).toBe(2);
});

it('is free again after a task that failed', async () => {
  let times = 0;
  const run = oneAtATime(async () => {
    times += 1;
    if (times === 1) throw new Error('once');
  });
  await expect(run()).rejects.toThrow('once');
  await run();
  expect(times).toBe(2);
});
