import { withCallersStack } from '../../internal/callers-stack';
import { Complaint, describe } from '../../internal/fail';
import { fileProblem } from '../../internal/values/file-problems';

const AS_IT_WAS = 'and run it again: what was there is as it was';
const OTHER_FOLDER = 'or choose another outdir';
const REMEDIES = new Map([
  ...['EACCES', 'EPERM', 'EROFS'].map((code) => [code, `let this user write there, ${OTHER_FOLDER},`] as const),
  ...['EEXIST', 'ENOTDIR', 'ELOOP'].map((code) => [code, `remove what is in the way, ${OTHER_FOLDER},`] as const),
  ...['ENOSPC', 'EDQUOT'].map((code) => [code, `make room, ${OTHER_FOLDER},`] as const),
]);

/** Says what keeps the output folder from being written. */
export function refuseOutput(complaint: Omit<Complaint, 'prop'>): never {
  throw withCallersStack(new Error(`[App] ${describe({ prop: 'outdir', ...complaint })}`));
}

/** Does something with a file of the output, and names it where the system refuses. */
export function attempt<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    return refuseFile(file, error);
  }
}

/** Names the file or folder that the system refused, with what to do. */
export function refuseFile(file: string, error: unknown, outcome = AS_IT_WAS): never {
  const { code = '' } = error as NodeJS.ErrnoException;
  const remedy = `${REMEDIES.get(code) ?? 'mend that'} ${outcome}`;
  refuseOutput({ must: `take what is written (${fileProblem(error)})`, got: file, remedy });
}
