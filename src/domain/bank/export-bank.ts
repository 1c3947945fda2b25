import type { Bank, Question } from '../question.ts';
import type { BankFormat } from './detect-format.ts';
import { canWriteAiken, writeAiken } from './write-aiken.ts';
import { writeCsv } from './write-csv.ts';
import { canWriteGift, writeGift } from './write-gift.ts';
import { writeJson } from './write-json.ts';

/**
 * A bank as the text of a file that `importBank` reads back. CSV and JSON keep everything; GIFT keeps all but a bank's
 * name; Aiken keeps questions, options and answers. Questions that the format cannot hold are left out: `canExport`.
 */
export function exportBank(bank: Bank, format: BankFormat): string {
  const questions = bank.questions.filter((question) => canExport(question, format));
  switch (format) {
    case 'csv':
      return writeCsv(questions);
    case 'json':
      return writeJson({ name: bank.name, questions });
    case 'gift':
      return writeGift(questions);
    case 'aiken':
      return writeAiken(questions);
  }
}

/** False for a question that the format has no way to write, such as a typed answer in Aiken. */
export function canExport(question: Question, format: BankFormat): boolean {
  if (format === 'aiken') return canWriteAiken(question);
  return format === 'gift' ? canWriteGift(question) : true;
}
