import { calledServices, DEFINITION_KIND, WEBHOOK_KINDS } from '../facts/network/called-services';
import { judgeAnsweringPods } from '../facts/scaling/answering-pods';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A webhook that must answer does so while one of its pods is away. */
export const WEBHOOK_IS_HIGHLY_AVAILABLE: ICheck = {
  id: 'webhook-is-highly-available',
  title: 'Webhooks that must answer have several pods',
  box: 'replicas',
  severity: Severity.CRITICAL,
  why: 'With failurePolicy Fail, and for conversion always, the API server refuses what it cannot ask about. While '
    + 'the one pod of the webhook is away nothing of that can be changed, not even what would bring it back.',
  remedy: { manifest: 'Run two replicas or more on different nodes, or write failurePolicy: Ignore.' },
  references: [
    'https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/#ha-deployment',
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#failure-policy',
  ],
  appliesTo: [...WEBHOOK_KINDS, DEFINITION_KIND],
  evaluate: (manifest, cluster) => judgeAnsweringPods(calledServices(manifest), cluster),
};
