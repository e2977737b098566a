// Draws the PNG files from icon.svg and tray.svg with Electron's own renderer: `node build/icons/render.mjs` (needs a display).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import { root } from '../project.mjs';
import { resolveRuntime } from '../runtime.mjs';

const folder = join(root, 'build/icons');
const states = ['normal', 'attention', 'urgent', 'paused'];
const read = (name) => readFileSync(join(folder, name), 'utf8').replace(/^<!--.*?-->\s*/s, '');

/** Runs in the page: an SVG's text becomes the PNG of `size` pixels, as base64. */
async function draw({ svg, size }) {
  const image = new Image(size, size);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
  canvas.getContext('2d').drawImage(image, 0, 0, size, size);
  return canvas.toDataURL('image/png').split(',')[1];
}

function pictures() {
  const icon = read('icon.svg');
  const tray = (classes) => read('tray.svg').replace('<svg ', `<svg class="${classes}" `);
  const app = [16, 24, 32, 48, 64, 128, 256, 512].map((size) => ({ svg: icon, size, file: `app/${size}x${size}.png` }));
  const panels = states.flatMap((state) =>
    [16, 22, 32].flatMap((size) => [
      { svg: tray(state), size, file: `tray/${state}-${size}.png` },
      { svg: tray(state), size: size * 2, file: `tray/${state}-${size}@2x.png` },
    ]),
  );
  const mac = states.flatMap((state) => [
    { svg: tray(`template ${state}`), size: 18, file: `tray/${state}Template.png` },
    { svg: tray(`template ${state}`), size: 36, file: `tray/${state}Template@2x.png` },
  ]);
  return [...app, { svg: icon, size: 1024, file: 'icon.png' }, ...panels, ...mac];
}

const blank = join(root, 'build/icons/blank-app');
const runtime = await resolveRuntime();
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const electron = await _electron.launch({
  executablePath: runtime.executable,
  args: [...sandbox, '--disable-gpu', blank],
});
const page = await electron.firstWindow();
for (const name of ['app', 'tray']) mkdirSync(join(folder, name), { recursive: true });
for (const { svg, size, file } of pictures()) {
  writeFileSync(join(folder, file), Buffer.from(await page.evaluate(draw, { svg, size }), 'base64'));
}
await electron.close();
