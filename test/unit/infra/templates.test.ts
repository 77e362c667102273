import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const TEMPLATES = readdirSync('infra', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.bicep'))
  .map((name) => ({ name, text: readFileSync(join('infra', name), 'utf8') }));

const HOST_OF_PUBLIC_CLOUD =
  /windows\.net|azurewebsites\.net|login\.microsoftonline\.com|graph\.microsoft\.com|vault\.azure\.net/;

describe.each(TEMPLATES)('$name', ({ text }) => {
  it('describes every parameter and every output', () => {
    const blocks = text.split(/\n\n/);
    const silent = blocks.filter((block) => /^(param|output) /m.test(block) && !/^@description\('.+'\)$/m.test(block));
    expect(silent).toEqual([]);
  });

  it('names no host of the public cloud', () => {
    expect(text).not.toMatch(HOST_OF_PUBLIC_CLOUD);
  });
});
