import type { Failure } from '../contract/failure.ts';

/** What the probe asks of the session bus; every answer comes within a second. */
export interface SecretServiceBus {
  hasOwner(name: string): Promise<boolean>;
  canStart(name: string): Promise<boolean>;
  /** The value of a property, null when it cannot be had. */
  property(name: string, path: string, contract: string, property: string): Promise<unknown>;
}

const secrets = 'org.freedesktop.secrets';
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
      return (await bus.canStart(secrets)) ? null : { code: 'vault.unavailable', detail: 'no-service' };
    }
    const locked = await bus.property(secrets, defaultCollection, 'org.freedesktop.Secret.Collection', 'Locked');
    return locked === true ? { code: 'vault.locked' } : null;
  };
