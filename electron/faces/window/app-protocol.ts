import { readFile } from 'node:fs/promises';
import type { Protocol, ProtocolRequest, ProtocolResponse } from 'electron';
import { appScheme } from './app-address.ts';
import { bundleFileOf } from './bundle-file.ts';

/** Electron's security checklist, item 7: the page may load its own bundle and nothing else. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-cache',
};

/** What a request for a file is answered with. */
export interface ServedFile {
  readonly status: 200 | 404 | 405;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

/** The part of Electron's Protocol that is used. */
export interface BundleProtocol extends Pick<Protocol, 'handle'> {
  /** Missing in an Electron that has only `handle`. */
  registerBufferProtocol?(
    scheme: string,
    handler: (request: ProtocolRequest, callback: (response: ProtocolResponse) => void) => void,
  ): boolean;
}

/** Makes the scheme a standard, secure one with V8's code cache. Must run before the app is ready. */
export const registerAppScheme = (protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
};

const refusal = (status: 404 | 405): ServedFile => ({ status, headers, bytes: Buffer.alloc(0) });

/** Answers one request for a file of the bundle in `folder`: 404 for anything that is not there, 405 for writing. */
export const serveFile = async (method: string, address: string, folder: string): Promise<ServedFile> => {
  if (method !== 'GET') return refusal(405);
  const file = bundleFileOf(address, folder);
  const bytes = file === null ? null : await readFile(file.path).catch(() => null);
  if (file === null || bytes === null) return refusal(404);
  return { status: 200, headers: { ...headers, 'content-type': file.contentType }, bytes };
};

/**
 * Serves the bundle in `folder` at `app://leasebell/`. Call it once, after the app is ready. Not through `protocol.handle`, whose requests and
 * responses are those of Node's own HTTP client: loading that costs a start more than all files of the page together. Calls `onServed` after each.
 */
export const serveBundle = (protocol: BundleProtocol, folder: string, onServed: () => void): void => {
  if (protocol.registerBufferProtocol === undefined) {
    protocol.handle(appScheme, async ({ method, url }) => {
      const served = await serveFile(method, url, folder);
      onServed();
      return responseOf(served);
    });
    return;
  }
  protocol.registerBufferProtocol(appScheme, ({ method, url }, callback) => {
    void serveFile(method, url, folder).then((served) => {
      callback(protocolResponseOf(served));
      onServed();
    });
  });
};

const protocolResponseOf = ({ status, headers: sent, bytes }: ServedFile): ProtocolResponse => ({
  statusCode: status,
  headers: { ...sent },
  mimeType: sent['content-type']?.split(';')[0] ?? 'text/plain',
  data: bytes,
});

const responseOf = ({ status, headers: sent, bytes }: ServedFile): Response =>
  new Response(status === 200 ? new Uint8Array(bytes) : null, { status, headers: sent });
