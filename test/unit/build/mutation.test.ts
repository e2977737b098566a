import { expect, it } from 'vitest';
import { judge, type Explanation, type TriedMutant } from '../../../build/mutation/judge.mjs';

const source = 'const a = one < two;\nconst b = one < two;\nconst c = f(\n  x,\n);\n';
const mutantAt = (line: number, status: string, replacement = 'one <= two'): TriedMutant => ({
  status,
  replacement,
  location: { start: { line, column: 11 }, end: { line, column: 20 } },
});
const judged = (results: readonly TriedMutant[], explanations: readonly Explanation[] = []) =>
  judge('a.ts', source, results, explanations);

it('counts what was killed, what timed out with it, and what survived or never ran', () => {
  const { figures, survivors } = judged([
    mutantAt(1, 'Killed'),
    mutantAt(1, 'Timeout'),
    mutantAt(1, 'Survived'),
    mutantAt(2, 'NoCoverage'),
    mutantAt(2, 'RuntimeError'),
  ]);
  expect(figures).toMatchObject({ mutants: 4, killed: 2, survived: 2, explained: 0, rawScore: 0.5, score: 0.5 });
  expect(survivors).toMatchObject([
    { number: 1, name: 'one < two → one <= two', line: 'const a = one < two;' },
    { number: 2, line: 'const b = one < two;' },
  ]);
});

it('leaves out what is explained, on the line that the explanation is about', () => {
  const explained = { mutants: ['one < two → one <= two'], on: 'const b', why: 'never equal' };
  const { figures, survivors, stale } = judged([mutantAt(1, 'Survived'), mutantAt(2, 'Survived')], [explained]);
  expect(figures).toMatchObject({ survived: 2, explained: 1, rawScore: 0, score: 0 });
  expect([survivors.map(({ number }) => number), stale]).toEqual([[1], []]);
});

it('names an explanation of what was killed after all', () => {
  const explained = { mutants: ['one < two → one <= two'], why: 'never equal' };
  expect(judged([mutantAt(1, 'Killed')], [explained])).toMatchObject({
    stale: ['one < two → one <= two'],
    figures: { score: 1 },
  });
});

it('names a mutant of several lines in one', () => {
  const location = { start: { line: 3, column: 11 }, end: { line: 5, column: 2 } };
  const { survivors } = judged([{ status: 'Survived', replacement: '{}', location }]);
  expect(survivors[0]?.name).toBe('f( x, ) → {}');
});
