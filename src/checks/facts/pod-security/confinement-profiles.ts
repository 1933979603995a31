import { Finding } from '../../model/check';
import { mapOf } from '../../model/values/plain-data';
import { valueText } from '../../model/values/value-text';
import { isUnset, SecurityContext } from '../pods/security-context';

const ALLOWED: readonly unknown[] = ['RuntimeDefault', 'Localhost'];

/** A kind of profile that confines processes, and the field that chooses it. */
export interface ProfileField {
  readonly field: 'appArmorProfile' | 'seccompProfile';
  readonly name: string;
}

export const SECCOMP: ProfileField = { field: 'seccompProfile', name: 'seccomp' };
export const APP_ARMOR: ProfileField = { field: 'appArmorProfile', name: 'AppArmor' };

/** Judges the profile of a security context; undefined where it sets none. */
export function judgeConfinementProfile(context: SecurityContext, { field, name }: ProfileField): Finding | undefined {
  const { fields, path, container } = context;
  if (isUnset(fields[field])) return undefined;
  const actual = mapOf(fields[field]).type;
  return {
    container,
    passed: ALLOWED.includes(actual),
    path: `${path}.${field}.type`,
    message: `has the ${name} profile ${valueText(actual)}`,
    actual,
    expected: 'RuntimeDefault or Localhost',
  };
}
