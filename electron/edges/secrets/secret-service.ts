import type { Failure } from '../../core/model/failure.ts';

/** What the probe asks of the session bus; every answer comes within three seconds. */
export interface SecretServiceBus {
  hasOwner(name: string): Promise<boolean>;
  canStart(name: string): Promise<boolean>;
  /** Whether the bus itself takes the question and does not answer. */
  isSilent(): Promise<boolean>;
  /** Whether a method is answered in time, be it by an error. */
  replies(
    name: string,
    path: string,
    contract: string,
    method: string,
    argument: { readonly signature: string; readonly value: unknown },
  ): Promise<boolean>;
  /** The value of a property, null when it cannot be had. */
  property(name: string, path: string, contract: string, property: string): Promise<unknown>;
}

const secrets = 'org.freedesktop.secrets';
const service = '/org/freedesktop/secrets';
const notAnswering: Failure = {
  code: 'vault.unavailable',
  reason: 'keychain-not-answering',
  detail: 'not-answering',
};
/** A question that no item answers, so that nothing is unlocked, read or shown. */
const nothing = { signature: 'a{ss}', value: [['service', 'Leasebell self-check']] } as const;
const defaultCollection = '/org/freedesktop/secrets/aliases/default';

/**
 * Looks at the keychain service of a Linux desktop (https://specifications.freedesktop.org/secret-service) without touching
 * an item, so that no unlock prompt appears. Null when nothing speaks against it; other systems always have their keychain.
 */
export const secretServiceProbe =
  (platform: NodeJS.Platform, bus: SecretServiceBus): (() => Promise<Failure | null>) =>
  async () => {
    if (platform !== 'linux') return null;
    if (!(await bus.hasOwner(secrets))) {
      if (await bus.canStart(secrets)) return null;
      return (await bus.isSilent()) ? notAnswering : { code: 'vault.unavailable', detail: 'no-service' };
    }
    // A service that hangs holds its name, and every other question to it goes unanswered like one about nothing.
    if (!(await bus.replies(secrets, service, 'org.freedesktop.Secret.Service', 'SearchItems', nothing)))
      return notAnswering;
    const locked = await bus.property(secrets, defaultCollection, 'org.freedesktop.Secret.Collection', 'Locked');
    return locked === true ? { code: 'vault.locked' } : null;
  };
