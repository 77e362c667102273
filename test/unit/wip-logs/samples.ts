/** FILETIME of a time: 100 ns since 1601. */
export const fileTime = (iso: string, ticks = 0n): string =>
  String((BigInt(Date.parse(iso)) + 11_644_473_600_000n) * 10_000n + ticks);

/** A record of the log as XML. */
export function record(
  attributes: Readonly<Record<string, string>>,
  members: Readonly<Record<string, string>> = {},
): string {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  const inside = Object.entries(members).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `<Log${given.join('')}>${inside.join('')}</Log>`;
}

/** A log of one user. */
export const reporting = (...records: readonly string[]): string =>
  `<Reporting Version="com.contoso/2.0/MDM/Reporting"><User UserID="S-1-12-1-1-2-3-4" EnterpriseID="contoso.com">${records.join('')}</User></Reporting>`;

/** A record of data that was copied at a time. */
export const copied = (iso: string, members: Readonly<Record<string, string>> = {}): string =>
  record(
    { ProviderType: 'EDPAudit', LogType: 'DataCopied', TimeStamp: fileTime(iso) },
    { Policy: 'CopyPaste', ...members },
  );
