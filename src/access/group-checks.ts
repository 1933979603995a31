import { Construct } from 'constructs';
import { fail } from '../internal/fail';
import { checkText } from '../internal/values/plain-text';

/** Kubernetes keeps it for its own groups. */
const OF_KUBERNETES = 'system:';

/** Refuses groups that are none of people, and lists that say nothing. */
export function checkGroups(scope: Construct, prop: string, groups: readonly string[]): void {
  if (groups.length === 0) {
    const remedy = 'write it as the identity provider does, or leave it out';
    fail(scope, { prop, must: 'name a group', got: groups, remedy });
  }
  groups.forEach((group, index) => {
    checkText(scope, prop, group);
    if (group.trim() === '' || group !== group.trim()) {
      const remedy = 'write it as the identity provider does';
      fail(scope, { prop, must: 'hold names of groups', got: group, remedy });
    }
    if (group.startsWith(OF_KUBERNETES)) {
      const must = 'hold groups of people, and none that Kubernetes keeps for itself';
      fail(scope, { prop, must, got: group, remedy: 'name a group of the identity provider' });
    }
    if (groups.indexOf(group) !== index) {
      fail(scope, { prop, must: 'name each group once', got: group, remedy: 'remove it where it is too much' });
    }
  });
}
