import { describe, expect, it } from 'vitest';
import type { ItemVerb, NodeValue, ServerCommand, ServerMessage, SyncMlFormat } from '../../../shared/syncml/message';
import { writeMessage } from '../../../shared/syncml/write-message';
import { readWithSaxes } from '../xml/saxes-tree';
import { fixture } from './fixture';

const empty: ServerMessage = {
  sessionId: '14',
  msgId: 1,
  target: '5D0C3A7E91B24F6688AD13E07C52F9B4',
  source: 'https://mam.example.org/mam/sync/kQ7v2n',
  statuses: [],
  commands: [],
  final: true,
};

function writeCommands(...commands: ServerCommand[]): string {
  const [, body] = writeMessage({ ...empty, commands }).split('<SyncBody>');
  return body?.replace('<Final/></SyncBody></SyncML>', '') ?? '';
}

const item = (verb: ItemVerb, node: NodeValue) => ({ kind: 'item', id: '300001', verb, node }) as const;
const target = '<Target><LocURI>./a</LocURI></Target>';
const meta = (format: SyncMlFormat) =>
  `<Meta><Format xmlns="syncml:metinf">${format}</Format><Type xmlns="syncml:metinf">text/plain</Type></Meta>`;

describe('writeMessage', () => {
  it('writes the worked example of the protocol facts', () => {
    const written = writeMessage({
      ...empty,
      statuses: [
        { kind: 'status', msgRef: 1, cmdRef: '0', cmd: 'SyncHdr', code: 200 },
        { kind: 'status', msgRef: 1, cmdRef: '2', cmd: 'Alert', code: 200 },
        { kind: 'status', msgRef: 1, cmdRef: '3', cmd: 'Alert', code: 200 },
        { kind: 'status', msgRef: 1, cmdRef: '4', cmd: 'Replace', code: 200 },
      ],
      commands: [
        item('Replace', {
          uri: './Device/Vendor/MSFT/EnterpriseDataProtection/Settings/EnterpriseProtectedDomainNames',
          format: 'chr',
          data: 'example.org',
        }),
        {
          kind: 'item',
          id: '300002',
          verb: 'Get',
          node: { uri: './Vendor/MSFT/DMClient/Provider/ExampleMam/EnrollmentType', format: 'chr' },
        },
      ],
    });
    expect(written).toBe(fixture('package1-reply.xml').replaceAll('\n', ''));
  });

  it('leaves out Final only when more messages follow', () => {
    expect(writeMessage(empty)).toMatch(/<SyncBody><Final\/><\/SyncBody><\/SyncML>$/);
    expect(writeMessage({ ...empty, final: false })).toMatch(/<SyncBody><\/SyncBody><\/SyncML>$/);
  });

  it('numbers statuses from 1 in the order given, whatever they refer to', () => {
    const statuses = ['7', '', '7'].map(
      (cmdRef) => ({ kind: 'status', msgRef: 3, cmdRef, cmd: 'Get', code: 406 }) as const,
    );
    const ids = writeMessage({ ...empty, statuses }).match(/<Status><CmdID>.*?<\/CmdRef>/g);
    expect(ids).toEqual([
      '<Status><CmdID>1</CmdID><MsgRef>3</MsgRef><CmdRef>7</CmdRef>',
      '<Status><CmdID>2</CmdID><MsgRef>3</MsgRef><CmdRef></CmdRef>',
      '<Status><CmdID>3</CmdID><MsgRef>3</MsgRef><CmdRef>7</CmdRef>',
    ]);
  });

  it.each(['chr', 'int', 'bool', 'b64', 'bin', 'xml'] as const)(
    'writes %s values with that format, as they are given',
    (format) => {
      expect(writeCommands(item('Replace', { uri: './a', format, data: 'AQI=' }))).toBe(
        `<Replace><CmdID>300001</CmdID><Item>${target}${meta(format)}<Data>AQI=</Data></Item></Replace>`,
      );
    },
  );

  it('writes an empty value as empty Data, which is not the same as none', () => {
    expect(writeCommands(item('Add', { uri: './a', format: 'chr', data: '' }))).toBe(
      `<Add><CmdID>300001</CmdID><Item>${target}${meta('chr')}<Data></Data></Item></Add>`,
    );
  });

  it.each(['node', 'null'] as const)('writes an Add of format %s with that format alone', (format) => {
    expect(writeCommands(item('Add', { uri: './a', format }))).toBe(
      `<Add><CmdID>300001</CmdID><Item>${target}<Meta><Format xmlns="syncml:metinf">${format}</Format></Meta></Item></Add>`,
    );
  });

  it.each(['Get', 'Delete'] as const)('writes %s with the target alone, even when the node has a value', (verb) => {
    expect(writeCommands(item(verb, { uri: './a', format: 'chr', data: 'x' }))).toBe(
      `<${verb}><CmdID>300001</CmdID><Item>${target}</Item></${verb}>`,
    );
  });

  it('writes Exec with Meta only when it carries an argument', () => {
    expect(writeCommands(item('Exec', { uri: './a', format: 'null' }))).toBe(
      `<Exec><CmdID>300001</CmdID><Item>${target}</Item></Exec>`,
    );
    expect(writeCommands(item('Exec', { uri: './a', format: 'chr', data: 'WindowsMam' }))).toBe(
      `<Exec><CmdID>300001</CmdID><Item>${target}${meta('chr')}<Data>WindowsMam</Data></Item></Exec>`,
    );
  });

  it('writes Atomic with the commands inside, each with its own id', () => {
    const child = (id: string, uri: string): ServerCommand & { kind: 'item' } => ({
      kind: 'item',
      id,
      verb: 'Replace',
      node: { uri, format: 'int', data: '4' },
    });
    const commands = [child('300002', './b'), child('300003', './c')];
    const written = writeCommands({ kind: 'atomic', id: '300001', commands });
    expect(written).toMatch(/^<Atomic><CmdID>300001<\/CmdID><Replace><CmdID>300002<\/CmdID>.*<\/Replace><\/Atomic>$/);
    expect(written.match(/<CmdID>\d+<\/CmdID>/g)).toHaveLength(3);
  });

  it('writes an alert as its code', () => {
    expect(writeCommands({ kind: 'alert', id: '300001', code: 1222 })).toBe(
      '<Alert><CmdID>300001</CmdID><Data>1222</Data></Alert>',
    );
  });

  it('escapes markup in values instead of using CDATA, which clients do not take', () => {
    const data = '<RuleCollection Type="Appx">\r\n\t<x y=\'1\'/>&amp;]]></RuleCollection>';
    const written = writeCommands(item('Replace', { uri: './a', format: 'chr', data }));
    expect(written).not.toContain('CDATA');
    const command = readWithSaxes(written);
    expect(JSON.stringify(command)).toContain(JSON.stringify(data));
  });

  it('escapes what the client sent and gets back', () => {
    const hostile = '"><Final/>&';
    const written = writeMessage({
      ...empty,
      sessionId: hostile,
      target: hostile,
      source: hostile,
      statuses: [{ kind: 'status', msgRef: 1, cmdRef: hostile, cmd: hostile, code: 200 }],
    });
    expect(written.match(/<Final\/>/g)).toHaveLength(1);
    expect(() => readWithSaxes(written)).not.toThrow();
  });
});
