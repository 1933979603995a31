import { digestOf, outcomeOf, TextCase } from './outcome';

/** Answers what becomes of texts in a process whose language and time zone are others. */
process.on('message', (given: TextCase) => process.send!(digestOf(outcomeOf(given))));
process.on('disconnect', () => process.exit());
