/** A finding that is not right, and why its check stays as it is. */
export interface AcceptedFalseAlarm {
  readonly project: string;
  readonly check: string;
  /** Kind and name. */
  readonly object: string;
  readonly reason: string;
}

/** Few of all findings; one that is not found any more fails the test. */
export const ACCEPTED_FALSE_ALARMS: readonly AcceptedFalseAlarm[] = [
  {
    project: 'CoreDNS',
    check: 'drains-before-stop',
    object: 'Deployment coredns',
    reason: 'it answers for five more seconds by its Corefile (lameduck), which is a language of its own',
  },
  ...['has-autoscaler', 'has-enough-replicas'].map((check) => ({
    project: 'Prometheus Operator',
    check,
    object: 'Deployment prometheus-operator',
    reason: 'it elects no leader, so a second one would do the same work; no manifest says so',
  })),
  ...['has-autoscaler', 'has-enough-replicas'].map((check) => ({
    project: 'guestbook',
    check,
    object: 'Deployment agnhost-primary',
    reason: 'there is to be one primary, which only its name says',
  })),
  ...['has-autoscaler', 'has-enough-replicas'].map((check) => ({
    project: 'Argo CD',
    check,
    object: 'Deployment argocd-dex-server',
    reason: 'it keeps logins in its memory, so two of them would not know of each other; no manifest says so',
  })),
  {
    project: 'Argo CD',
    check: 'has-enough-replicas',
    object: 'Deployment argocd-notifications-controller',
    reason: 'it elects no leader, so a second one would tell everybody twice; no manifest says so',
  },
  {
    project: 'Argo CD',
    check: 'has-enough-replicas',
    object: 'StatefulSet argocd-application-controller',
    reason: 'more of them share the clusters among each other, and none stands in for another; no manifest says so',
  },
];
