/** The part of Electron's `app.commandLine` that is used. */
export interface CommandLine {
  appendSwitch(name: string, value: string): void;
}

/** The part of Electron's Session that is used. */
export interface NetworkedSession {
  setProxy(config: { mode: 'fixed_servers'; proxyRules: string; proxyBypassRules: string }): Promise<void>;
}

/** The part of Electron's WebContents that is used. */
export interface NetworkedContents {
  setWebRTCIPHandlingPolicy(policy: 'disable_non_proxied_udp'): void;
}

/** The part of Electron's Session that decides about spelling. */
export interface SpellingSession {
  setSpellCheckerEnabled(enable: boolean): void;
  setSpellCheckerLanguages(languages: string[]): void;
}

const policy = 'disable_non_proxied_udp';

/**
 * Switches off what a page reaches past its content security policy: the look-up of names for `<link rel="dns-prefetch">`,
 * which carries words out, and datagrams of WebRTC. Must run before the app is ready.
 */
export const silencePages = (commandLine: CommandLine): void => {
  commandLine.appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false');
  commandLine.appendSwitch('force-webrtc-ip-handling-policy', policy);
};

/** Keeps a session from fetching dictionaries from a server of Chromium's makers, which it does for every session, spelling on a page or not. */
export const fetchNoDictionaries = (session: SpellingSession): void => {
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
};

/**
 * Leaves a session no way to any host, this computer included: the page needs none, since its files come through the protocol
 * handler, and WebRTC would connect to a TURN server over TCP whatever the page's policy says. Nobody listens at that proxy.
 */
export const closeNetwork = (session: NetworkedSession): Promise<void> =>
  session.setProxy({ mode: 'fixed_servers', proxyRules: 'http://127.0.0.1:1', proxyBypassRules: '<-loopback>' });

/** Lets WebRTC send nothing past the session's proxy. */
export const closeDatagrams = (contents: NetworkedContents): void => contents.setWebRTCIPHandlingPolicy(policy);
