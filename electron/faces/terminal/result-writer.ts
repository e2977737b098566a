import { success, type Result } from '../../core/model/failure.ts';
import { printableJson, printableText } from '../../core/model/plain-text.ts';
import type { Streams } from './output.ts';
import type { Pages } from './pages.ts';

/** So many characters are written at once: a call of the system for each row would cost more than the row. */
const maxWaitingLength = 16_384;

/**
 * Writes a long result as it is made, so that no more of it than this is ever held. Whoever reads it sets the pace: a write returns once all
 * is taken. What is short is written at its end, and until then a failure can take the place of the result.
 */
export class ResultWriter {
  readonly #streams: Pick<Streams, 'out' | 'isEnded'>;
  readonly #pause: () => Promise<void>;
  #waiting: string[] = [];
  #length = 0;
  #hasWritten = false;
  readonly #lacking: string[] = [];

  /** `pause` is waited for after each page: a program that does other things too has its turn there. */
  constructor(streams: Pick<Streams, 'out' | 'isEnded'>, pause: () => Promise<void> = () => Promise.resolve()) {
    this.#streams = streams;
    this.#pause = pause;
  }

  /** Whether something of the result is out. */
  get hasWritten(): boolean {
    return this.#hasWritten;
  }

  /** What the result does not say of what was asked for, as sentences. */
  get lacking(): readonly string[] {
    return this.#lacking;
  }

  /** Notes in a sentence that something was left out: it is said beside the result, and the command does not end as if all were there. */
  lacks(sentence: string): void {
    this.#lacking.push(sentence);
  }

  /** Whether nothing more is taken, so that the rest need not be made. */
  get isEnded(): boolean {
    return this.#streams.isEnded();
  }

  /** Writes text in a format of its own. */
  write(text: string): void {
    this.#waiting.push(text);
    this.#length += text.length;
    if (this.#length >= maxWaitingLength) this.flush();
  }

  /** Writes lines for people, cleaned of all that would steer a terminal. */
  writeLines(lines: Iterable<string>): void {
    for (const line of lines) {
      if (this.isEnded) return;
      this.write(`${printableText(line)}\n`);
    }
  }

  /** Writes the lines of a table: its cells are one line of plain text each, and what steers a terminal in it are colours of ours. */
  writeTable(lines: Iterable<string>): void {
    for (const line of lines) {
      if (this.isEnded) return;
      this.write(`${line}\n`);
    }
  }

  /** Writes rows as a list of JSON and returns how many there were. */
  async writeJson<Row>(pages: Pages<Row>, jsonOf: (row: Row) => unknown): Promise<Result<number>> {
    this.write('[');
    let count = 0;
    const written = await this.eachRow(pages, (row) => {
      this.write(`${count === 0 ? '' : ','}${printableJson(jsonOf(row))}`);
      count += 1;
    });
    this.write(']');
    return written.ok ? success(count) : written;
  }

  /** Takes each row while somebody takes the result. Fails as the page does that cannot be read. */
  async eachRow<Row>(pages: Pages<Row>, take: (row: Row) => void): Promise<Result<null>> {
    return this.eachPage(pages, (rows) => {
      for (const row of rows) take(row);
    });
  }

  /** The same, a page at a time. */
  async eachPage<Row>(pages: Pages<Row>, take: (rows: readonly Row[]) => void): Promise<Result<null>> {
    for await (const page of pages) {
      if (!page.ok) return page;
      take(page.value);
      if (this.isEnded) break;
      await this.#pause();
    }
    return success(null);
  }

  /** Writes what waits. */
  flush(): void {
    if (this.#length === 0) return;
    this.#streams.out(this.#waiting.join(''));
    this.#hasWritten = true;
    this.#waiting = [];
    this.#length = 0;
  }
}
