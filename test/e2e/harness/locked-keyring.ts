import { Arrivals } from './arrivals.ts';
import type { SessionBus } from './session-bus.ts';

const name = 'org.freedesktop.secrets';
const root = '/org/freedesktop/secrets';
const item = `${root}/collection/login/1`;
const promptPath = `${root}/prompt/1`;

const service = {
  name: 'org.freedesktop.Secret.Service',
  methods: {
    OpenSession: ['sv', 'vo'],
    SearchItems: ['a{ss}', 'aoao'],
    Unlock: ['ao', 'aoo'],
    ReadAlias: ['s', 'o'],
  },
  signals: {},
  properties: { Collections: 'ao' },
} as const;

const prompt = {
  name: 'org.freedesktop.Secret.Prompt',
  methods: { Prompt: ['s', ''], Dismiss: ['', ''] },
  signals: { Completed: ['bv'] },
  properties: {},
} as const;

/** What the bus is told in a handler's place. */
const unsupported = (): Error =>
  Object.assign(new Error('plain sessions only'), { dbusName: 'org.freedesktop.DBus.Error.NotSupported' });

/** A keyring (Secret Service API) that has every key and asks for its password first; nobody ever enters it. */
export class LockedKeyring {
  readonly #bus: SessionBus;
  readonly #prompts = new Arrivals<'asked'>();

  constructor(bus: SessionBus) {
    this.#bus = bus;
  }

  /** Appears on the bus. */
  async start(): Promise<void> {
    this.#bus.offer(root, service, {
      Collections: [],
      OpenSession: (algorithm: string) => (algorithm === 'plain' ? [['s', ''], `${root}/session/1`] : unsupported()),
      SearchItems: (wanted: readonly (readonly [string, string])[]) => [
        [],
        wanted.some(([key]) => key === 'account') ? [item] : [],
      ],
      Unlock: () => [[], promptPath],
      ReadAlias: () => `${root}/collection/login`,
    });
    this.#bus.offer(promptPath, prompt, { Prompt: () => this.#prompts.add('asked'), Dismiss: () => undefined });
    await this.#bus.own(name);
  }

  /** Resolves once somebody is asked for the password. */
  async asked(): Promise<void> {
    await this.#prompts.waitFor(() => true);
  }
}
