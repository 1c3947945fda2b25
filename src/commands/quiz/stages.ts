import type { Run } from '../../store/run.ts';

// The messages of a quiz are numbered in the order in which they are told: question 1, its answer, question 2, …, board.

export const questionStage = (round: number): number => 2 * round - 1;
export const answerStage = (round: number): number => 2 * round;
export const boardStage = ({ roundCount }: Pick<Run, 'roundCount'>): number => 2 * roundCount + 1;

/** The message that the run stands at: what people must have seen before it goes on. */
export function stageOf(run: Run): number {
  switch (run.state) {
    case 'open':
      return questionStage(run.round);
    case 'between':
      return answerStage(run.round);
    case 'finished':
      return boardStage(run);
    case 'paused':
      return run.leftMs > 0 ? questionStage(run.round) : answerStage(run.round);
  }
}
