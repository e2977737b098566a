import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The letters that base64 has for a text wherever it stands in what was encoded: those that its neighbours decide are left out. */
function base64Forms(secret: string): readonly string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.from('\0'.repeat(before) + secret)
      .toString('base64')
      .replace(/=+$/, '');
    return encoded.slice(before === 0 ? 0 : before + 1, -2);
  });
}

/** A text in every form in which it might have been written somewhere. */
function formsOf(secret: string): ReadonlyMap<string, Buffer> {
  const hex = Buffer.from(secret).toString('hex');
  const base64 = base64Forms(secret);
  const texts = {
    plain: secret,
    hex,
    'upper-case hex': hex.toUpperCase(),
    'URL-encoded': encodeURIComponent(secret),
    'JSON-escaped': JSON.stringify(secret).slice(1, -1),
    ...Object.fromEntries(base64.map((text, shift) => [`base64, shifted by ${shift}`, text])),
    ...Object.fromEntries(
      base64.map((text, shift) => [`base64url, shifted by ${shift}`, text.replaceAll('+', '-').replaceAll('/', '_')]),
    ),
  };
  const forms = Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)] as const);
  const wide = Buffer.from(secret, 'utf16le');
  return new Map([...forms, ['UTF-16LE', wide], ['UTF-16BE', Buffer.from(wide).swap16()]]);
}

/** Something that was looked through: what it is, and what it holds. */
export interface Place {
  readonly name: string;
  readonly content: Buffer;
}

/** Where a secret was found, with the form that it had there. */
export function tracesOf(secret: string, places: readonly Place[]): readonly string[] {
  const forms = [...formsOf(secret)];
  return places.flatMap(({ name, content }) =>
    forms.filter(([, form]) => content.includes(form)).map(([form]) => `${name}: ${form}`),
  );
}

function readNow(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    // It went away between the listing and now, or is a socket.
    return null;
  }
}

/** Every file of a folder, whatever its depth. */
export function filesIn(folder: string): readonly Place[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const name = join(entry.parentPath, entry.name);
      const content = readNow(name);
      return content === null ? [] : [{ name, content }];
    });
}

/** A process and everything that it started, by their ids. */
export function processTree(root: number): readonly number[] {
  const parents = readdirSync('/proc').flatMap((name) => {
    const status = /^\d+$/.test(name) ? readNow(`/proc/${name}/status`)?.toString() : undefined;
    const parent = status === undefined ? null : /^PPid:\s+(\d+)$/m.exec(status);
    return parent === null ? [] : [{ pid: Number(name), parent: Number(parent[1]) }];
  });
  const below = (pid: number): readonly number[] =>
    parents.filter(({ parent }) => parent === pid).flatMap((child) => [child.pid, ...below(child.pid)]);
  return [root, ...below(root)];
}

/** Command lines and environments of processes, which other programs of the same user can read. */
export function processFaces(pids: readonly number[]): readonly Place[] {
  return pids.flatMap((pid) =>
    ['cmdline', 'environ'].flatMap((file) => {
      const name = `/proc/${pid}/${file}`;
      const content = readNow(name);
      return content === null ? [] : [{ name, content }];
    }),
  );
}
