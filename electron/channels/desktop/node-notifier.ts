import { bodyFor, type Notification, type Ready } from '../../core/ports/channel.ts';
import type { ChannelFault } from '../../core/model/failure-words.ts';
import { watchChildren } from './helper-child.ts';
import type { NotificationService } from './notification-service.ts';
import { SystemChannel } from './system-channel.ts';

/** The part of the package that is used. */
export interface Helper {
  notify(options: HelperOptions, callback: (error: unknown) => void): unknown;
}

/** What the helper program is given for one notification. */
export interface HelperOptions {
  readonly title: string;
  readonly message: string;
  readonly 'app-name': string;
  readonly urgency: 'critical' | 'normal';
  readonly timeout?: number;
  /** macOS and Windows, whose helpers differ in what they do when nothing is said. */
  readonly sound?: boolean;
  /** Linux: a hint to the desktop's notification service. */
  readonly hint?: string;
}

/** What this channel is made from; `load` and `limitMs` have real defaults. */
export interface NodeNotifierParts {
  readonly platform: NodeJS.Platform;
  readonly service: NotificationService;
  /** The program's environment, which the package hands to its child as it is. */
  readonly environment: Record<string, string | undefined>;
  readonly appName: string;
  readonly load?: () => Promise<Helper>;
  /** When the child is ended, in milliseconds. */
  readonly limitMs?: number;
}

const loadHelper = async (): Promise<Helper> => (await import('node-notifier')).default;

/** `notify-send` takes what starts with a hyphen as an option, so it becomes the typographic one (U+2010), which looks alike. */
const safeText = (text: string): string => text.replace(/^-+/, (hyphens) => '\u2010'.repeat(hyphens.length));

/** `notify-send` reads escapes in the body (`\074` is `<`), though not in the title: a backslash is written twice to stand for itself. */
const literalBackslashes = (text: string): string => text.replaceAll('\\', '\\\\');

/**
 * The package passes the whole environment on and takes none of its own, so our variables leave the program's.
 * They are read once at the start; `LEASEBELL_SECRETS` is gone by then.
 */
const dropOwnVariables = (environment: Record<string, string | undefined>): void => {
  for (const name of Object.keys(environment))
    if (name.startsWith('LEASEBELL_')) Reflect.deleteProperty(environment, name);
};

/** The specification's hint, as a byte: older versions of `notify-send` know no boolean. */
const linuxSound = (silent: boolean): Pick<HelperOptions, 'hint'> => (silent ? { hint: 'byte:suppress-sound:1' } : {});

/** What the package says where it started no helper: an error, or nothing. */
const unstartedOf = (error: unknown): ChannelFault | 'shown' => {
  if (!(error instanceof Error)) return 'shown';
  return /not found|must be installed|ENOENT/i.test(error.message) ? 'not-installed' : 'refused';
};

/** The channel of the terminal program, and of the app where the native one fails. Promises no click. */
export class NodeNotifierChannel extends SystemChannel {
  readonly channel = 'node-notifier';
  readonly #parts: Required<NodeNotifierParts>;

  constructor(parts: NodeNotifierParts) {
    super(parts.service);
    this.#parts = { load: loadHelper, limitMs: 5_000, ...parts };
  }

  async warmUp(): Promise<void> {
    await Promise.allSettled([this.#parts.load(), this.#parts.service.warmUp()]);
  }

  protected async tell(notification: Notification, ready: Ready): Promise<ChannelFault | 'shown'> {
    const { load, limitMs, environment, platform } = this.#parts;
    const helper = await load().catch(() => null);
    if (helper === null) return 'not-installed';
    dropOwnVariables(environment);
    return new Promise((resolve) => {
      const watched = watchChildren(platform);
      const settle = (outcome: ChannelFault | 'shown'): void => {
        clearTimeout(timer);
        watched.stop();
        resolve(outcome);
      };
      const timer = setTimeout(() => {
        // One that has ended may have left a process behind that holds its output, for which the package waits.
        const outcome = watched.outcome();
        watched.endHelpers();
        // The helpers of macOS and Windows stay until their notification is gone; notify-send returns at once or hangs.
        settle(outcome ?? (platform === 'linux' ? 'no-confirmation' : 'shown'));
      }, limitMs);
      // The package takes warnings on the error stream for a failure, and a failure of SnoreToast for none: the status tells.
      helper.notify(this.#options(notification, ready), (error) => settle(watched.outcome() ?? unstartedOf(error)));
    });
  }

  #options({ title, body, urgent, silent }: Notification, ready: Ready): HelperOptions {
    const text = bodyFor(body, ready);
    return {
      title: safeText(title),
      message: safeText(this.#parts.platform === 'linux' ? literalBackslashes(text) : text),
      'app-name': this.#parts.appName,
      urgency: urgent ? 'critical' : 'normal',
      ...(this.#parts.platform === 'linux' ? linuxSound(silent) : this.#elsewhere(silent)),
    };
  }

  #elsewhere(silent: boolean): Pick<HelperOptions, 'timeout' | 'sound'> {
    return { timeout: Math.max(1, Math.floor(this.#parts.limitMs / 1000) - 1), sound: !silent };
  }
}
