import type { Bar, Measurement, Unit } from './figure.ts';
import { medianOf, spreadOf } from './statistics.ts';

/** What came of a measurement: the medians, and whether they keep the bar. */
export interface Judged {
  readonly id: string;
  readonly measurement: Measurement;
  readonly value: number;
  readonly floor: number | null;
  readonly ratio: number | null;
  /** The larger of the spreads of both sides, as a share of the median. */
  readonly spread: number;
  /** Null where there is no bar. */
  readonly isMet: boolean | null;
}

/** Judges the measurement of the figure `id`. */
export const judge = (id: string, measurement: Measurement): Judged => {
  const value = medianOf(measurement.ours);
  const floor = measurement.floor === null ? null : medianOf(measurement.floor);
  const ratio = floor === null ? null : value / floor;
  const spread = Math.max(spreadOf(measurement.ours), measurement.floor === null ? 0 : spreadOf(measurement.floor));
  return { id, measurement, value, floor, ratio, spread, isMet: isKept(measurement.bar, value, floor, ratio) };
};

const isKept = (bar: Bar, value: number, floor: number | null, ratio: number | null): boolean | null => {
  if (bar === null) return null;
  if (bar.of === 'ratio') return ratio !== null && ratio <= bar.most;
  return value <= bar.most + (bar.of === 'above-floor' ? (floor ?? 0) : 0);
};

const digits: Readonly<Partial<Record<Unit, number>>> = { 'µs/order': 2, '×': 2, 'CPU s': 2, share: 4 };

const numberText = (value: number, unit: Unit): string => {
  if (Number.isNaN(value)) return '–';
  return value.toLocaleString('en', { maximumFractionDigits: digits[unit] ?? (Math.abs(value) < 10 ? 2 : 0) });
};

const withUnit = (value: number, unit: Unit): string =>
  unit === 'count' || unit === 'share' ? numberText(value, unit) : `${numberText(value, unit)} ${unit}`;

const barText = ({ bar, unit }: Measurement): string => {
  if (bar === null) return '–';
  if (bar.of === 'ratio') return `≤ ${bar.most}×`;
  return `≤ ${bar.of === 'above-floor' ? 'floor + ' : ''}${withUnit(bar.most, unit)}`;
};

const verdicts = { true: 'yes', false: 'NO', null: '–' } as const;

const cellsOf = ({ id, measurement, value, floor, ratio, spread, isMet }: Judged): readonly string[] => {
  const { unit, ours, what } = measurement;
  return [
    id,
    what,
    withUnit(value, unit),
    floor === null ? '–' : withUnit(floor, unit),
    ratio === null ? '–' : `${ratio.toFixed(2)}×`,
    barText(measurement),
    verdicts[`${isMet}`],
    ours.length < 2 ? '–' : `${(spread * 100).toFixed(0)} %`,
    String(ours.length),
  ];
};

const heads = ['', 'what', 'figure', 'floor', 'ratio', 'bar', 'kept', 'spread', 'times'];

/** All that was measured as a table in Markdown, with the notes below it. */
export const tableOf = (all: readonly Judged[]): string => {
  const rows = [heads, ...all.map(cellsOf)];
  const widths = heads.map((_, column) => Math.max(3, ...rows.map((row) => [...(row[column] ?? '')].length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  const notes = all.flatMap(({ id, measurement: { what, note } }) =>
    note === undefined ? [] : [`- ${id} ${what}: ${note}`],
  );
  return [line(head), rule, ...body.map(line), ...(notes.length === 0 ? [] : ['', ...notes])].join('\n');
};
