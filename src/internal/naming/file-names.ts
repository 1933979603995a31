import { IConstruct } from 'constructs';
import { checkKey } from './names';
import { fail } from '../fail';
import { checkText } from '../values/plain-text';

const FILE_NAME = /^(?!\.\.)(?!\.$)[-._a-zA-Z0-9]{1,253}$/;

/** Refuses what no file of a ConfigMap or a Secret can be called; `remedy` says where folders come from. */
export function checkFileName(scope: IConstruct, prop: string, { name, remedy }: GivenFileName): void {
  checkKey(scope, prop, name);
  if (typeof name !== 'string' || !FILE_NAME.test(name)) {
    fail(scope, { prop, must: 'hold file names of letters, digits, -, _ and .', got: name, remedy });
  }
  checkText(scope, prop, name);
}

/** A name of a file, with what to do where it is none. */
export interface GivenFileName {
  readonly name: string;
  readonly remedy: string;
}
