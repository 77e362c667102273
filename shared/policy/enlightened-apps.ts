/**
 * Apps that are known to tell work from personal data, in lower case: package identity names and file names. Others
 * on the protected list run as personal under MAM (rule APP-8).
 */
export const enlightenedApps: ReadonlySet<string> = new Set([
  'microsoft.microsoftedge',
  'microsoft.people',
  'microsoft.office.word',
  'microsoft.office.excel',
  'microsoft.office.powerpoint',
  'microsoft.office.onenote',
  'microsoft.windowscommunicationsapps',
  'microsoft.windows.photos',
  'microsoft.zunemusic',
  'microsoft.zunevideo',
  'microsoft.messaging',
  'microsoft.microsoft3dviewer',
  'microsoft.microsoftskydrive',
  'microsoft.companyportal',
  'microsoft.microsoftpowerbiforwindows',
  'iexplore.exe',
  'msedge.exe',
  'onedrive.exe',
  'notepad.exe',
  'mspaint.exe',
  'mstsc.exe',
  'fixmapi.exe',
  'winword.exe',
  'excel.exe',
  'powerpnt.exe',
  'outlook.exe',
  'onenote.exe',
  'lync.exe',
]);
