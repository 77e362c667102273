import { SOURCE, violate } from '../conformance/protocol-violation';
import { attributeOf, type XmlElement } from '../xml/element';

/** The parms of a characteristic of a provisioning document: name to value and datatype. */
export type Parms = ReadonlyMap<string, { readonly value: string; readonly datatype: string | undefined }>;

/** The characteristics directly inside, by type. `name` is empty for the root, which holds no parm. @throws ProtocolViolation */
export function childrenOf(parent: XmlElement, name: string): ReadonlyMap<string, XmlElement> {
  const found = new Map<string, XmlElement>();
  for (const child of parent.children) {
    if (child.name === 'parm' && name !== '') continue;
    if (child.name !== 'characteristic')
      violate(`${child.name} must not stand in ${name || 'the document'}`, SOURCE.mde2);
    const type = attributeOf(child, 'type') ?? violate('a characteristic must have a type', SOURCE.mde2);
    if (found.has(type)) violate(`${type} must not be given twice`, SOURCE.mde2);
    found.set(type, child);
  }
  return found;
}

/** The parms directly inside, by name. @throws ProtocolViolation */
export function parmsOf(characteristic: XmlElement): Parms {
  const parms = new Map<string, { value: string; datatype: string | undefined }>();
  for (const parm of characteristic.children.filter((child) => child.name === 'parm')) {
    const name = attributeOf(parm, 'name') ?? violate('a parm must have a name', SOURCE.mde2);
    if (parms.has(name)) violate(`${name} must not be given twice`, SOURCE.mde2);
    parms.set(name, { value: attributeOf(parm, 'value') ?? '', datatype: attributeOf(parm, 'datatype') });
  }
  return parms;
}
