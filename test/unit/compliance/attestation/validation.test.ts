import { describe, expect, it } from 'vitest';
import { HEALTHY, healthCertificate } from '../../../../local/attestation/health';
import { validate } from '../../../../local/attestation/validate';
import { attestationWords, isPassing, resultCode } from '../../../../shared/compliance/attestation/attestation-words';
import { ATTRIBUTES } from '../../../../shared/compliance/attestation/health-report';
import { readAttestationClaims } from '../../../../shared/compliance/attestation/read-attestation-claims';
import { readValidationResponse } from '../../../../shared/compliance/attestation/read-validation-response';
import { validationRequest } from '../../../../shared/compliance/attestation/validation-request';
import { findNode } from '../../../../shared/csp/find-node';
import { attestedAttributes } from '../../../../shared/policy/sections/compliance';

const NONCE = 'ab'.repeat(32);
const NOW = new Date('2026-11-24T08:00:00.000Z');
const xml = (text: string) => Buffer.from(text).toString('base64');
const V3 = 'http://schemas.microsoft.com/windows/security/healthcertificate/validation/request/v3';
const request = (inner: string, attributes = `ProtocolVersion="3" xmlns="${V3}"`) =>
  xml(`<HealthCertificateValidationRequest ${attributes}>${inner}</HealthCertificateValidationRequest>`);
const PARTS = '<Claims>AAEC</Claims><HealthCertificateBlob>AwQF</HealthCertificateBlob>';

describe('what a device hands out as its health certificate', () => {
  it.each([
    ['no base64', '<HealthCertificateValidationRequest/>'],
    ['nothing', ''],
    ['no XML', xml('hello')],
    ['an entity', xml('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')],
    ['another document', xml('<SyncML/>')],
    ['another namespace', request(PARTS, 'ProtocolVersion="3" xmlns="urn:x"')],
    ['no version', request(PARTS, `xmlns="${V3}"`)],
    ['no claims', request('<HealthCertificateBlob>AwQF</HealthCertificateBlob>')],
    [
      'claims with markup',
      request('<Claims>AA&lt;Nonce&gt;</Claims><HealthCertificateBlob>AwQF</HealthCertificateBlob>'),
    ],
  ])('is refused when it is %s', (_, certificate) => {
    expect(validationRequest(certificate, NONCE)).toBeUndefined();
  });

  it('travels on as two values and the nonce, and as nothing else', () => {
    const certificate = request(`<!-- x --><Nonce>00</Nonce>${PARTS}<Other>1</Other>`);
    expect(validationRequest(certificate, NONCE)).toBe(
      `<?xml version="1.0" encoding="utf-8"?><HealthCertificateValidationRequest ProtocolVersion="3" xmlns="${V3}"><Nonce>${NONCE}</Nonce><Claims>AAEC</Claims><HealthCertificateBlob>AwQF</HealthCertificateBlob></HealthCertificateValidationRequest>`,
    );
  });

  it('may come with line breaks in its base64', () => {
    expect(validationRequest(request(PARTS).replace(/(.{20})/g, '$1\r\n'), NONCE)).toBeDefined();
  });
});

const answerTo = (attributes: Record<string, string>, mismatches: string[] = []) => {
  const sent = validationRequest(healthCertificate({ nonce: NONCE, attributes, mismatches }), NONCE) ?? '';
  return readValidationResponse(Buffer.from(validate(sent, NOW)));
};

describe('the answer of the validation service', () => {
  it.each([
    ['another document', '<a/>'],
    [
      'no properties',
      '<HealthCertificateValidationResponse ErrorCode="0" xmlns="http://schemas.microsoft.com/windows/security/healthcertificate/validation/response/v3"/>',
    ],
    [
      'no time',
      '<HealthCertificateValidationResponse ErrorCode="0" xmlns="http://schemas.microsoft.com/windows/security/healthcertificate/validation/response/v3"><HealthCertificateProperties><AIKPresent>1</AIKPresent></HealthCertificateProperties></HealthCertificateValidationResponse>',
    ],
  ])('is not read when it is or has %s', (_, body) => {
    expect(readValidationResponse(Buffer.from(body))).toBeUndefined();
  });

  it('is an error for a nonce of another request', () => {
    const sent = validationRequest(healthCertificate({ nonce: 'cd'.repeat(32), attributes: HEALTHY }), NONCE) ?? '';
    expect(readValidationResponse(Buffer.from(validate(sent, NOW)))).toEqual({ errorCode: '2147483647' });
  });

  it('says of a healthy PC that every attribute is good', () => {
    expect(answerTo({ ...HEALTHY })).toEqual({
      report: { issuedAt: NOW.toISOString(), good: ATTRIBUTES, bad: [], contradicts: false },
    });
  });

  it.each([
    ['AIKPresent', 'false'],
    ['DEPPolicy', '0'],
    ['BitlockerStatus', '0'],
    ['SecureBootEnabled', '0'],
    ['BootDebuggingEnabled', 'True'],
    ['OSKernelDebuggingEnabled', '1'],
    ['CodeIntegrityEnabled', 'False'],
    ['TestSigningEnabled', 'true'],
    ['SafeMode', '1'],
    ['WinPE', '1'],
    ['ELAMDriverLoaded', 'false'],
    ['VSMEnabled', '0'],
    ['SecureBootEnabled', 'perhaps'],
    ['DEPPolicy', '-1'],
  ])('counts %s %j as bad', (name, value) => {
    expect(answerTo({ ...HEALTHY, [name]: value })).toMatchObject({ report: { bad: [name] } });
  });

  it('counts what is missing as neither good nor bad', () => {
    const { VSMEnabled: _, ...others } = HEALTHY;
    const answer = answerTo(others);
    expect(answer).toMatchObject({ report: { bad: [], good: ATTRIBUTES.filter((name) => name !== 'VSMEnabled') } });
  });

  it('notes contradictions, which are always bad', () => {
    expect(answerTo({ ...HEALTHY }, ['PCR'])).toMatchObject({ report: { contradicts: true } });
  });

  it('judges every attribute that a policy may require', () => {
    expect([...ATTRIBUTES].sort()).toEqual([...attestedAttributes].sort());
  });
});

describe('the claims of Azure Attestation', () => {
  const good = {
    iat: NOW.getTime() / 1000,
    nonce: Buffer.from(NONCE, 'hex').toString('base64url'),
    aikValidated: true,
    secureBootEnabled: true,
    codeIntegrityEnabled: true,
    elamDriverLoaded: true,
    vbsEnabled: true,
    bitlockerEnabled: true,
    depPolicy: 3,
    bootDebuggingDisabled: true,
    osKernelDebuggingDisabled: true,
    testSigningDisabled: true,
    notSafeMode: true,
    notWinPE: true,
  };

  it.each([
    ['another nonce', { ...good, nonce: 'AQIDBA' }],
    ['no nonce', { ...good, nonce: undefined }],
    ['no time', { ...good, iat: undefined }],
  ])('are of another request with %s', (_, claims) => {
    expect(readAttestationClaims(claims, NONCE)).toBeUndefined();
  });

  it.each([good.nonce, NONCE, NONCE.toUpperCase()])('repeat the nonce as %s', (nonce) => {
    expect(readAttestationClaims({ ...good, nonce }, NONCE)).toEqual({
      issuedAt: NOW.toISOString(),
      good: ATTRIBUTES,
      bad: [],
      contradicts: false,
    });
  });

  it.each([
    ['bootDebuggingDisabled', 'BootDebuggingEnabled'],
    ['osKernelDebuggingDisabled', 'OSKernelDebuggingEnabled'],
    ['testSigningDisabled', 'TestSigningEnabled'],
    ['notSafeMode', 'SafeMode'],
    ['notWinPE', 'WinPE'],
    ['secureBootEnabled', 'SecureBootEnabled'],
    ['vbsEnabled', 'VSMEnabled'],
  ])('say with %s false that %s is bad', (claim, attribute) => {
    expect(readAttestationClaims({ ...good, [claim]: false }, NONCE)?.bad).toEqual([attribute]);
  });

  it('say nothing with a claim of another type', () => {
    expect(readAttestationClaims({ ...good, secureBootEnabled: 'true', notWinPE: 1 }, NONCE)?.good).not.toContain(
      'WinPE',
    );
  });
});

describe('the words for a failure', () => {
  const documented = Object.entries(findNode('./Vendor/MSFT/HealthAttestation/Status')?.node.allowed ?? {});

  it('exist for every code of the catalogue', () => {
    expect(documented).toHaveLength(35);
    for (const [code, words] of documented) expect(attestationWords(code)).toBe(`${words} (status ${code})`);
  });

  it.each(['4', '99999', 'constructor', '0x80072efd', '0x12345678', 'validation 5', 'report-foreign'])(
    'exist for %s, which may not be documented',
    (code) => {
      expect(attestationWords(code)).toMatch(/^[a-z].{20,}/i);
    },
  );

  it.each([
    ['-2147012867', '0x80072efd'],
    ['2147954429', '0x80072efd'],
    ['0x80072EFD', '0x80072efd'],
    ['0', '0x00000000'],
    ['nonsense', undefined],
    ['99999999999', undefined],
  ])('are found for the result %s', (data, code) => {
    expect(resultCode(data)).toBe(code);
  });

  it('tell what may pass from what lasts', () => {
    expect(['26', '7', 'not-supported', 'validation-unavailable'].map(isPassing)).toEqual([true, false, false, true]);
  });
});
