import type { SessionBus } from '../../../../electron/core/ports/session-bus.ts';

/** A session bus as a test wants it; what was started is in `started`. */
export interface FakeBusState {
  readonly owned?: readonly string[];
  readonly startable?: readonly string[];
  /** Names that come up when they are started; all of them by default. */
  readonly comesUp?: boolean;
  readonly answering?: boolean;
  /** Whether the bus itself does not answer. */
  readonly silent?: boolean;
  /** What a method that answers texts answers. */
  readonly texts?: readonly string[];

  /** Whether programs reply at all; those that hang hold their names. */
  readonly replying?: boolean;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly started?: string[];
}

/** The port of D-Bus over plain data. */
export const fakeBus = ({
  owned = [],
  startable = [],
  comesUp = true,
  answering = true,
  silent = false,
  texts = [],

  replying = true,
  properties = {},
  started = [],
}: FakeBusState): SessionBus => ({
  hasOwner: (name) => Promise.resolve(owned.includes(name)),
  canStart: (name) => Promise.resolve(startable.includes(name)),
  start: (name) => {
    started.push(name);
    return Promise.resolve(comesUp);
  },
  texts: () => Promise.resolve(answering ? texts : null),

  replies: () => Promise.resolve(replying),
  property: (_name, _path, _contract, property) => Promise.resolve(properties[property] ?? null),
  isSilent: () => Promise.resolve(silent),
  warmUp: () => Promise.resolve(),
});
