/** One thing to say about a policy document: why it is refused, or a warning that travels with a successful save. */
export interface Finding {
  /** Path of the member, e.g. `apps.protected[0].publisher`; empty for the document itself. */
  readonly path: string;
  /**
   * Rule of the catalogue, e.g. `WIP-1`, or one of the rules about the document's form, `DOC-1` to `DOC-6`,
   * or about a change, `CHANGE-1` to `CHANGE-10`.
   */
  readonly rule: string;
  readonly message: string;
  /** What stands there, shortened; never the value of a secret member. */
  readonly found?: string;
  readonly allowed?: string;
  /** What to write instead, where that can be told. */
  readonly suggestion?: string;
}

/** Rules about the form of a document, beside those of the catalogue. */
export const documentRules: ReadonlyMap<string, string> = new Map([
  ['DOC-1', 'A member that is not listed is refused at every depth.'],
  ['DOC-2', 'A required member is missing.'],
  ['DOC-3', 'A member has another type or value than allowed.'],
  ['DOC-4', 'Members that only make sense together, or never together.'],
  ['DOC-5', 'Certificates, VPN and Wi-Fi serve no purpose where only cloud resources are protected.'],
  ['DOC-6', 'The value is legal and most likely not what was meant.'],
]);
