import { IConstruct } from 'constructs';
import { fail } from '../fail';
import { checkKey } from './names';
import { checkProcessText } from '../values/plain-text';

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const MAX_LENGTH = 253;

/** Refuses names that a shell could not read back. */
export function checkEnvironmentName(scope: IConstruct, prop: string, name: string): void {
  checkKey(scope, prop, name);
  if (name.length > MAX_LENGTH || !NAME.test(name)) {
    fail(scope, {
      prop,
      must: 'hold names of environment variables (letters, digits and _, no digit first)',
      got: name,
      remedy: 'choose such a name',
    });
  }
}

/** Refuses a name that is there twice: the second value would silently win. */
export function checkUniqueEnvironment(scope: IConstruct, prop: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    fail(scope, { prop, must: 'name each environment variable once', got: twice, remedy: 'remove one of the two' });
  }
}

/** Refuses variables with a name or a value that no process can be given. */
export function checkEnvironment(scope: IConstruct, prop: string, variables: Record<string, string>): void {
  for (const [name, value] of Object.entries(variables)) {
    checkEnvironmentName(scope, prop, name);
    checkProcessText(scope, `${prop}.${name}`, value);
  }
}
