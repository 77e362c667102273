import { importAppLocker } from '../../../../shared/policy/import/import-app-locker';

/** A rule of a publisher; `extra` stands behind its conditions. */
export const rule = (
  name: string,
  condition: string,
  extra = '',
  attributes = 'UserOrGroupSid="S-1-1-0" Action="Allow"',
) =>
  `<FilePublisherRule Id="0f8fad5b-d9cb-469f-a165-70867728950e" Name="${name}" Description="" ${attributes}><Conditions>${condition}</Conditions>${extra}</FilePublisherRule>`;

/** A condition of a publisher with its range of versions. */
export const condition = (publisher: string, product = '*', binary = 'A.EXE', low = '*', high = '*') =>
  `<FilePublisherCondition PublisherName="${publisher}" ProductName="${product}" BinaryName="${binary}"><BinaryVersionRange LowSection="${low}" HighSection="${high}"/></FilePublisherCondition>`;

/** A collection as an export writes it. */
export const collection = (type: string, content: string, mode = 'Enabled') =>
  `<RuleCollection Type="${type}" EnforcementMode="${mode}">${content}</RuleCollection>`;

/** Imports a text. */
export const importXml = (xml: string) => importAppLocker(Buffer.from(xml));
