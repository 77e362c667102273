import { z } from 'zod';
import { fileName } from '../values/file-name';
import { version } from '../values/short-texts';
import { plainText } from '../values/text';
import { optional, required } from './member';

const ruleText = plainText(1024);

const app = z.strictObject({
  type: required(z.enum(['store', 'desktop']), 'A packaged app of the store, or a program file.'),
  name: required(ruleText, 'Name of the rule, for people.'),
  publisher: required(
    ruleText,
    'Subject of the signer: `CN=...` for store apps, `O=..., L=..., S=..., C=...` for programs.',
  ),
  product: required(ruleText, 'Package identity name, or product name of a program; `*` is any product of a program.'),
  binary: optional(fileName, 'File name of a program, or `*`; not for store apps.'),
  minVersion: optional(version, 'Lowest version that the rule covers.'),
  maxVersion: optional(version, 'Highest version that the rule covers.'),
  action: optional(z.enum(['allow', 'deny']), 'deny takes apps out of the protected list again. allow when absent.'),
});

/** Which apps may work with work data. */
export const apps = z.strictObject({
  protected: optional(z.array(app).max(500), 'Apps that may open work data and that protect it.'),
  exempt: optional(z.array(app).max(500), 'Apps that may open work data and are neither fenced nor encrypted.'),
});

/** See {@link apps}. */
export type Apps = z.infer<typeof apps>;

/** One entry of a list of apps. */
export type App = z.infer<typeof app>;
