// What came of the mutants of one file: which were killed, which survived, and which of those are explained.

/** The least share of a file's mutants that its tests must kill. */
export const threshold = 0.8;

const longest = 100;

/** One line of code, cut in its middle where it is long. */
const short = (code) => {
  const line = code.replace(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, 60)} … ${line.slice(-37)}`;
};

/** A mutant as people read it: the line's number and text, and what became what. Its lines and columns count from 1. */
function describe({ location: { start, end }, replacement, status }, lines) {
  const pieces = lines.slice(start.line - 1, end.line);
  pieces[pieces.length - 1] = pieces[pieces.length - 1].slice(0, end.column - 1);
  pieces[0] = pieces[0].slice(start.column - 1);
  const name = `${short(pieces.join('\n'))} → ${short(replacement)}`;
  return { name, line: lines[start.line - 1].trim(), number: start.line, status };
}

const covers = ({ mutants, on = '' }, { name, line }) => mutants.includes(name) && line.includes(on);

/** Counts the mutants of a file by its source and what is explained of it. `stale`: explanations of what did not survive. */
export function judge(file, source, results, explanations) {
  const count = (...wanted) => results.filter(({ status }) => wanted.includes(status)).length;
  const lines = source.split('\n');
  const alive = results
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    .map((mutant) => describe(mutant, lines));
  const survivors = alive.filter((mutant) => !explanations.some((each) => covers(each, mutant)));
  const stale = explanations.flatMap(({ mutants, on }) =>
    mutants.filter((name) => !alive.some((mutant) => covers({ mutants: [name], on }, mutant))),
  );
  const killed = count('Killed', 'Timeout');
  const mutants = killed + alive.length;
  const score = (of) => (of === 0 ? 1 : Math.round((killed / of) * 1000) / 1000);
  const figures = {
    file,
    mutants,
    killed,
    survived: alive.length,
    explained: alive.length - survivors.length,
    rawScore: score(mutants),
    score: score(killed + survivors.length),
    threshold,
  };
  return { figures, survivors, stale };
}
