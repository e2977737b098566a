import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import type { ChannelFault } from '../../core/model/failure-words.ts';

const isChild = (value: unknown): value is { readonly process: ChildProcess } =>
  typeof value === 'object' && value !== null && 'process' in value;

const isHelper = (child: ChildProcess): boolean =>
  child.spawnargs.some((argument) => /notify-send|terminal-notifier|snoretoast|notifu/i.test(argument));

/** The ids of a process's own children, on Linux, where the package puts a shell in front of `notify-send`. */
const childrenOf = (pid: number): readonly number[] => {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .split(' ')
      .map(Number)
      .filter((id) => id > 0);
  } catch {
    return [];
  }
};

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

const end = (child: ChildProcess): void => {
  const behind = child.pid === undefined ? [] : childrenOf(child.pid);
  child.kill('SIGKILL');
  for (const pid of behind) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself in the meantime.
    }
  }
};

/** SnoreToast's statuses for a notification that was shown: 0 as such, then hidden, dismissed, timed out, a button, a text. A failure is -1. */
const shownOnWindows = 5;
/** What a shell ends with that does not find its command. */
const noSuchCommand = 127;

/**
 * What the exit status of a helper says of its notification. What it wrote says nothing: `LD_PRELOAD`, a locale that is not installed or a
 * toolkit warn on the error stream of any program, and the notification is on the screen all the same.
 */
const outcomeOf = (status: number | null, platform: NodeJS.Platform): ChannelFault | 'shown' => {
  if (status === null) return 'refused';
  // Node's own word for a program that could not be started: the system's error, below zero.
  if (status < 0 || status === noSuchCommand) return 'not-installed';
  return status <= (platform === 'win32' ? shownOnWindows : 0) ? 'shown' : 'refused';
};

/** The children of this program that are made from now on, and what is to be known of the helper among them. */
export interface WatchedChildren {
  /** How the first helper fared; null while it runs, and where none was started. */
  readonly outcome: () => ChannelFault | 'shown' | null;
  readonly endHelpers: () => void;
  readonly stop: () => void;
}

/** The package keeps its child to itself; Node's own channel tells of every one that is made until `stop` is called. */
export const watchChildren = (platform: NodeJS.Platform): WatchedChildren => {
  const children: ChildProcess[] = [];
  const note = (made: unknown): void => {
    if (isChild(made)) children.push(made.process);
  };
  subscribe('child_process', note);
  return {
    outcome: () => {
      const helper = children.find(isHelper);
      return helper !== undefined && hasEnded(helper) ? outcomeOf(helper.exitCode, platform) : null;
    },
    // The number of one that has ended may be another process's by now.
    endHelpers: () => children.filter((child) => isHelper(child) && !hasEnded(child)).forEach(end),
    stop: () => void unsubscribe('child_process', note),
  };
};
