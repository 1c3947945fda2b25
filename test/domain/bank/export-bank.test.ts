import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canExport, exportBank } from '../../../src/domain/bank/export-bank.ts';
import { canShuffle } from '../../../src/domain/bank/can-shuffle.ts';
import { questionId } from '../../../src/domain/bank/question-id.ts';
import { trueFalseOptions } from '../../../src/domain/bank/true-false.ts';
import type { Bank, Question } from '../../../src/domain/question.ts';
import { importFixture, importText, questionsOf } from './bank-files.ts';

const inks = Array.from('一二的是题国abcxyzÄé😀0189 ,;:：，。、"\'=~#{}\\|/<>&%*_-+@![]()^$?');
const single = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...inks), { minLength: 1, maxLength })
    .map((signs) => `q${signs.join('').replace(/ +/g, ' ').trim()}`);
const several = fc.array(single(30), { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'));
const maybe = (text: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof(fc.constant(''), text);

const common = fc.record({
  text: several,
  explanation: maybe(several),
  source: maybe(single(30)),
  topic: maybe(fc.constantFrom('地理', 'History/Ancient', 'x y')),
  picture: fc.option(
    fc.record({ source: fc.constantFrom('a.png', 'b/c.png', 'https://example.org/d.png'), alt: maybe(single(20)) }),
  ),
});

const fillIn = fc
  .tuple(common, fc.uniqueArray(single(20), { minLength: 1, maxLength: 4 }))
  .map(([parts, accepted]): Question => {
    const question = { kind: 'fill-in', ...parts, accepted } as const;
    return { id: questionId(question), ...question };
  });
const trueFalse = fc.tuple(common, fc.boolean()).map(([parts, isTrue]): Question => {
  const options = trueFalseOptions(parts.text);
  const question = { kind: 'true-false', ...parts, options, correct: [isTrue ? 0 : 1], canShuffle: false } as const;
  return { id: questionId(question), ...question };
});
const choice = fc
  .tuple(common, fc.uniqueArray(single(20), { minLength: 2, maxLength: 10 }), fc.boolean(), fc.nat())
  .map(([parts, options, isMultiple, seed]): Question => {
    const first = seed % options.length;
    const correct = isMultiple ? [first, (first + 1) % options.length].sort((a, b) => a - b) : [first];
    const question = {
      kind: isMultiple ? 'multiple' : 'single',
      ...parts,
      options,
      correct,
      canShuffle: canShuffle(options),
    } as const;
    return { id: questionId(question), ...question };
  });
const questions = fc.uniqueArray(fc.oneof(fillIn, trueFalse, choice), {
  minLength: 1,
  maxLength: 6,
  selector: ({ id }) => id,
});

describe('exportBank', () => {
  test.each(['csv', 'json'] as const)('to %s and back loses nothing', (format) => {
    fc.assert(
      fc.property(questions, (asked) => {
        expect(questionsOf(importText(`x.${format}`, exportBank({ name: 'x', questions: asked }, format)))).toEqual(
          asked,
        );
      }),
    );
  });

  test('to GIFT and back loses nothing', () => {
    fc.assert(
      fc.property(questions, (asked) => {
        const kept = asked.filter((question) => canExport(question, 'gift'));
        fc.pre(kept.length > 0);
        expect(questionsOf(importText('x.gift', exportBank({ name: 'x', questions: asked }, 'gift')))).toEqual(kept);
      }),
    );
  });

  test('to Aiken and back keeps text, options and answers of what has options', () => {
    const bare = (question: Question): object => ({
      text: question.text.replace(/\n/g, ' '),
      ...(question.kind === 'fill-in' ? {} : { options: question.options, correct: question.correct }),
    });
    fc.assert(
      fc.property(questions, (asked) => {
        const kept = asked.filter((question) => canExport(question, 'aiken'));
        fc.pre(kept.length > 0);
        const back = questionsOf(importText('x.aiken', exportBank({ name: 'x', questions: asked }, 'aiken')));
        expect(back.map(bare)).toEqual(kept.map(bare));
      }),
    );
  });

  test('keeps a bank’s name in JSON', () => {
    const bank: Bank = { name: '我的题库', questions: questionsOf(importFixture('aiken-moodle.txt')) };
    expect(importText('other.json', exportBank(bank, 'json'))).toMatchObject({ name: '我的题库' });
  });

  test('writes CSV that a spreadsheet opens as text: a mark first, no cell that is a formula', () => {
    const text = 'question,A,B,answer\n"=HYPERLINK(""http://x"")",+1,-1,A\n';
    const exported = exportBank({ name: 'x', questions: questionsOf(importText('x.csv', text)) }, 'csv');
    expect(exported.startsWith('\ufeff题型,题目,A,B,')).toBe(true);
    expect(exported).toContain(`"'=HYPERLINK(""http://x"")",'+1,'-1,`);
    expect(questionsOf(importText('y.csv', exported))[0]).toMatchObject({
      text: '=HYPERLINK("http://x")',
      options: ['+1', '-1'],
    });
  });

  test('writes the fractions that Moodle knows where several options are right', () => {
    const text = 'question,A,B,C,D,answer\nq,a,b,c,d,ABC\n';
    const exported = exportBank({ name: 'x', questions: questionsOf(importText('x.csv', text)) }, 'gift');
    expect(exported).toContain('~%33.33333%a\n~%33.33333%b\n~%33.33333%c\n~%-100%d\n');
  });

  test('leaves out of Aiken what has no options', () => {
    const asked = questionsOf(importFixture('excel-utf8-bom.csv'));
    expect(asked.map((question) => canExport(question, 'aiken'))).toEqual([true, true, true, false]);
    expect(exportBank({ name: 'x', questions: asked }, 'aiken').match(/^ANSWER: /gm)).toHaveLength(3);
  });
});
