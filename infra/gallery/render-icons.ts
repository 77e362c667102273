import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Sizes in pixels that the gallery asks for. */
export const ICON_SIZES = [
  [45, 45],
  [150, 122],
  [214, 215],
] as const;

const FOLDER = join('infra', 'gallery', 'icons');

/** Draws the SVG in each size, centered on a transparent ground, with the system's Chromium. Writes the PNG files beside it. */
export async function renderIcons(root: string, executablePath: string): Promise<readonly string[]> {
  const svg = await readFile(join(root, FOLDER, 'icon.svg'), 'utf8');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const written: string[] = [];
    for (const size of ICON_SIZES) {
      const path = join(FOLDER, `icon-${size.join('x')}.png`);
      await writeFile(join(root, path), await draw(browser, svg, size));
      written.push(path);
    }
    return written;
  } finally {
    await browser.close();
  }
}

async function draw(browser: Browser, svg: string, [width, height]: readonly [number, number]): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.setContent(
    `<style>html, body { margin: 0; background: transparent } svg { display: block; width: 100vw; height: 100vh }</style>${svg}`,
  );
  const image = await page.screenshot({ omitBackground: true });
  await page.close();
  return image;
}
