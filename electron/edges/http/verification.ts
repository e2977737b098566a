/** Chromium's switches by which a command line takes the verification of certificates away, wholly or for some. */
const loosening = ['ignore-certificate-errors', 'ignore-certificate-errors-spki-list', 'allow-insecure-localhost'];

/** The part of Electron's command line that is needed. */
export interface Switches {
  hasSwitch(name: string): boolean;
  removeSwitch(name: string): void;
}

/** Keeps certificates verified whatever the app was started with. To be called before the app is ready; afterwards it would change nothing. */
export const keepVerification = (switches: Switches): void => {
  for (const name of loosening) if (switches.hasSwitch(name)) switches.removeSwitch(name);
};
