/** The server broke a rule. The message is a sentence that says how; `source` says whose rule it is. */
export class ProtocolViolation extends Error {
  override readonly name = 'ProtocolViolation';
  readonly source: string;

  constructor(sentence: string, source: string) {
    super(`${sentence} [${source}]`);
    this.source = source;
  }
}

/** Short names of the documents whose rules are checked. */
export const SOURCE = {
  /** OMA Device Management Protocol and Representation Protocol 1.2. */
  oma: 'OMA DM 1.2',
  mdm: 'MS-MDM 2.2',
  mde2: 'MS-MDE2 3.4.4.1.1.2',
  /** "OMA DM protocol support" of the vendor. */
  windows: 'OMA DM protocol support',
  /** "Implement server-side support for mobile application management on Windows". */
  mam: 'MAM on Windows',
  terms: 'Terms of Use protocol semantics',
  federated: 'Federated authentication device enrollment',
  /** The rules that this service gives itself beyond the published ones. */
  house: 'architecture of this service',
} as const;

/** @throws ProtocolViolation always */
export function violate(sentence: string, source: string): never {
  throw new ProtocolViolation(sentence, source);
}
