import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readTermsFile, TERMS_FILE_FORM } from '../../../shared/terms/terms-file';
import type { TermsText } from '../../../shared/terms/terms-text';
import { EXIT, type StepOutcome, Stop } from '../outcome';
import type { Session } from '../session';
import type { OnboardingWishes } from './step';
import { readTenant } from './tenant-row';

/** Saves terms in each language that has none yet; what the tenant has changed stays. @throws Stop */
export async function saveTerms(session: Session, wishes: OnboardingWishes): Promise<StepOutcome> {
  const step = 'Terms';
  const tenant = await readTenant(session);
  const files = await termsFiles(wishes.termsFolder);
  const languages = chooseLanguages(session, wishes, files);
  const missing = languages.filter((language) => !Object.hasOwn(tenant?.value.terms ?? {}, language));
  if (missing.length === 0) return { step, state: 'already', text: `there in ${languages.join(', ')}` };
  const name = tenant?.value.displayName ?? wishes.displayName ?? session.organization.displayName;
  for (const language of missing) {
    await session.api.send('PUT', `terms/${language}`, await readTerms(wishes.termsFolder, language, name));
  }
  return { step, state: session.dryRun ? 'would' : 'done', text: `saved in ${missing.join(', ')}` };
}

async function termsFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((cause) => {
    throw new Stop(`The folder of the terms, ${folder}, cannot be read`, 'Check --terms.', EXIT.usage, cause);
  });
  return names.filter((name) => name.endsWith('.txt')).map((name) => name.slice(0, -'.txt'.length));
}

function chooseLanguages({ organization }: Session, wishes: OnboardingWishes, files: readonly string[]) {
  const unknown = wishes.languages.filter((language) => !files.includes(language));
  if (unknown.length > 0) {
    throw new Stop(
      `There are no terms in ${unknown.join(', ')}`,
      `Write ${unknown.map((language) => `${language}.txt`).join(', ')} into ${wishes.termsFolder}; there are: ${files.join(', ')}.`,
      EXIT.usage,
    );
  }
  if (wishes.languages.length > 0) return wishes.languages;
  const own = (organization.preferredLanguage ?? 'en').split('-')[0] ?? 'en';
  const chosen = [...new Set([own, 'en'])].filter((language) => files.includes(language));
  return chosen.length > 0 ? chosen : files.slice(0, 1);
}

async function readTerms(folder: string, language: string, organization: string): Promise<TermsText> {
  const file = join(folder, `${language}.txt`);
  const terms = readTermsFile(await readFile(file, 'utf8'), organization);
  if (terms !== undefined) return terms;
  throw new Stop(`${file} is not a file of terms`, TERMS_FILE_FORM, EXIT.usage);
}
