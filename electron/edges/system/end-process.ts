/**
 * Ends this process with its exit code. `isHeld`: a thread of the runtime is held by a write that nobody takes; an orderly exit would wait for
 * it without end, so the process ends as the system ends one, which every caller counts as failed.
 */
export const endProcess = (isHeld: boolean): void => {
  if (isHeld) process.kill(process.pid, 'SIGKILL');
  // A keychain prompt that nobody answers, or a stuck child, must not keep a finished command alive.
  // Its code is said once more: Electron's `exit` does not ask for it.
  else process.exit(process.exitCode);
};
