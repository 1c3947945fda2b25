import { readdirSync, readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { importBank } from '../../../src/domain/bank/import-bank.ts';
import { triangleRows } from '../../fixtures/banks/triangle-png.ts';
import { questionsOf } from './bank-files.ts';

const folder = new URL('../../../samples/banks/', import.meta.url);
const read = (name: string): Buffer => readFileSync(new URL(name, folder));

const least: readonly (readonly [string, number, string])[] = [
  ['general-knowledge.csv', 40, 'csv'],
  ['general-knowledge.zh-Hant.csv', 25, 'csv'],
  ['general-knowledge.en.json', 25, 'json'],
  ['study-programmes.gift', 30, 'gift'],
  ['aiken-example.txt', 8, 'aiken'],
];

describe('the sample banks', () => {
  test('are all listed here', () => {
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name).sort()).toEqual(least.map(([name]) => name).sort());
  });

  test.each(least)('%s imports without a problem', (name, count, format) => {
    const imported = importBank({ name, bytes: read(name) });
    expect(imported).toMatchObject({ kind: 'bank', format, skipped: [] });
    expect(questionsOf(imported).length).toBeGreaterThanOrEqual(count);
  });

  test.each(least.slice(0, 4))('%s has questions of all kinds, each with a source', (name) => {
    const questions = questionsOf(importBank({ name, bytes: read(name) }));
    expect(new Set(questions.map(({ kind }) => kind)).size).toBe(4);
    expect(questions.filter(({ source, topic }) => source === '' || topic === '')).toEqual([]);
  });

  test('have correct options in every place', () => {
    const places = new Set<number>();
    for (const [name] of least)
      for (const question of questionsOf(importBank({ name, bytes: read(name) })))
        if (question.kind !== 'fill-in') for (const place of question.correct) places.add(place);
    expect([...places].sort()).toEqual([0, 1, 2, 3]);
  });

  test('name pictures that are there, small, and what test/fixtures/banks/triangle-png.ts draws', () => {
    for (const [name] of least)
      for (const { picture } of questionsOf(importBank({ name, bytes: read(name) }))) {
        if (picture === null) continue;
        expect(read(picture.source).length).toBeLessThan(10_000);
        expect(picture.alt).not.toBe('');
      }
    const png = read('pictures/triangle.png');
    const bodyLength = png.readUInt32BE(33);
    const rows = inflateSync(png.subarray(41, 41 + bodyLength));
    expect(rows.equals(Buffer.concat(triangleRows().flatMap((row) => [Buffer.of(0), row])))).toBe(true);
  });
});
