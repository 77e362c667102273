import { appChanges } from './changes/app-changes';
import { boundaryChanges } from './changes/boundary-changes';
import type { ChangeRule } from './changes/change-rule';
import { demandChanges } from './changes/demand-changes';
import { protectionChanges } from './changes/protection-changes';
import type { PolicyDocument } from './document';
import type { Warning } from './refusal';

const changeRules: readonly ChangeRule[] = [...protectionChanges, appChanges, boundaryChanges, ...demandChanges];

/** What a change of policy means for the people at the devices, worst things said plainly. */
export const blastRadius = (before: PolicyDocument, after: PolicyDocument): readonly Warning[] =>
  changeRules.flatMap((rule) => rule(before, after));
