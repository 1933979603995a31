import { Construct } from 'constructs';
import { fail } from '../../internal/fail';
import { isServiceName } from '../../internal/naming/names';

const MOST = 63;

/** Refuses a name to which nothing can be added: versions, and what leads to them, are called by it. */
export function checkRoomForVersions(scope: Construct, name: string, suffixes: readonly string[]): void {
  const longest = [...suffixes].sort((one, other) => other.length - one.length)[0];
  if (!isServiceName(name) || isServiceName(`${name}-${longest}`)) return;
  const must = `have ${MOST - longest.length - 1} characters at most, for -${longest} is added to it`;
  fail(scope, { prop: 'name', must, got: name, remedy: 'give it a shorter name' });
}
