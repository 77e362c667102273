import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toServiceError } from '../../../shared/errors';
import type { ServerCommand, ServerMessage, ServerStatus } from '../../../shared/syncml/message';
import { readMessage } from '../../../shared/syncml/read-message';
import { writeMessage } from '../../../shared/syncml/write-message';
import type { XmlElement } from '../../../shared/xml/element';
import { childElements, firstChild } from '../../../shared/xml/find';
import { readWithSaxes } from '../xml/saxes-tree';
import { fixture, readSyncMl } from './fixture';

const character = fc.oneof(
  fc.constantFrom('<', '>', '&', '"', "'", '\r', '\n', '\t', ']]>', '<Final/>', 'ä', '😀'),
  fc.string({ minLength: 1, maxLength: 1 }),
);
const text = fc.string({ unit: character, maxLength: 12 });
const node = fc.record(
  { uri: text, format: fc.constantFrom('chr', 'int', 'bool', 'b64', 'bin', 'xml', 'node', 'null'), data: text },
  { requiredKeys: ['uri', 'format'] },
);
const item: fc.Arbitrary<ServerCommand & { kind: 'item' }> = fc.record({
  kind: fc.constant('item'),
  id: text,
  verb: fc.constantFrom('Add', 'Replace', 'Delete', 'Exec', 'Get'),
  node,
});
const command: fc.Arbitrary<ServerCommand> = fc.oneof(
  item,
  fc.record({ kind: fc.constant('atomic'), id: text, commands: fc.array(item, { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('alert'), id: text, code: fc.nat(1_300) }),
);
const status: fc.Arbitrary<ServerStatus> = fc.record({
  kind: fc.constant('status'),
  msgRef: fc.nat(),
  cmdRef: text,
  cmd: text,
  code: fc.integer({ min: 200, max: 599 }),
});
const message: fc.Arbitrary<ServerMessage> = fc.record({
  sessionId: text,
  msgId: fc.nat(),
  target: text,
  source: text,
  statuses: fc.array(status, { maxLength: 3 }),
  commands: fc.array(command, { maxLength: 5 }),
  final: fc.boolean(),
});

// Order of children in the SyncML 1.2 DTD, as far as the server writes them.
const ORDER: ReadonlyMap<string, readonly string[]> = new Map([
  ['SyncML', ['SyncHdr', 'SyncBody']],
  ['SyncHdr', ['VerDTD', 'VerProto', 'SessionID', 'MsgID', 'Target', 'Source']],
  ['Status', ['CmdID', 'MsgRef', 'CmdRef', 'Cmd', 'Data']],
  ['Item', ['Target', 'Meta', 'Data']],
  ['Meta', ['Format', 'Type']],
  ['Alert', ['CmdID', 'Data']],
  ...['Add', 'Replace', 'Delete', 'Exec', 'Get'].map((name): [string, string[]] => [name, ['CmdID', 'Item']]),
]);

const fixtures = ['package1.xml', 'answers.xml', 'nested-commands.xml', 'large-object-part.xml', 'inline-markup.xml'];
const mutated = fc
  .tuple(
    fc.constantFrom(...fixtures.map(fixture)),
    fc.array(fc.tuple(fc.nat(999), fc.nat(40), fc.nat(200)), { minLength: 1, maxLength: 4 }),
  )
  .map(([body, moves]) =>
    moves.reduce((current, [at, length, shift]) => {
      const from = Math.floor((at / 1_000) * current.length);
      const piece = current.slice(from, from + length);
      const rest = current.slice(0, from) + current.slice(from + length);
      return rest.slice(0, from + shift) + piece + piece + rest.slice(from + shift);
    }, body),
  );

const part: fc.Arbitrary<XmlElement> = fc.letrec<{ part: XmlElement }>((tie) => ({
  part: fc.record({
    namespace: fc.constant(''),
    name: fc.constantFrom(
      'Status',
      'Atomic',
      'Alert',
      'Item',
      'Meta',
      'Data',
      'LocURI',
      'Source',
      'Final',
      '__proto__',
    ),
    attributes: fc.constant([]),
    children: fc.array(fc.oneof({ depthSize: 'medium' }, fc.constantFrom('1', ' ', '<'), tie('part')), {
      maxLength: 5,
    }),
  }),
})).part;

describe('writeMessage', () => {
  it('writes any message so that an independent parser reads back every text of it', () => {
    fc.assert(
      fc.property(message, (value) => {
        const read = new Set(textsOf(readWithSaxes(writeMessage(value))));
        for (const written of textsIn(value)) expect(read).toContain(written);
      }),
    );
  });

  it('keeps the order of the DTD, with CmdID first in each command, statuses before commands, and Final last', () => {
    fc.assert(
      fc.property(message, (value) => {
        const root = readWithSaxes(writeMessage(value));
        expect(violations(root)).toEqual([]);
        const body = firstChild(root, 'SyncBody');
        expect(body && childElements(body).map(({ name }) => name)).toEqual([
          ...value.statuses.map(() => 'Status'),
          ...value.commands.map(elementName),
          ...(value.final ? ['Final'] : []),
        ]);
      }),
    );
  });
});

describe('readMessage', () => {
  it('answers any damaged message with a value or a refusal', () => {
    fc.assert(
      fc.property(mutated, (body) => {
        try {
          expect(readSyncMl(body).msgId).toBeGreaterThan(0);
        } catch (error) {
          expect(toServiceError(error).code).toMatch(/^(xml|syncml)\./);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('takes any elements below SyncBody, because what it does not know is answered with a status', () => {
    const { children, ...root } = readWithSaxes(fixture('package1.xml'));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const body: XmlElement = { namespace: '', name: 'SyncBody', attributes: [], children: parts };
        const read = readMessage({ ...root, children: [...children.slice(0, 1), body] });
        const commands = parts.filter(({ name }) => name !== 'Final');
        expect(read.body.length).toBeGreaterThanOrEqual(commands.length);
        expect(read.final).toBe(commands.length < parts.length);
      }),
    );
  });
});

function elementName(value: ServerCommand): string {
  if (value.kind === 'item') return value.verb;
  return value.kind === 'atomic' ? 'Atomic' : 'Alert';
}

function textsIn({ sessionId, target, source, statuses, commands }: ServerMessage): string[] {
  const items = commands.flatMap((each) =>
    each.kind === 'atomic' ? each.commands : each.kind === 'item' ? [each] : [],
  );
  const data = items.flatMap(({ verb, node: { data } }) => (verb === 'Get' || verb === 'Delete' ? [] : [data ?? '']));
  const references = statuses.flatMap(({ cmdRef, cmd }) => [cmdRef, cmd]);
  const ids = [...commands.map(({ id }) => id), ...items.map(({ id }) => id)];
  const texts = [sessionId, target, source, ...references, ...ids, ...items.map(({ node: { uri } }) => uri), ...data];
  return texts.filter((each) => each !== '');
}

function textsOf(element: XmlElement): string[] {
  return element.children.flatMap((child) => (typeof child === 'string' ? [child] : textsOf(child)));
}

function violations(element: XmlElement): string[] {
  const names = childElements(element).map(({ name }) => name);
  const order = ORDER.get(element.name) ?? [];
  const places = names.map((name) => order.indexOf(name));
  const isOrdered = order.length === 0 || places.every((place, index) => place > (places[index - 1] ?? -1));
  const own = isOrdered ? [] : [`${element.name}: ${names.join(' ')}`];
  return [...own, ...childElements(element).flatMap(violations)];
}
