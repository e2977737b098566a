// What stock Electron does with `electron <folder>`, for the fallback runtime, which comes without it: load the app of that folder.
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.');
const manifest = JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8'));
process.defaultApp = true;
app.name = manifest.productName ?? manifest.name;
app.setVersion(manifest.version);
app.setAppPath(folder);
await import(pathToFileURL(resolve(folder, manifest.main)).href);
