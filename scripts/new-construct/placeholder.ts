/** Marks what a person has to write; conventions.test.ts fails as long as one is there. */
export const PLACEHOLDER = 'FILL_IN';
