import { Finding } from '../check';
import { containerSecurityContext, isUnset } from '../engine/security-context';
import { shown } from '../engine/shown';
import { PodTemplate } from '../pod-template';

/** Judges how /proc is mounted in each container that says it. */
export function judgeProcMounts({ containers }: PodTemplate, anyIsAllowed: boolean): Finding[] {
  return containers.map(containerSecurityContext).flatMap(({ fields, path, container }) => {
    const actual = fields.procMount;
    if (isUnset(actual)) return [];
    const message = `mounts /proc as ${shown(actual)}`;
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
