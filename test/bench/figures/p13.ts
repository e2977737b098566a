import type { Bar, Figure, Measurement } from '../harness/figure.ts';
import type { Bench } from '../harness/bench.ts';
import type { Ended } from '../harness/child.ts';
import { largeStore } from '../shared/stored-world.ts';
import type { TerminalProgram } from '../shared/terminal-program.ts';

const megabyte = 1_000_000;

/** What does the least that the program can do: it starts, and prints its help, which holds as little as its version. */
const startAlone = ['help'];

const wallOf = ({ wallMs }: Ended): number => wallMs;
const peakOf = ({ peakBytes }: Ended): number => peakBytes / megabyte;
const atMost = (most: number): Bar => ({ of: 'value', most });

const measureCommand = async (
  bench: Bench,
  program: TerminalProgram,
  command: { readonly words: readonly string[]; readonly wallBar: Bar },
): Promise<readonly Measurement[]> => {
  const { ours, floor } = await bench.inTurn({
    ours: () => program.run(command.words, true),
    floor: () => program.run(startAlone, true),
  });
  const what = command.words.join(' ');
  const cpuOf = ({ cpuMs }: Ended): number => cpuMs / 1000;
  return [
    { what: `${what}, wall`, unit: 'ms', ours: ours.map(wallOf), floor: floor.map(wallOf), bar: command.wallBar },
    { what: `${what}, CPU`, unit: 'CPU s', ours: ours.map(cpuOf), floor: floor.map(cpuOf), bar: null },
    { what: `${what}, peak`, unit: 'MB', ours: ours.map(peakOf), floor: floor.map(peakOf), bar: atMost(150) },
  ];
};

/** What reads everything, or all that may ring: it takes as long as it takes, and must not hold what it reads. */
const wholeTables = [
  ['orders', '--json'],
  ['orders'],
  ['rentals', '--json'],
  ['rentals'],
  ['reminders', '--upcoming', '30d'],
  ['accounts', 'list'],
  ['doctor', '--json'],
  ['export', '--format', 'json'],
  ['export', '--format', 'csv'],
  ['export', '--format', 'ics'],
  ['export', 'rentals', '--format', 'csv'],
];

/** Reading commands over a large store, each in a fresh process. */
export const p13: Figure = {
  id: 'P13',
  title: 'reading commands over 100,000 orders',
  measure: async (bench) => {
    const { program } = await largeStore(bench);
    const wallBar: Bar = { of: 'ratio', most: 2 };
    const commands = [
      { words: ['rentals', '--ending-within', '1d'], wallBar },
      { words: ['orders', '--query', '训练机-0231'], wallBar },
      { words: ['orders', '--query', 'Bare Metal'], wallBar },
      ...wholeTables.map((words) => ({ words, wallBar: null })),
    ];
    const all: Measurement[] = [];
    for (const command of commands) all.push(...(await measureCommand(bench, program, command)));
    return all;
  },
};
