import { describe, expect, test } from 'vitest';
import { readWorkdayTable } from '../../src/domain/workday-table.ts';

const read = (text: string) => readWorkdayTable(new TextEncoder().encode(text));

describe('a table of workdays', () => {
  test('is read with or without its heading, in Chinese or English, as Excel writes dates', () => {
    const rows = [
      { on: '2027-10-01', isWorkday: false, name: '国庆节' },
      { on: '2027-10-09', isWorkday: true, name: '' },
    ];
    expect(read('date,kind,name\n2027-10-01,off,国庆节\n2027-10-09,work\n')).toEqual({
      kind: 'rows',
      rows,
      completeYears: [],
    });
    expect(read('\ufeff日期,类型,名称\r\n2027/10/1,休息,国庆节\r\n2027年10月9日,上班,\r\n')).toEqual({
      kind: 'rows',
      rows,
      completeYears: [],
    });
    expect(read('# 2027\n２０２７-10-01,OFF,国庆节\n\n2027-10-09,Work,')).toEqual({
      kind: 'rows',
      rows,
      completeYears: [],
    });
  });

  test('may be in GB18030', () => {
    // “2027-10-01,休息,国庆节” as Excel for Windows saves it.
    const gb = [0xd0, 0xdd, 0xcf, 0xa2, 0x2c, 0xb9, 0xfa, 0xc7, 0xec, 0xbd, 0xda];
    const bytes = Uint8Array.from([...new TextEncoder().encode('2027-10-01,'), ...gb, 0x0a]);
    expect(readWorkdayTable(bytes)).toEqual({
      kind: 'rows',
      rows: [{ on: '2027-10-01', isWorkday: false, name: '国庆节' }],
      completeYears: [],
    });
  });

  test.each(['2027,complete', '2027,完整,全年安排', '２０２７,Complete,'])(
    'says of a year that it is complete: %s',
    (line) => {
      expect(read(`date,kind,name\n${line}\n2027-10-01,off,国庆节\n`)).toEqual({
        kind: 'rows',
        rows: [{ on: '2027-10-01', isWorkday: false, name: '国庆节' }],
        completeYears: [2027],
      });
    },
  );

  test('cannot say so of a year of which it has no day off', () => {
    expect(read('2027-10-01,off,\n2028-10-07,work,\n2028,complete')).toEqual({
      kind: 'refused',
      problems: [{ line: 3, code: 'empty-year', detail: '2028' }],
    });
    expect(read('2027,complete')).toMatchObject({ problems: [{ code: 'empty-year' }] });
  });

  test('with anything wrong is refused whole, every line named', () => {
    const text = 'date,kind,name\n2027-02-30,off,\n2027-05-01,maybe,\nsoon,never,\n2027-05-03,off,\n2027-05-03,work,';
    expect(read(text)).toEqual({
      kind: 'refused',
      problems: [
        { line: 2, code: 'bad-date', detail: '2027-02-30' },
        { line: 3, code: 'bad-kind', detail: 'maybe' },
        { line: 4, code: 'bad-date', detail: 'soon' },
        { line: 4, code: 'bad-kind', detail: 'never' },
        { line: 6, code: 'twice', detail: '5' },
      ],
    });
  });

  test.each([
    ['', 'empty'],
    ['date,kind,name\n', 'empty'],
    ['2027-10-01,off,"国庆', 'unclosed-quote'],
  ])('%j is %s', (text, code) => {
    expect(read(text)).toMatchObject({ kind: 'refused', problems: [{ code }] });
  });

  test('that is no text is said to be none', () => {
    expect(readWorkdayTable(Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0xff]))).toMatchObject({
      problems: [{ line: 0, code: 'bad-encoding' }],
    });
  });
});
