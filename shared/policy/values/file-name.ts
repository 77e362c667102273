import { judged, writeInstead } from './judged';
import { judgeText } from './text';

const LONGEST = 1024;
const FOREIGN = /[\\/:?"<>|]/;

const lastSegment = (text: string) => text.split(/[\\/]/).at(-1) ?? '';

function judge(text: string) {
  const objection = judgeText(text, LONGEST);
  if (objection !== undefined || !FOREIGN.test(text)) return objection;
  const name = lastSegment(text);
  const isName = name !== '' && !FOREIGN.test(name);
  return { message: 'is not a file name', ...(isName ? { suggestion: writeInstead(name) } : {}) };
}

/** The name of a file without its folder, or `*`: what AppLocker compares with the name in the file's version resource. */
export const fileName = judged({
  rule: 'DOC-3',
  allowed: 'a file name, or *',
  advice: 'write the name of the file alone, e.g. `notepad.exe`, or `*` for any',
  judge,
});
