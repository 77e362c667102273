import type { Setting } from '../policy/setting';
import type { ItemVerb, NodeValue } from '../syncml/message';

/** One thing to do on the device. */
export type PlannedStep = Writing | Clearing | Deleting | Reading | Executing | Asking;

/** Brings a setting to the device. */
export interface Writing {
  readonly verb: 'Add' | 'Replace';
  readonly setting: Setting;
  /** The verb that the device's first answer asked for. */
  readonly isSecondVerb: boolean;
}

/** Clears the place of a family that is written anew: what its new form does not write would stay as it was. */
export interface Clearing {
  readonly verb: 'Clear';
  readonly key: string;
  readonly uris: readonly string[];
}

/** Takes a setting away. */
export interface Deleting {
  readonly verb: 'Delete';
  readonly key: string;
  readonly uris: readonly string[];
}

/** Reads one node of a setting back. */
export interface Reading {
  readonly verb: 'Get';
  readonly key: string;
  readonly uri: string;
}

/** Triggers something; the setting is its node with its argument, and its hash tells what it was for. */
export interface Executing {
  readonly verb: 'Exec';
  readonly setting: Setting;
}

/** What is asked of a device beside its policy. */
export type Topic = 'facts' | 'attestation' | 'logs';

/** A command of an inquiry: it changes no setting. Its data is short and no secret, since it is stored with the decision. */
export interface Asking {
  readonly verb: 'Ask';
  readonly topic: Topic;
  readonly command: Extract<ItemVerb, 'Get' | 'Replace' | 'Exec'>;
  readonly node: NodeValue;
}
