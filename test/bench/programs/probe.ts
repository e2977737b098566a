import { appendFileSync, readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/**
 * Loaded before a measured program (`node --import probe.js …`), and by it into the processes that it starts: at its end each writes what
 * it cost into the file that BENCH_REPORT names. Floors load it too.
 */
const path = process.env['BENCH_REPORT'];

/**
 * The most resident memory in bytes. What `getrusage` says begins with that of the process by which it was started, so Linux is asked
 * otherwise.
 */
const peakBytes = (): number => {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kibibytes) * 1024;
};

if (isMainThread && path !== undefined)
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    appendFileSync(path, `${JSON.stringify({ cpuMs: (user + system) / 1000, peakBytes: peakBytes() })}\n`);
  });
