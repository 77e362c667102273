import { describe, expect, inject, it } from 'vitest';
import { connect } from '../../../shared/storage/connection';
import { checkAddress, checkBatch, checkRow } from '../../../shared/storage/limits';
import type { NewRow, Operation } from '../../../shared/storage/row';
import { openTable } from '../../../shared/storage/table';

const KB = 1024;
const tooLarge = expect.objectContaining({ kind: 'too-large', code: 'storage.too-large' });
const refused = expect.objectContaining({ kind: 'internal', code: 'storage.refused' });

const row = (columns: NewRow['columns'], key = 'k'): NewRow => ({ partition: 'p', key, columns });
const insert = (key: string, partition = 'p'): Operation => ({ kind: 'insert', row: { partition, key, columns: {} } });
const columns = (count: number, value: string | Uint8Array) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, value]));
const inserts = (count: number) => Array.from({ length: count }, (_, index) => insert(`k${index}`));

describe('a row that the service would refuse', () => {
  const rows: [string, NewRow, unknown][] = [
    ['a text of more than 32 K UTF-16 units', row({ c: 'x'.repeat(32 * KB + 1) }), tooLarge],
    ['a text whose surrogate pairs count twice', row({ c: '😀'.repeat(16 * KB + 1) }), tooLarge],
    ['a binary value of more than 64 KB', row({ c: new Uint8Array(64 * KB + 1) }), tooLarge],
    ['more than 252 properties', row(columns(253, '')), tooLarge],
    ['more than 1 MiB in binary values', row(columns(17, new Uint8Array(62 * KB))), tooLarge],
    ['more than 1 MiB in texts', row(columns(17, 'x'.repeat(31 * KB))), tooLarge],
    ['an integer above 32 bits', row({ c: 2 ** 31 }), refused],
    ['an integer below 32 bits', row({ c: -(2 ** 31) - 1 }), refused],
    ['a fraction', row({ c: 0.5 }), refused],
    ['NaN', row({ c: Number.NaN }), refused],
  ];

  it.each(rows)('is refused for %s', (_, tooMuch, error) => {
    expect(() => checkRow(tooMuch)).toThrow(error);
  });

  it.each(['a/b', 'a\\b', 'a#b', 'a?b', 'a\u0000', 'a\n', 'a\u007f', 'a\u0085', 'x'.repeat(513)])(
    'is refused for the key %j',
    (key) => {
      expect(() => checkRow(row({}, key))).toThrow(refused);
      expect(() => checkAddress({ partition: key, key: 'k' })).toThrow(refused);
    },
  );

  it('is refused by the table before it is sent, although the emulator would take it', async () => {
    const table = openTable(connect({ connectionString: inject('tablesConnection') }).table('devices'));
    await expect(table.upsert(row(columns(17, new Uint8Array(62 * KB))))).rejects.toEqual(tooLarge);
    expect(await table.read({ partition: 'p', key: 'k' })).toBeUndefined();
  });
});

describe('a row at the limits', () => {
  const rows: [string, NewRow][] = [
    ['a text of 32 K UTF-16 units', row({ c: 'x'.repeat(32 * KB) })],
    ['a binary value of 64 KB', row({ c: new Uint8Array(64 * KB) })],
    ['252 properties, not counting undefined ones', row({ ...columns(252, ''), none: undefined })],
    ['16 binary values of 60 KB', row(columns(16, new Uint8Array(60 * KB)))],
    ['the ends of int32', row({ a: 2 ** 31 - 1, b: -(2 ** 31) })],
    ['a key of 1 KB', row({}, 'x'.repeat(512))],
  ];

  it.each(rows)('passes with %s', (_, allowed) => {
    expect(() => checkRow(allowed)).not.toThrow();
  });
});

describe('a batch that the service would refuse', () => {
  const batches: [string, Operation[], unknown][] = [
    ['no operation', [], refused],
    ['101 operations', inserts(101), tooLarge],
    ['a row twice', [insert('a'), insert('b'), insert('a')], refused],
    ['two partitions', [insert('a', 'p'), insert('b', 'q')], refused],
  ];

  it.each(batches)('is refused for %s', (_, operations, error) => {
    expect(() => checkBatch(operations)).toThrow(error);
  });

  it.each<[string, NewRow['columns']]>([
    ['binary values in base64', columns(15, new Uint8Array(60 * KB))],
    ['texts in UTF-8', columns(12, '\u20ac'.repeat(30 * KB))],
    ['escaped texts', columns(12, '\u0001'.repeat(15 * KB))],
  ])('is refused above 4 MiB on the wire of %s', (_, data) => {
    const operations = ['a', 'b', 'c', 'd'].map((key): Operation => ({ kind: 'insert', row: row(data, key) }));
    expect(() => checkBatch(operations)).toThrow(tooLarge);
    expect(() => checkBatch(operations.slice(1))).not.toThrow();
  });

  it('is refused by the table before it is sent', async () => {
    const table = openTable(connect({ connectionString: inject('tablesConnection') }).table('devices'));
    const data = columns(15, new Uint8Array(60 * KB));
    const operations = ['a', 'b', 'c', 'd'].map((key): Operation => ({ kind: 'insert', row: row(data, key) }));
    await expect(table.commit(operations)).rejects.toEqual(tooLarge);
    expect(await table.readRange('p', { from: 'a', to: 'e' })).toEqual([]);
  });

  it('is allowed up to 100 operations', () => {
    expect(() => checkBatch(inserts(100))).not.toThrow();
  });
});
