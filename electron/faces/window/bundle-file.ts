import { extname, isAbsolute, join, relative } from 'node:path';
import { isAppUrl } from './app-address.ts';

/** A file of the page's bundle with its content type. */
export interface BundleFile {
  readonly path: string;
  readonly contentType: string;
}

/** What a bundle may hold; anything else is not served. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

const decodePath = (pathname: string): string | null => {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
};

/** The file that an address of our scheme means inside `folder`; null when there is none or it would lie outside. */
export const bundleFileOf = (address: string, folder: string): BundleFile | null => {
  if (!isAppUrl(address)) return null;
  const pathname = decodePath(new URL(address).pathname);
  if (pathname === null || pathname.includes('\0')) return null;
  const path = join(folder, pathname.replace(/^\/+/, '') || 'index.html');
  const inside = relative(folder, path);
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) return null;
  const contentType = contentTypes[extname(path).toLowerCase()];
  return contentType === undefined ? null : { path, contentType };
};
