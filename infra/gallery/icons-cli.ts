import { renderIcons } from './render-icons';

const written = await renderIcons(process.cwd(), process.env['CHROMIUM'] ?? '/usr/bin/chromium');
console.log(written.join('\n'));
