import { readFile } from 'node:fs/promises';
import type { Protocol } from 'electron';
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

/** Makes the scheme a standard, secure one with V8's code cache. Must run before the app is ready. */
export const registerAppScheme = (protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void => {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
};

/** Answers one request for a file of the bundle in `folder`: 404 for anything that is not there, 405 for writing. */
export const serveFile = async (method: string, address: string, folder: string): Promise<Response> => {
  if (method !== 'GET') return new Response(null, { status: 405, headers });
  const file = bundleFileOf(address, folder);
  const bytes = file === null ? null : await readFile(file.path).catch(() => null);
  if (file === null || bytes === null) return new Response(null, { status: 404, headers });
  return new Response(new Uint8Array(bytes), { headers: { ...headers, 'content-type': file.contentType } });
};

/** Serves the bundle in `folder` at `app://leasebell/`. Call it once, after the app is ready. */
export const serveBundle = (protocol: Pick<Protocol, 'handle'>, folder: string): void => {
  protocol.handle(appScheme, (request) => serveFile(request.method, request.url, folder));
};
