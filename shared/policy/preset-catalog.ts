import type { PolicyDocument } from './document';
import {
  microsoft365Resources,
  officeExemptions,
  officeSuite,
  recommendedApps,
  recommendedNeutralResources,
} from './presets';

/** Sections of a policy document that presets bring. */
export type PresetSections = Pick<PolicyDocument, 'apps' | 'network'>;

/** A ready part of a policy document (policy guide, section 5 and 4). */
export interface Preset {
  readonly name: string;
  readonly description: string;
  /** True where it depends on the organization: the first label of its SharePoint address. */
  readonly needsOrganization: boolean;
  readonly sections: (organization: string) => PresetSections;
}

const fixed = (name: string, description: string, sections: PresetSections): Preset => ({
  name,
  description,
  needsOrganization: false,
  sections: () => sections,
});

/** Every preset, in the order in which a new policy wants them. */
export const presets: readonly Preset[] = [
  fixed('recommended-apps', 'Apps of Microsoft that tell work from personal data.', {
    apps: { protected: [...recommendedApps] },
  }),
  fixed(
    'office',
    'Office as a suite, Skype for Business included, from the first version that tells work data apart.',
    {
      apps: { protected: [...officeSuite] },
    },
  ),
  fixed('office-exemptions', 'Visio and Project, which do not tell work data apart: they open it and may leak it.', {
    apps: { exempt: [...officeExemptions] },
  }),
  fixed('neutral-resources', 'Sign-in pages, which are work or personal by where they are reached from.', {
    network: { neutralResources: [...recommendedNeutralResources] },
  }),
  {
    name: 'microsoft-365',
    description: 'SharePoint, Teams and the other places of Microsoft 365 where one organization keeps its data.',
    needsOrganization: true,
    sections: (organization) => ({ network: { cloudResources: microsoft365Resources(organization) } }),
  },
];

const PLACES = [
  ['apps', 'protected'],
  ['apps', 'exempt'],
  ['network', 'cloudResources'],
  ['network', 'neutralResources'],
] as const;

/**
 * A document with the entries of a preset behind its own. What is there already is not added again, so that a preset may
 * be taken twice. The document may be of any form: it is judged afterwards.
 */
export function withPreset(
  document: Readonly<Record<string, unknown>>,
  sections: PresetSections,
): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...document };
  for (const [section, member] of PLACES) {
    const added = Object.entries(sections[section] ?? {}).find(([name]) => name === member)?.[1];
    if (Array.isArray(added)) merged[section] = withEntries(merged[section], member, added);
  }
  return merged;
}

function withEntries(section: unknown, member: string, added: readonly unknown[]): Record<string, unknown> {
  const own = typeof section === 'object' && section !== null ? section : {};
  return { ...own, [member]: joined(Reflect.get(own, member), added) };
}

function joined(before: unknown, added: readonly unknown[]): readonly unknown[] {
  const own: readonly unknown[] = Array.isArray(before) ? before : [];
  const known = new Set(own.map((entry) => JSON.stringify(entry)));
  return [...own, ...added.filter((entry) => !known.has(JSON.stringify(entry)))];
}
