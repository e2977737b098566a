import { KeychainVault, type Keychain, type KeychainParts } from '../../electron/edges/secrets/vault.ts';

/** A keychain that is open and keeps what it is given. */
export class OpenKeychain implements Keychain {
  readonly items = new Map<string, string>();

  getPassword(service: string, name: string): Promise<string | null> {
    return Promise.resolve(this.items.get(`${service}/${name}`) ?? null);
  }

  setPassword(service: string, name: string, password: string): Promise<void> {
    this.items.set(`${service}/${name}`, password);
    return Promise.resolve();
  }

  deletePassword(service: string, name: string): Promise<boolean> {
    return Promise.resolve(this.items.delete(`${service}/${name}`));
  }
}

/** The vault of a program that starts over a keychain. */
export const vaultOver = (keychain: Keychain, parts: Partial<KeychainParts> = {}): KeychainVault =>
  new KeychainVault({
    platform: 'linux',
    probe: () => Promise.resolve(null),
    load: () => Promise.resolve(keychain),
    ...parts,
  });
