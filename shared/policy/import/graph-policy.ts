import { z } from 'zod';

const given = <Schema extends z.ZodType>(schema: Schema) => schema.nullish();
const list = <Schema extends z.ZodType>(schema: Schema) => z.array(schema).nullish();

const resources = list(z.looseObject({ resources: list(z.string()) }));
const app = z.looseObject({
  '@odata.type': given(z.string()),
  displayName: given(z.string()),
  publisherName: given(z.string()),
  productName: given(z.string()),
  denied: given(z.boolean()),
  binaryName: given(z.string()),
  binaryVersionLow: given(z.string()),
  binaryVersionHigh: given(z.string()),
});
const appLockerFile = z.looseObject({ displayName: given(z.string()), file: given(z.string()) });
const characters = given(z.literal(['notAllow', 'requireAtLeastOne', 'allow', 0, 1, 2]));

/** The members of Graph's `windowsInformationProtectionPolicy` that are read; others are reported. */
export const graphPolicy = z.looseObject({
  displayName: given(z.string()),
  enforcementLevel: given(
    z.enum(['noProtection', 'encryptAndAuditOnly', 'encryptAuditAndPrompt', 'encryptAuditAndBlock']),
  ),
  enterpriseDomain: given(z.string()),
  enterpriseProtectedDomainNames: resources,
  dataRecoveryCertificate: given(z.looseObject({ certificate: given(z.string()) })),
  revokeOnUnenrollDisabled: given(z.boolean()),
  revokeOnMdmHandoffDisabled: given(z.boolean()),
  azureRightsManagementServicesAllowed: given(z.boolean()),
  rightsManagementServicesTemplateId: given(z.string()),
  iconsVisible: given(z.boolean()),
  smbAutoEncryptedFileExtensions: resources,
  protectedApps: list(app),
  exemptApps: list(app),
  protectedAppLockerFiles: list(appLockerFile),
  exemptAppLockerFiles: list(appLockerFile),
  enterpriseNetworkDomainNames: resources,
  enterpriseProxiedDomains: list(
    z.looseObject({ proxiedDomains: list(z.looseObject({ ipAddressOrFQDN: z.string(), proxy: given(z.string()) })) }),
  ),
  enterpriseIPRanges: list(
    z.looseObject({
      ranges: list(
        z.looseObject({
          lowerAddress: given(z.string()),
          upperAddress: given(z.string()),
          cidrAddress: given(z.string()),
        }),
      ),
    }),
  ),
  enterpriseIPRangesAreAuthoritative: given(z.boolean()),
  enterpriseProxyServers: resources,
  enterpriseInternalProxyServers: resources,
  enterpriseProxyServersAreAuthoritative: given(z.boolean()),
  neutralDomainResources: resources,
  mdmEnrollmentUrl: given(z.string()),
  windowsHelloForBusinessBlocked: given(z.boolean()),
  pinMinimumLength: given(z.number()),
  pinUppercaseLetters: characters,
  pinLowercaseLetters: characters,
  pinSpecialCharacters: characters,
  pinExpirationDays: given(z.number()),
  numberOfPastPinsRemembered: given(z.number()),
  passwordMaximumAttemptCount: given(z.number()),
  minutesOfInactivityBeforeDeviceLock: given(z.number()),
  daysWithoutContactBeforeUnenroll: given(z.number()),
});

/** See {@link graphPolicy}. */
export type GraphPolicy = z.infer<typeof graphPolicy>;

/** Members that carry nothing for a policy: keys, dates, counts. */
export const administrativeMembers: ReadonlySet<string> = new Set([
  'id',
  'version',
  'description',
  'createdDateTime',
  'lastModifiedDateTime',
  'isAssigned',
  'roleScopeTagIds',
  'deployedAppCount',
]);
