import { element, escapeXml, textElement } from '../xml/write-xml';
import type { AlertItem, ClientMessage, NumberedCommand, SourceItem, XmlForm } from './client-message';
import { METINF, MSFT, SYNCML } from './namespaces';

/** A message in the shape of a real Windows 11 client: no XML declaration, no white space, Meta elements with their namespace. */
export function writeClientMessage(message: ClientMessage): string {
  const usesMsft = message.commands.some((command) => command.kind === 'Status' && command.originalError !== undefined);
  return element(
    `SyncML xmlns="${SYNCML}"`,
    writeHeader(message),
    element(
      usesMsft ? `SyncBody xmlns:msft="${MSFT}"` : 'SyncBody',
      ...message.commands.map((command) => writeCommand(command, message.xmlForm ?? 'escaped')),
      message.final ? '<Final/>' : '',
    ),
  );
}

function writeHeader(message: ClientMessage): string {
  const { maxMsgSize, maxObjSize } = message.limits;
  const meta = metinf('MaxMsgSize', maxMsgSize) + metinf('MaxObjSize', maxObjSize);
  return element(
    'SyncHdr',
    textElement('VerDTD', '1.2'),
    textElement('VerProto', 'DM/1.2'),
    textElement('SessionID', message.sessionId),
    textElement('MsgID', String(message.msgId)),
    element('Target', textElement('LocURI', message.server)),
    element('Source', textElement('LocURI', message.device)),
    meta === '' ? '' : element('Meta', meta),
  );
}

function writeCommand(command: NumberedCommand, form: XmlForm): string {
  return element(command.kind, textElement('CmdID', command.cmdId), ...contentOf(command, form));
}

function contentOf(command: NumberedCommand, form: XmlForm): readonly string[] {
  switch (command.kind) {
    case 'Status':
      return [
        ...references(command),
        textElement('Cmd', command.cmd),
        command.targetRef === undefined ? '' : textElement('TargetRef', command.targetRef),
        statusData(command.code, command.originalError),
      ];
    case 'Alert':
      return [textElement('Data', command.code), command.item === undefined ? '' : alertItem(command.item)];
    case 'Replace':
      return command.items.map((item) => sourceItem(item, form));
    case 'Results':
      return [...references(command), sourceItem(command.item, form)];
  }
}

function references({ msgRef, cmdRef }: { readonly msgRef: number; readonly cmdRef: string }): readonly string[] {
  return [textElement('MsgRef', String(msgRef)), textElement('CmdRef', cmdRef)];
}

function statusData(code: number, originalError: string | undefined): string {
  const attribute = originalError === undefined ? '' : ` msft:originalerror="${escapeXml(originalError)}"`;
  return textElement(`Data${attribute}`, String(code));
}

function alertItem({ type, format, mark, data }: AlertItem): string {
  const meta = metinf('Type', type) + metinf('Format', format) + metinf('Mark', mark);
  return element('Item', element('Meta', meta), textElement('Data', data));
}

// What is cut into parts is text in each of them.
function sourceItem({ source, format, data, size, moreData }: SourceItem, form: XmlForm): string {
  const meta = metinf('Format', format) + metinf('Size', size);
  return element(
    'Item',
    element('Source', textElement('LocURI', source)),
    meta === '' ? '' : element('Meta', meta),
    element('Data', format === 'xml' && moreData === undefined ? WRITE_XML[form](data) : escapeXml(data)),
    moreData === undefined ? '' : '<MoreData/>',
  );
}

const WRITE_XML: Readonly<Record<XmlForm, (data: string) => string>> = {
  escaped: escapeXml,
  cdata: (data) => `<![CDATA[${data.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`,
  inline: (data) => `<?xml version="1.0" encoding="utf-8"?>${data}`,
};

function metinf(name: string, value: string | number | undefined): string {
  return value === undefined ? '' : textElement(`${name} xmlns="${METINF}"`, String(value));
}
