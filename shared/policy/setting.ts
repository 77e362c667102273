import type { NodeValue } from '../syncml/message';
import type { Compliance, Logs } from './sections/compliance';

/**
 * One thing that a policy wants on a device: a leaf, a container, or a family of leaves that a device applies as a
 * whole (DeviceLock, a certificate, a VPN or Wi-Fi profile). The sync compares settings, never nodes.
 */
export interface Setting {
  /** Stable name of the thing on this device: its LocURI, or the name of the family, e.g. `DeviceLock`. */
  readonly key: string;
  /**
   * A family travels in one Atomic. When another form of it is on the device, the nodes of `removalOf(key)` that this
   * form does not write are deleted first: leaves that it lacks would stay.
   */
  readonly kind: 'leaf' | 'container' | 'family';
  /** Which verb is tried first: containers and what lies below a new dynamic parent Add, static leaves Replace. */
  readonly verb: 'Add' | 'Replace';
  /** One node, or those of a family in the order in which the device wants them. A node of format `null` is executed. */
  readonly nodes: readonly NodeValue[];
  /** Hash over verb, nodes, formats and data; equal hashes mean that nothing has to be sent. */
  readonly hash: string;
  /** Member of the policy document that asks for it, e.g. `wip.mode`. */
  readonly member: string;
  /** Keys of settings that must be acknowledged before this one is sent. */
  readonly restsOn: readonly string[];
}

/** A setting that must not be on the device although no delivery is recorded: a member that says `null` or `[]`. */
export interface Removal {
  readonly key: string;
  readonly member: string;
}

/** A setting that this device cannot take, with the reason in words. */
export interface LeftOut {
  readonly key: string;
  readonly member: string;
  readonly reason: string;
}

/** What a policy document means for one enrollment, in the order in which it is sent. */
export interface CompiledPolicy {
  readonly settings: readonly Setting[];
  readonly removals: readonly Removal[];
  readonly leftOut: readonly LeftOut[];
  /** What the tenant wants to know of the device: sent to no device, asked of it when it is due. */
  readonly asks: { readonly compliance?: Compliance; readonly logs?: Logs };
}

/** What the compiler must know of an enrollment; nothing else of a device flows into a policy. */
export interface CompileInputs {
  readonly tenantId: string;
  readonly providerId: string;
  /** Names of the AppLocker groupings: a random GUID per enrollment, the exempt one with `EdpExempt` in it. */
  readonly groupings: { readonly protected: string; readonly exempt: string };
  /** Windows build as enrolled, e.g. `10.0.19045.2364`; settings for later releases are left out. */
  readonly osVersion?: string;
  /** Windows edition number ([MS-MDE2] 2.2.9.6). */
  readonly osEdition?: number;
  /** Minutes added to the long-run poll of this device, 0 to 59. */
  readonly pollJitter: number;
}
