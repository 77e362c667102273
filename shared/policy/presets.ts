import type { App } from './sections/apps';
import type { Network } from './sections/network';

const storePublisher = 'CN=Microsoft Corporation, O=Microsoft Corporation, L=Redmond, S=Washington, C=US';
const programPublisher = 'O=Microsoft Corporation, L=Redmond, S=Washington, C=US';

const storeApp = (name: string, product: string): App => ({ type: 'store', name, publisher: storePublisher, product });

const program = (name: string, binary: string): App => ({
  type: 'desktop',
  name,
  publisher: programPublisher,
  product: '*',
  binary,
});

/** Apps of Microsoft that tell work from personal data (policy guide, section 5), for the protected list. */
export const recommendedApps: readonly App[] = [
  storeApp('Microsoft Edge', 'Microsoft.MicrosoftEdge'),
  storeApp('People', 'Microsoft.People'),
  storeApp('Word Mobile', 'Microsoft.Office.Word'),
  storeApp('Excel Mobile', 'Microsoft.Office.Excel'),
  storeApp('PowerPoint Mobile', 'Microsoft.Office.PowerPoint'),
  storeApp('OneNote', 'Microsoft.Office.OneNote'),
  storeApp('Mail and Calendar', 'microsoft.windowscommunicationsapps'),
  storeApp('Photos', 'Microsoft.Windows.Photos'),
  storeApp('Groove Music', 'Microsoft.ZuneMusic'),
  storeApp('Movies & TV', 'Microsoft.ZuneVideo'),
  storeApp('Messaging', 'Microsoft.Messaging'),
  storeApp('3D Viewer', 'Microsoft.Microsoft3DViewer'),
  { ...storeApp('OneDrive app', 'Microsoft.Microsoftskydrive'), minVersion: '17.21.0.0' },
  program('Internet Explorer', 'iexplore.exe'),
  program('OneDrive', 'onedrive.exe'),
  program('Notepad', 'notepad.exe'),
  program('Paint', 'mspaint.exe'),
  program('Remote Desktop', 'mstsc.exe'),
  program('MAPI repair tool', 'fixmapi.exe'),
];

/** First version of Office in which its programs tell work from personal data, and the last one before it. */
const firstAware = '16.0.7500.0';
const lastUnaware = '16.0.7499.99999';

const officePrograms = [
  ['Word', 'winword.exe'],
  ['Excel', 'excel.exe'],
  ['PowerPoint', 'powerpnt.exe'],
  ['Outlook', 'outlook.exe'],
  ['OneNote', 'onenote.exe'],
  ['Skype for Business', 'lync.exe'],
] as const;

const officeProducts = ['Microsoft Office 2016', 'Microsoft Office'] as const;

/**
 * Office as a suite, Skype for Business included: its programs from the first aware version on, and denials that keep
 * older generations from being treated as allowed.
 */
export const officeSuite: readonly App[] = [
  ...officeProducts.flatMap((product) =>
    officePrograms.map(
      ([name, binary]): App => ({
        ...program(`${name} (${product})`, binary),
        product,
        minVersion: firstAware,
      }),
    ),
  ),
  {
    ...program('Office 2016 before its aware version', '*'),
    product: 'Microsoft Office 2016',
    maxVersion: lastUnaware,
    action: 'deny',
  },
  { ...program('Office 2013', '*'), product: 'Microsoft Office 2013', action: 'deny' },
];

/** Office programs that are not aware: for the exempt list. */
export const officeExemptions: readonly App[] = [program('Visio', 'visio.exe'), program('Project', 'winproj.exe')];

/** Sign-in redirectors, which are work or personal by where they are reached from. */
export const recommendedNeutralResources: readonly string[] = ['login.microsoftonline.com', 'login.windows.net'];

/**
 * Boundary of Microsoft 365 for one organization.
 * @param name First label of its SharePoint address, e.g. `contoso`.
 */
export const microsoft365Resources = (name: string): NonNullable<Network['cloudResources']> =>
  [
    `${name}.sharepoint.com`,
    `${name}-my.sharepoint.com`,
    `${name}-files.sharepoint.com`,
    'tasks.office.com',
    'protection.office.com',
    'meet.lync.com',
    'teams.microsoft.com',
  ].map((host) => ({ host }));
