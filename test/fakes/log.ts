import { logTo, type Log, type LogLevel } from '../../electron/edges/system/log.ts';

/** A log that keeps its lines, as parsed JSON, in the array that it is given. */
export const memoryLog = (lines: unknown[], level: LogLevel = 'debug', now: () => number = () => 0): Log =>
  logTo({ destination: { write: (line) => lines.push(JSON.parse(line)) }, level, now });
