import { describe, expect, it } from 'vitest';
import { requireSoapMediaType } from '../../../shared/enrollment/media-type';

describe('the content type of an enrollment request', () => {
  it.each([
    null,
    '',
    'application/json',
    'application/soap+xmlx',
    'text/html',
    'application/vnd.syncml.dm+xml',
    ';application/soap+xml',
  ])('%j is refused', (contentType) =>
    expect(() => requireSoapMediaType(contentType)).toThrow(
      expect.objectContaining({ code: 'enrollment.content-type' }),
    ),
  );

  it.each([
    'application/soap+xml; charset=utf-8',
    'application/soap+xml',
    'Application/SOAP+XML ;action="x"',
    'text/xml; charset=utf-16',
  ])('%j is let in', (contentType) => expect(() => requireSoapMediaType(contentType)).not.toThrow());
});
