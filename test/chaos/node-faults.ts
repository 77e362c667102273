import type { NodeFault, Verb } from '../../simulator/index';
import type { ManagementTree } from '../../simulator/tree/management-tree';
import type { Random } from './random';

/** Answers of a node that fails now and then; `silent` is none at all. */
export const NODE_FAULTS = [404, 405, 418, 425, 500, 507, 516, 'silent'] as const;
const FOR_GOOD = [405, 406, 425] as const;

/** Nodes that a PC may refuse for good, by the end of their LocURI. */
const REFUSABLE = [
  '/EDPShowIcons',
  '/SMBAutoEncryptedFileExtensions',
  '/RevokeOnMDMHandoff',
  '/EnterpriseIPRange',
  '/NeutralResources',
  '/DataRecoveryCertificate',
  '/StoreApps/Policy',
  '/HelpPhoneNumber',
  '/PollOnLogin',
  '/PFXCertBlob',
  '/PreventEnablingLockScreenCamera',
  '/UsePassportForWork',
] as const;

/** How the nodes of one PC fail: some for good, others now and then. */
export class NodeFaults {
  /** Share of the commands that meet a passing fault. */
  rate = 0;
  readonly counts = new Map<string, number>();
  readonly #random: Random;
  readonly #forGood: ReadonlyMap<string, number>;

  /** Without `refused`, some PCs refuse one node for good. */
  constructor(random: Random, refused?: readonly string[]) {
    this.#random = random;
    const some = refused ?? (random.chance(0.25) ? [random.pick(REFUSABLE)] : []);
    this.#forGood = new Map(some.map((ending) => [ending, random.pick(FOR_GOOD)]));
  }

  /** Endings of what is refused for good. */
  get refused(): readonly string[] {
    return [...this.#forGood.keys()];
  }

  isRefused(uri: string): boolean {
    return this.refused.some((ending) => uri.endsWith(ending));
  }

  /** The faults of a PC with this tree. */
  of(tree: () => ManagementTree): NodeFault {
    return ({ verb, uri }) => {
      const [, forGood] = [...this.#forGood].find(([ending]) => uri.endsWith(ending)) ?? [];
      if (forGood !== undefined) return forGood;
      if (!this.#random.chance(this.rate)) return undefined;
      const code = this.#random.pick(NODE_FAULTS);
      if (isLie(code, verb, tree().exists(uri))) return undefined;
      this.counts.set(String(code), (this.counts.get(String(code)) ?? 0) + 1);
      return code;
    };
  }
}

// No PC says of what is there that it is not, or the other way round: nobody could ever know better.
function isLie(code: (typeof NODE_FAULTS)[number], verb: Verb, isThere: boolean): boolean {
  return code === 404 ? isThere : code === 418 && (!isThere || verb === 'Exec');
}
