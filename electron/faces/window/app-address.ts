/** The scheme of the page. Registered as standard, so `URL` takes it apart like https. */
export const appScheme = 'app';
/** The host of the page; there is only one. */
const appHost = 'leasebell';
/** Where the window starts. */
export const appUrl = `${appScheme}://${appHost}/`;

/**
 * Whether an address is our page's. Protocol and host are compared, since `origin` of a custom scheme is the text `null`
 * and a prefix would let `app://leasebell.example` pass.
 */
export const isAppUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, host, username, password } = new URL(text);
  return protocol === `${appScheme}:` && host === appHost && username === '' && password === '';
};

/** Whether an address is where the window starts, the only document that it ever shows. */
export const isHomeUrl = (text: string): boolean => isAppUrl(text) && new URL(text).pathname === '/';

/** The host of an address for the log: its path and query may say more than a log should. */
export const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : '?');
