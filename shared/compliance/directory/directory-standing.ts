import type { ComplianceState } from '../verdict';

/** What the directory of a tenant is told about a device [Graph device resource: isManaged, isCompliant]. */
export interface DirectoryStanding {
  readonly isManaged: boolean;
  readonly isCompliant: boolean;
}

/**
 * What each state comes to: nothing is claimed that was not shown. A grace is the time in which a PC may be used as if all
 * was well; what nobody knows yet is no proof.
 */
const IS_COMPLIANT: Readonly<Record<ComplianceState, boolean>> = {
  compliant: true,
  inGrace: true,
  unknown: false,
  notCompliant: false,
};

/** What the directory is told of a device that has left. */
export const UNMANAGED: DirectoryStanding = { isManaged: false, isCompliant: false };

/**
 * What the directory is to be told of an enrolled device.
 * @param state How it stands; `undefined` where its policy demands nothing, which proves nothing either.
 */
export function managedAs(state: ComplianceState | undefined): DirectoryStanding {
  return { isManaged: true, isCompliant: state !== undefined && IS_COMPLIANT[state] };
}

/** True where both say the same; the first one may be that nothing was told. */
export function saysTheSame(one: DirectoryStanding | undefined, other: DirectoryStanding): boolean {
  return one?.isManaged === other.isManaged && one.isCompliant === other.isCompliant;
}
