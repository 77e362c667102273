import { createHash } from 'node:crypto';

/** Where Windows shows the page: while the PC is set up for the first time, or in Settings. */
export type Look = 'first-run' | 'settings';

/** A style element's content, and the source expression that lets it, and nothing else, pass the security policy. */
export interface Stylesheet {
  readonly css: string;
  readonly source: string;
}

interface Palette {
  readonly page: string;
  readonly card: string;
  readonly line: string;
  readonly text: string;
  readonly quiet: string;
  readonly accent: string;
  readonly accentHover: string;
  readonly onAccent: string;
  readonly button: string;
  readonly buttonHover: string;
  readonly buttonLine: string;
}

const light: Palette = {
  page: '#f3f3f3',
  card: '#fff',
  line: '#e3e3e3',
  text: '#1b1b1b',
  quiet: '#5c5c5c',
  accent: '#005fb8',
  accentHover: '#0a4f93',
  onAccent: '#fff',
  button: '#fff',
  buttonHover: '#f0f0f0',
  buttonLine: '#8a8a8a',
};

const dark: Palette = {
  page: '#1c1c1c',
  card: '#272727',
  line: '#3a3a3a',
  text: '#f5f5f5',
  quiet: '#bdbdbd',
  accent: '#60cdff',
  accentHover: '#8bdaff',
  onAccent: '#00131c',
  button: '#333',
  buttonHover: '#3f3f3f',
  buttonLine: '#9a9a9a',
};

// No custom properties, flex gap, grid, logical properties or :is(): the oldest web view is of the age of IE 11. What it
// does not know (sticky, max(), media queries about colors) only makes the page prettier.
const layout = `
html{box-sizing:border-box;-webkit-text-size-adjust:100%;text-size-adjust:100%}
*,*:before,*:after{box-sizing:inherit}
body{margin:0;font:16px/1.6 "Segoe UI Variable Text","Segoe UI",system-ui,-apple-system,"Noto Sans",sans-serif}
main{display:block;max-width:46em;margin:0 auto;padding:32px 24px 0}
h1{margin:0;font-size:28px;line-height:1.25;font-weight:600;word-wrap:break-word;overflow-wrap:break-word}
h2{margin:0;font-size:20px;line-height:1.3;font-weight:600;word-wrap:break-word;overflow-wrap:break-word}
p{margin:0}
.organization{margin-bottom:4px;font-weight:600;word-wrap:break-word;overflow-wrap:break-word}
.version{margin-top:8px;font-size:14px}
.terms{margin-top:24px;padding:24px 28px;border:1px solid;border-radius:8px}
.terms p{white-space:pre-line;word-wrap:break-word;overflow-wrap:break-word}
.terms p+p{margin-top:1em}
.terms .state{margin-top:8px;font-weight:600}
.terms ul{margin:1em 0}
.terms li+li{margin-top:1em}
.facts{margin:16px 0 0;font-size:14px}
.facts dt{font-weight:600}
.facts dd{margin:0 0 4px}
.decision{margin-top:12px;padding:10px 0 20px}
.hint{margin-bottom:16px}
button{display:inline-block;min-width:140px;min-height:44px;margin:0 12px 8px 0;padding:8px 24px;border:1px solid;border-radius:6px;font:inherit;font-weight:600;cursor:pointer}
[dir=rtl] button{margin:0 0 8px 12px}
button:focus{outline:3px solid;outline-offset:2px}
.reference{margin-top:16px;font-size:14px;word-wrap:break-word;overflow-wrap:break-word}
@media (max-width:480px){
main{padding:20px 16px 0}
h1{font-size:24px}
.terms{padding:16px}
button,[dir=rtl] button{display:block;width:100%;margin:0 0 12px}
}
@media (min-width:481px) and (min-height:560px){
.decision{position:-webkit-sticky;position:sticky;bottom:0}
}`;

const highContrast = `
@media (-ms-high-contrast:active){button{border-color:ButtonText}}
@media (forced-colors:active){
button{border-color:ButtonText}
button.accept{border-width:3px}
button:focus{outline-color:Highlight}
}`;

const colors = (palette: Palette) => `
html,body,.decision{background:${palette.page};color:${palette.text}}
.version,.hint,.organization,.reference,.facts{color:${palette.quiet}}
.terms{background:${palette.card};border-color:${palette.line}}
.decision{box-shadow:0 -4px 8px ${palette.page}}
button{background:${palette.button};border-color:${palette.buttonLine};color:${palette.text}}
button:hover{background:${palette.buttonHover}}
button.accept{background:${palette.accent};border-color:${palette.accent};color:${palette.onAccent}}
button.accept:hover{background:${palette.accentHover};border-color:${palette.accentHover}}
button:focus{outline-color:${palette.text}}`;

function seal(css: string): Stylesheet {
  return { css, source: `'sha256-${createHash('sha256').update(css).digest('base64')}'` };
}

// The web view of Windows 10 cannot tell which colors the user prefers; there the first run is dark and Settings light.
const sheets: Readonly<Record<Look, Stylesheet>> = {
  'first-run': seal(
    `${layout}${colors(dark)}
@media (prefers-color-scheme:light){${colors(light)}
}${highContrast}`,
  ),
  settings: seal(
    `${layout}${colors(light)}
@media (prefers-color-scheme:dark){${colors(dark)}
}${highContrast}`,
  ),
};

/** The stylesheet of a look; the same text in every reply, so that its hash can be part of the security policy. */
export const stylesheet = (look: Look): Stylesheet => sheets[look];
