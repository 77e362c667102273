/** What the examples speak of. They work as they stand where these are replaced by what an organization really has. */
export const SAMPLES = {
  tenantId: '7b1f0c52-3d5e-4a8e-9c51-0e5a2f6d8b01',
  otherTenantId: '7b1f0c52-3d5e-4a8e-9c51-0e5a2f6d8b02',
  adminId: 'a3d1c7e2-58b4-4f0a-8c6d-2b9e7f4a1c03',
  userId: 'c9e4b2a1-7f36-4d58-b0e9-6a1d3c5f7e04',
  groupId: 'e2f5a8c4-1b7d-4e93-a6c0-9d8b4f2e6a05',
  deviceId: 'd4c6e8f0-2a3b-4c5d-8e9f-1a2b3c4d5e06',
  policy: 'personal-pcs',
  locale: 'en',
  /** A document that may be saved. */
  document: {
    schemaVersion: 1,
    name: 'Personal PCs',
    wip: { mode: 'silent', primaryDomain: 'contoso.com' },
    apps: {
      protected: [
        {
          type: 'store',
          name: 'Power BI',
          publisher: 'CN=Microsoft Corporation, O=Microsoft Corporation, L=Redmond, S=Washington, C=US',
          product: 'Microsoft.MicrosoftPowerBIForWindows',
        },
      ],
    },
  },
  actionId: 'offboard-ada-2026-11',
  /** ETags as they are read; storage makes them up. */
  etag: 'W/"1"',
  staleEtag: 'W/"0"',
  /** Names of an enrollment, of a record and of a place in a list, which the service makes up. */
  generation: 'q0Vb3nB1T5yH8kLm2wXz4A',
  record: '5f2c7d9e1b3a4c6d8e0f2a4b6c8d0e1f',
  continuation: 'wTWjo1LKGO3lqx6n.202610.',
  /** What everything in an example that happens once is said to have happened at. */
  time: '2026-11-24T08:00:00.000Z',
} as const;
