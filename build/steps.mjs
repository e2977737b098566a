// How the long scripts say what they do, how far they are and how long it took. Built-ins only.

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** Counts through `total` steps: `await step('name', work)` says `[2/5] name`, runs `work`, and remembers time and success. */
export function countSteps(total) {
  const done = [];
  const step = async (name, work) => {
    process.stderr.write(`\n[${done.length + 1}/${total}] ${name}\n`);
    const started = Date.now();
    const record = { name, ok: false, time: '' };
    done.push(record);
    try {
      const result = await work();
      record.ok = result !== false;
      return result;
    } finally {
      record.time = seconds(Date.now() - started);
    }
  };
  const table = () =>
    done.map(({ name, ok, time }) => `  ${ok ? 'ok    ' : 'FAILED'} ${time.padStart(8)}  ${name}`).join('\n');
  return { step, table, done };
}

/** Ends a script: an expected problem becomes its sentence and exit code 1, anything else shows where it happened. */
export function endWith(error) {
  process.stderr.write(`\n${error instanceof Problem ? error.message : error.stack}\n`);
  process.exit(1);
}

/** Something that the reader can do something about, told in one sentence. */
export class Problem extends Error {}
