import { expect, test } from 'vitest';
import { questionId } from '../../../src/domain/bank/question-id.ts';

const question = { kind: 'single', text: '首都？', options: ['北京', '上海'] };

test('the id of a question never changes: statistics hang on it', () => {
  expect(questionId(question)).toBe('11k2nx2dunj');
});

test('kind, text, options and their order make the id', () => {
  const ids = [
    questionId(question),
    questionId({ ...question, kind: 'multiple' }),
    questionId({ ...question, text: '首都' }),
    questionId({ ...question, options: ['上海', '北京'] }),
    questionId({ ...question, options: ['北京上海'] }),
    questionId({ kind: 'single', text: '首都？' }),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

test('a hundred thousand questions have as many ids of at most eleven characters', () => {
  const ids = Array.from({ length: 100_000 }, (_unused, index) =>
    questionId({ ...question, text: `第${String(index)}题` }),
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^[0-9a-z]{1,11}$/.test(id))).toBe(true);
});
