const MICROSOFT = 'O=Microsoft Corporation, L=Redmond, S=Washington, C=US';

/** Name under which the demo policy is saved, and which the tenant makes the default. */
export const DEMO_POLICY_NAME = 'personal-pcs';

/** Policy document of the demo tenant: who may open work data, what counts as work, and that leaving asks first. */
export const DEMO_POLICY = {
  schemaVersion: 1,
  name: 'Personal PCs',
  wip: {
    mode: 'override',
    primaryDomain: 'contoso.com',
    additionalDomains: ['contoso.co.uk'],
    showIcons: true,
    revokeOnUnenroll: true,
  },
  apps: {
    protected: [
      {
        type: 'store',
        name: 'Power BI',
        publisher: `CN=Microsoft Corporation, ${MICROSOFT}`,
        product: 'Microsoft.MicrosoftPowerBIForWindows',
      },
      { type: 'desktop', name: 'Notepad', publisher: MICROSOFT, product: '*', binary: 'notepad.exe' },
    ],
  },
  network: {
    cloudResources: [{ host: 'contoso.sharepoint.com' }],
    domains: ['corp.contoso.com'],
    neutralResources: ['login.microsoftonline.com'],
  },
} as const;
