// Running other programs from the build scripts: how they end, and no surprises when they cannot be started. Built-ins only.
import { spawn, spawnSync } from 'node:child_process';
import { root } from './project.mjs';

const isWindows = process.platform === 'win32';

/** Runs a program to its end with our own input and output. Returns its exit code; 1 when it was killed or could not be started. */
export function run(command, args, { env = {}, stdio = 'inherit', limitMs = 0 } = {}) {
  return new Promise((resolve) => {
    // npm is a script on Windows, and scripts are started by the shell there.
    const shell = isWindows && command === 'npm';
    const child = spawn(command, args, { cwd: root, stdio, shell, env: { ...process.env, ...env } });
    const timer = limitMs > 0 ? setTimeout(() => child.kill(), limitMs) : undefined;
    const pass = (signal) => child.kill(signal);
    const onEnd = (code) => {
      clearTimeout(timer);
      process.off('SIGINT', pass).off('SIGTERM', pass);
      resolve(code ?? 1);
    };
    process.on('SIGINT', pass).on('SIGTERM', pass);
    child.once('error', () => onEnd(127)).once('exit', onEnd);
  });
}

/** What a short program prints on stdout, or null when it fails or does not exist. */
export function ask(command, args, options = {}) {
  const answer = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    ...options,
  });
  return answer.status === 0 ? answer.stdout : null;
}

/** Whether `command` can be found on this machine. */
export function has(command) {
  return ask(isWindows ? 'where' : 'sh', isWindows ? [command] : ['-c', `command -v ${command}`]) !== null;
}
