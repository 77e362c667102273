import type { PcClock } from '../clock';
import type { PcIdentity } from '../identity';
import type { Exchange } from '../session/report';
import type { HttpRequestOut, Transport } from '../transport/transport';
import { contextItems } from './context-items';
import { SOAP_MEDIA_TYPE } from './namespaces';
import { type DmAccount, readProvisioningDocument } from './provisioning-document';
import { readRstr } from './read-rstr';
import { writeRst } from './write-rst';

/** What an enrollment is asked for with. */
export interface EnrollmentRequest {
  readonly url: string;
  readonly token: string;
  readonly identity: PcIdentity;
  /** From the terms page; none when it was skipped. */
  readonly opaqueBlob: string | undefined;
}

/** What the request travels over, and who sees the exchange. */
export interface EnrollmentLine {
  readonly transport: Transport;
  readonly clock: PcClock;
  readonly onExchange: (exchange: Exchange) => void;
}

/** A granted enrollment; the exchange is kept without the token. */
export interface EnrollmentGrant {
  readonly account: DmAccount;
  readonly document: string;
  readonly exchange: Exchange;
}

/**
 * Posts the one message of a MAM enrollment straight to the discovery URL, and reads the reply. Not tried again: Windows
 * shows an error and the user decides.
 * @throws EnrollmentFault, ProtocolViolation, TransportFailure
 */
export async function requestEnrollment(
  { url, token, identity, opaqueBlob }: EnrollmentRequest,
  { transport, clock, onExchange }: EnrollmentLine,
): Promise<EnrollmentGrant> {
  const items = contextItems(identity, opaqueBlob);
  const post = (shown: string): HttpRequestOut => ({
    method: 'POST',
    url,
    headers: new Map([
      ['content-type', `${SOAP_MEDIA_TYPE}; charset=utf-8`],
      ['user-agent', 'ENROLLClient'],
    ]),
    body: Buffer.from(writeRst({ url, token: shown, items })),
  });
  const started = clock.now().getTime();
  const response = await transport(post(token));
  const exchange = { request: post('(not shown)'), response, ms: clock.now().getTime() - started };
  onExchange(exchange);
  const document = readRstr(response);
  return { account: readProvisioningDocument(document), document: new TextDecoder().decode(document), exchange };
}
