/** What a record of the audit log says happened; `other` for a type that nobody knows yet, which is in `rawKind`. */
export type WipEventKind = 'data-copied' | 'protection-removed' | 'app-generated' | 'other';

/** The way by which work data went; `other` for one that nobody knows yet, which is in `rawWay`. */
export type WipEventWay = 'copy-paste' | 'drag-drop' | 'share' | 'protection-removed' | 'other';

/** What an app did with work data. */
export type WipEventAction = 'decrypt' | 'copy' | 'send' | 'other';

/**
 * One record of the audit log of Windows Information Protection, as far as it says something: what it leaves out, or
 * fills with the text NULL, is absent ([MS CSP] Reporting; policy guide, section 11). All texts are the device's own.
 */
export interface WipEvent {
  /** SHA-256 over everything that the record says, first 16 bytes in hex: the same record has the same, whenever it comes. */
  readonly hash: string;
  /** When it happened, ISO 8601 in milliseconds. */
  readonly at: string;
  /** The record has no time that can be: `at` is that of its neighbor. */
  readonly isTimeGuessed?: true;
  readonly kind: WipEventKind;
  readonly rawKind?: string;
  readonly way?: WipEventWay;
  readonly rawWay?: string;
  readonly action?: WipEventAction;
  /** Security identifier of the Windows user to whom the record belongs, and the enterprise id. */
  readonly ownerSid?: string;
  readonly enterpriseId?: string;
  readonly justification?: string;
  /** What was touched: a name, a path, or the formats of the clipboard joined with a pipe. */
  readonly object?: string;
  readonly filePath?: string;
  readonly dataInfo?: string;
  /** WIP app id (`PUBLISHER\PRODUCT\FILE\VERSION`) or host name. */
  readonly sourceApp?: string;
  readonly destinationApp?: string;
  readonly app?: string;
  /** Texts from the apps. */
  readonly sourceName?: string;
  readonly destinationName?: string;
  /** Enterprise that the data went to; absent: it became personal. */
  readonly destinationEnterpriseId?: string;
  /** A text was longer than what is kept. */
  readonly isShortened?: true;
}
