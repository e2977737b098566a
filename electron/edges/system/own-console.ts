import { Console } from 'node:console';
import { Writable } from 'node:stream';

/** A source of the runtime's warnings: `process`. */
export interface WarningSource {
  removeAllListeners(event: 'warning'): unknown;
  on(event: 'warning', hear: (warning: Error) => void): unknown;
}

/**
 * The console of libraries, which print by themselves (node-notifier what it runs under `DEBUG`, the bus client a connection that has closed):
 * Node's own waits for whoever reads it, and standard output is for results alone.
 */
export const consoleTo = (tell: (text: string) => void): Console => {
  const stream = new Writable({
    decodeStrings: false,
    write: (text, _encoding, done) => {
      tell(String(text).trimEnd());
      done();
    },
  });
  return new Console({ stdout: stream, stderr: stream });
};

/** Has the runtime's warnings told this way, instead of written to standard error at once. */
export const tellWarnings = (source: WarningSource, tell: (text: string) => void): void => {
  source.removeAllListeners('warning');
  source.on('warning', ({ name, message }) => tell(`${name}: ${message}`));
};
