import { Complaint, describe } from '../../internal/fail';
import { fileProblem } from '../../internal/values/file-problems';

const AS_IT_WAS = 'mend that and run it again: what was there is as it was';

/** Says what keeps the output folder from being written. */
export function refuseOutput(complaint: Omit<Complaint, 'prop'>): never {
  throw new Error(`[App] ${describe({ prop: 'outdir', ...complaint })}`);
}

/** Does something with a file of the output, and names it where the system refuses. */
export function attempt<T>(file: string, action: () => T, remedy = AS_IT_WAS): T {
  try {
    return action();
  } catch (error) {
    return refuseFile(file, error, remedy);
  }
}

/** Names the file that the system refused. */
export function refuseFile(file: string, error: unknown, remedy = AS_IT_WAS): never {
  refuseOutput({ must: `take what is written (${fileProblem(error)})`, got: file, remedy });
}
