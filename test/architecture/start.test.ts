import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** What a file loads as soon as it is loaded itself: not what only types come from, nor what `import()` loads later. */
const loadedBy = (path: string): readonly string[] => {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const clause = statement.importClause;
    const named = clause?.namedBindings;
    const isTyped =
      clause?.phaseModifier === ts.SyntaxKind.TypeKeyword ||
      (clause?.name === undefined &&
        named !== undefined &&
        ts.isNamedImports(named) &&
        named.elements.length > 0 &&
        named.elements.every(({ isTypeOnly }) => isTypeOnly));
    return isTyped ? [] : [statement.moduleSpecifier.text];
  });
};

/** All files that are loaded with some, and the packages that they need. */
const loadedWith = (entries: readonly string[]) => {
  const files = new Set<string>();
  const packages = new Set<string>();
  const load = (path: string): void => {
    if (files.has(path)) return;
    files.add(path);
    for (const loaded of loadedBy(path)) {
      if (loaded.startsWith('.')) load(posix.join(posix.dirname(path), loaded));
      else packages.add(loaded);
    }
  };
  entries.forEach(load);
  return { files: [...files], packages: [...packages] };
};

describe('what is loaded before the window is there', () => {
  const { files, packages } = loadedWith(['electron/main.ts', 'electron/compose/start.ts']);

  it('is no library but the runtime and the store', () => {
    expect(packages.filter((name) => !name.startsWith('node:')).sort()).toEqual(['@photostructure/sqlite', 'electron']);
  });

  it('is no sentence, no schema, nothing of what the program does', () => {
    const late = /^electron\/(core\/words|core\/messages|contract\/input|engine|program|providers|channels|demo)\b/;
    expect(files.filter((path) => late.test(path))).toEqual([]);
    expect(files.length).toBeLessThan(60);
  });
});

it('no provider asks for what only its rounds need', () => {
  const { files, packages } = loadedWith(['electron/providers/registry.ts']);
  expect(files.filter((path) => /\/(round|client|schema|normalise)\.ts$/.test(path))).toEqual([]);
  expect(packages).not.toContain('zod');
});
