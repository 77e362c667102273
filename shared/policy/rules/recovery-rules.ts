import type { X509Certificate } from 'node:crypto';
import { readCertificate } from '../values/certificate';
import { type Remark, type Rule, remarksOn, type Wording } from './remark';

/** Extended key usage of EFS file recovery. */
const fileRecovery = '1.3.6.1.4.1.311.10.3.4.1';
const path = ['wip', 'recoveryCertificate'];
const warnBeforeDays = 90;
const day = 24 * 60 * 60 * 1000;

function validityError({ validFrom, validTo }: X509Certificate, now: Date): Wording | undefined {
  const isCurrent = Date.parse(validFrom) <= now.getTime() && now.getTime() < Date.parse(validTo);
  if (isCurrent) return undefined;
  return {
    rule: 'DOC-3',
    message: 'the certificate is not valid at present',
    allowed: 'a certificate that is current',
    suggestion: 'make a new one with `cipher /r:name` on a Windows PC, and keep the key of the old one',
  };
}

function usageError({ keyUsage }: X509Certificate): Wording | undefined {
  if (keyUsage?.includes(fileRecovery)) return undefined;
  return {
    rule: 'DOC-3',
    message: 'the certificate is not one for file recovery',
    allowed: `extended key usage ${fileRecovery}`,
    suggestion: 'make one with `cipher /r:name` on a Windows PC and keep its key offline',
  };
}

/** The recovery certificate is current, soon to be renewed at worst, and meant for file recovery. */
export const recoveryCertificateIsUsable: Rule = (document, { now }) => {
  const text = document.wip?.recoveryCertificate;
  const certificate = text == null ? undefined : readCertificate(text);
  if (certificate === undefined) return [];
  const { refuse, warn } = remarksOn(document);
  const errors = [usageError(certificate), now && validityError(certificate, now)].filter(
    (error) => error !== undefined,
  );
  const remarks: Remark[] = errors.map((wording) => refuse(path, wording));
  const endsSoon = now !== undefined && Date.parse(certificate.validTo) - now.getTime() < warnBeforeDays * day;
  if (remarks.length > 0 || !endsSoon) return remarks;
  const message = `the certificate ends within ${warnBeforeDays} days`;
  const allowed = `a certificate that is good for ${warnBeforeDays} days at least`;
  const suggestion = 'make the next one with `cipher /r:name`, and keep the key of this one';
  return [warn(path, { rule: 'DOC-6', message, allowed, suggestion })];
};
