/** Chapters of the API's reference, in their order. */
export const TAGS = {
  tenant: 'The organization of the caller and its settings. Which one that is comes from the token alone.',
  policies: 'Policy documents. Each save is a new revision that never changes; PCs take it with their next sync.',
  terms: 'Terms of use that people accept before their PC enrolls, one text a language.',
  devices: 'PCs that enrolled: what they are, what was set on them, what they said to it.',
  actions: 'What is asked of PCs beside their policy: wipe, unenroll, hand over to MDM, send everything again.',
  people: 'Everything that is held on one person: to hand it out, and to erase it.',
  audit: 'Who did what, and the proofs that work data was withdrawn.',
  'wip-logs':
    'What the protection noted of work data that crossed the boundary. Personal data of people at home: only the role for it reads them.',
  onboarding: 'How an administrator brings the own organization in, and begins to leave.',
  operator: 'For the operator of the service: tenants, their status and quotas.',
  reference: 'This description.',
} as const;

/** See {@link TAGS}. */
export type Tag = keyof typeof TAGS;
