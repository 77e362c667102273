import { describe, expect, it } from 'vitest';
import { provisioningDocument } from '../../../shared/enrollment/provisioning-document';
import type { XmlElement } from '../../../shared/xml/element';
import { attribute, childElements } from '../../../shared/xml/find';
import { readXml } from '../../../shared/xml/read-xml';

const provisioning = {
  providerId: 'WindowsMam',
  name: 'Contoso',
  address: 'https://mam.example.test/mam/sync/AAAAAAAAAAAAAAAAAAAAAA',
  pollMinutes: 1463,
};

/** Every parm with its path, e.g. `APPLICATION/APPID=w7`. */
function parms(element: XmlElement, path: string[] = []): string[] {
  return childElements(element).flatMap((child) => {
    if (child.name === 'characteristic') return parms(child, [...path, attribute(child, 'type') ?? '']);
    const datatype = attribute(child, 'datatype');
    return `${[...path, attribute(child, 'name')].join('/')}=${attribute(child, 'value')}${datatype ? `:${datatype}` : ''}`;
  });
}

const read = (text: string) => readXml(Buffer.from(text), { maxBytes: 65_536 });

describe('the provisioning document', () => {
  it('has the DM account and its schedule and nothing else, since one refused node fails the enrollment', () => {
    expect(parms(read(provisioningDocument(provisioning)))).toEqual([
      'APPLICATION/APPID=w7',
      'APPLICATION/PROVIDER-ID=WindowsMam',
      'APPLICATION/NAME=Contoso',
      'APPLICATION/ADDR=https://mam.example.test/mam/sync/AAAAAAAAAAAAAAAAAAAAAA',
      'APPLICATION/DEFAULTENCODING=application/vnd.syncml.dm+xml',
      'DMClient/Provider/WindowsMam/Poll/NumberOfRemainingScheduledRetries=0:integer',
      'DMClient/Provider/WindowsMam/Poll/IntervalForRemainingScheduledRetries=1463:integer',
    ]);
  });

  it('is of version 1.1 and in no namespace', () => {
    const root = read(provisioningDocument(provisioning));
    expect(root).toMatchObject({ name: 'wap-provisioningdoc', namespace: '' });
    expect(attribute(root, 'version')).toBe('1.1');
  });

  it('survives a name with markup in it', () => {
    const name = `Müller & Söhne <"GmbH"> 'Ö'`;
    expect(parms(read(provisioningDocument({ ...provisioning, name })))).toContain(`APPLICATION/NAME=${name}`);
  });
});
