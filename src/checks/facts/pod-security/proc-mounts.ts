import { Finding } from '../../model/check';
import { PodTemplate } from '../../model/manifest-pods';
import { valueText } from '../../model/values/value-text';
import { containerSecurityContext, isUnset } from '../pods/security-context';

/** Judges how /proc is mounted in each container that says it. */
export function judgeProcMounts({ containers }: PodTemplate, anyIsAllowed: boolean): Finding[] {
  return containers.map(containerSecurityContext).flatMap(({ fields, path, container }) => {
    const actual = fields.procMount;
    if (isUnset(actual)) return [];
    const message = `mounts /proc as ${valueText(actual)}`;
    return [{
      passed: anyIsAllowed || actual === 'Default',
      container,
      path: `${path}.procMount`,
      message: anyIsAllowed ? `${message}, in a user namespace of its own` : message,
      actual,
      expected: 'Default',
    }];
  });
}
