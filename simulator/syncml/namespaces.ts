/** Namespace of SyncML 1.2 messages. */
export const SYNCML = 'SYNCML:SYNCML1.2';
/** Namespace of what stands inside Meta. */
export const METINF = 'syncml:metinf';
/** Namespace of `msft:originalerror` ([MS-MDM] 2.2.6). */
export const MSFT = 'http://schemas.microsoft.com/MobileDevice/MDM';
/** Media type of a message as XML. */
export const SYNCML_MEDIA_TYPE = 'application/vnd.syncml.dm+xml';
