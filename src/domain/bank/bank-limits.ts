export const maxBankBytes = 5 * 1024 * 1024;
export const maxQuestions = 10_000;
export const maxTextCharacters = 1_000;
export const maxExplanationCharacters = 1_000;
export const maxSourceCharacters = 500;
export const maxTopicCharacters = 100;
export const maxAltCharacters = 200;
export const minOptions = 2;
export const maxOptions = 10;
export const maxOptionCharacters = 200;
export const maxAccepted = 20;
/** So many problems are named; the rest is only counted. */
export const maxProblemsShown = 20;
