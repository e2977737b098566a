import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const folder = fileURLToPath(new URL('../screens/', import.meta.url));

/** Keeps a picture of the page as `test/e2e/screens/<name>.png`. */
export async function capture(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  // Nothing is hovered, or pictures would differ by where the last click was.
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled' });
}
