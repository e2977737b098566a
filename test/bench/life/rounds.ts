import type { WorldControl } from '../world/world-server.ts';

/** What rounds are measured with. */
export interface Observed {
  readonly times: number;
  readonly control: WorldControl;
  /** Runs a round to its end. */
  readonly round: () => Promise<void>;
  readonly rowsWritten: () => number;
  /** Grows by what the window would be told. */
  readonly news: readonly string[];
}

/** Nothing is begun again after so long. */
const enoughMs = 25_000;

/** The name of the measure that the engine leaves of each round's applying, where it does. */
const applyMeasure = 'round.apply';

const cpuNow = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const again = async (times: number, work: () => Promise<void>): Promise<void> => {
  const startedMs = performance.now();
  for (let time = 0; time < times; time += 1) {
    await work();
    if (performance.now() - startedMs > enoughMs) return;
  }
};

/** Rounds that find nothing new. */
export const measureUnchanged = async ({ times, control, round, rowsWritten, news }: Observed) => {
  const found = { cpuMs: [] as number[], rowsWritten: [] as number[], messages: [] as number[], bytes: [] as number[] };
  const kinds = new Set<string>();
  await again(times, async () => {
    await control.reset();
    const [cpuBefore, rowsBefore, newsBefore] = [cpuNow(), rowsWritten(), news.length];
    await round();
    found.cpuMs.push(cpuNow() - cpuBefore);
    found.rowsWritten.push(rowsWritten() - rowsBefore);
    found.messages.push(news.length - newsBefore);
    for (const kind of news.slice(newsBefore)) kinds.add(kind);
    const { requests } = await control.traffic();
    found.bytes.push(requests.reduce((sum, { bytes }) => sum + bytes, 0));
  });
  return { ...found, messageKinds: [...kinds].sort() };
};

/** Rounds that find one order changed, each another one. */
export const measureChanged = async ({ times, control, round }: Observed) => {
  const found = { cpuMs: [] as number[], applyMs: [] as number[] };
  await again(times, async () => {
    await control.changeOne();
    performance.clearMeasures(applyMeasure);
    const cpuBefore = cpuNow();
    await round();
    found.cpuMs.push(cpuNow() - cpuBefore);
    const applied = performance.getEntriesByName(applyMeasure, 'measure');
    if (applied.length > 0) found.applyMs.push(applied.reduce((sum, { duration }) => sum + duration, 0));
  });
  return found;
};
