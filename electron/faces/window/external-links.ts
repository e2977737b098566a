import type { ProviderDescription } from '../../core/model/account.ts';

/** Returns the hosts of the consoles and key pages that providers declare: the only ones that the page links to. */
export const linkedHosts = (
  descriptions: readonly Pick<ProviderDescription, 'consoleUrl' | 'keyUrl'>[],
): readonly string[] => [
  ...new Set(
    descriptions.flatMap(({ consoleUrl, keyUrl }) =>
      [consoleUrl, keyUrl].flatMap((address) => (address === undefined ? [] : [new URL(address).host])),
    ),
  ),
];

/** Whether an address may be opened in the browser: https, default port, no credentials, and exactly one of `hosts`. */
const isAllowedLink = (address: string, hosts: readonly string[]): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === 'https:' && username === '' && password === '' && hosts.includes(host);
};

/** What opening a link needs. */
export interface LinkParts {
  /** The exact hosts that may be opened, known once the program is loaded. */
  readonly hosts: () => readonly string[];
  /** Electron's `shell.openExternal`. */
  readonly open: (address: string) => Promise<void>;
  readonly onRefused: (what: string) => void;
}

/** The one function that hands an address to the browser (checklist item 15); anything not allowed is only reported. */
export const createLinkOpener =
  ({ hosts, open, onRefused }: LinkParts): ((address: string) => void) =>
  (address) => {
    if (!isAllowedLink(address, hosts())) {
      onRefused('link');
      return;
    }
    open(new URL(address).href).catch(() => onRefused('link: the system has no browser'));
  };
