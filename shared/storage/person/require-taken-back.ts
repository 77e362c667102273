import { UNMANAGED } from '../../compliance/directory/directory-standing';
import { nextWrite } from '../../compliance/directory/write-back';
import { ServiceError } from '../../errors';
import { type DeviceId, parseEnrollmentId } from '../../ids';
import { WRITE_BACK } from '../keys';
import type { StoredRow } from '../row';
import { optionalText, parsed } from '../rows/columns';
import { readWriteBack } from '../rows/write-back-row';
import type { ErasureTerms } from '../stores/persons';

/** A device as its rows are, with the enrollment that was its last one. */
export interface ReadDevice {
  readonly deviceId: DeviceId;
  readonly rows: readonly StoredRow[];
  readonly enrollment: StoredRow;
}

/**
 * Tells whether the directory may call the device managed for good once its rows are gone: it is lost, or nobody takes back
 * what was claimed, because the tenant does not want that any more or the directory has refused it for good.
 * @throws ServiceError `conflict` / `person.directory` with the way out where it will be taken back, but is not yet
 */
export function requireTakenBack({ deviceId, rows, enrollment }: ReadDevice, terms: ErasureTerms): boolean {
  const row = rows.find(({ key }) => key === WRITE_BACK);
  if (row === undefined) return false;
  const generation = parsed(enrollment, 'generation', parseEnrollmentId);
  const { kind } = nextWrite({ standing: UNMANAGED, generation }, readWriteBack(row), terms.clock());
  if (kind === 'forget') return false;
  const hasLeft = optionalText(enrollment, 'endedAt') !== undefined;
  if (hasLeft && terms.writesDirectory && kind !== 'none') throw notYet(deviceId);
  return true;
}

function notYet(deviceId: DeviceId): ServiceError {
  const text =
    `Entra may still call a PC managed that has left: ${deviceId}. Housekeeping takes that back within the hour; repeat this then, it goes on. ` +
    'Where Entra refuses that, GET /api/v1/tenant says why under "directory"; once the setting writeCompliance is off, nothing waits for it.';
  return new ServiceError('conflict', 'person.directory', text);
}
