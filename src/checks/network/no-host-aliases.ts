import { ICheck } from '../model/check';
import { Severity } from '../model/severity';
import { mapsIn } from '../model/values/plain-data';

/** Names are what the DNS says. */
export const NO_HOST_ALIASES: ICheck = {
  id: 'no-host-aliases',
  title: 'Names are looked up, not written into the pods',
  box: 'network-policies',
  severity: Severity.ADVICE,
  why: 'An address in /etc/hosts hides what the DNS says, and stays when the host behind the name moves.',
  remedy: { manifest: 'Remove hostAliases; give the name to a Service, of type ExternalName or with EndpointSlices.' },
  references: [
    'https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/', 'trivy:KSV-0007',
  ],
  appliesTo: ['pods'],
  evaluate: ({ pods }) => pods.map(({ spec, specPath }) => {
    const path = `${specPath}.hostAliases`;
    const { length } = mapsIn(spec.hostAliases);
    return length === 0
      ? { passed: true, path, message: 'looks all names up' }
      : { passed: false, path, message: 'writes names into /etc/hosts', actual: spec.hostAliases, expected: 'none' };
  }),
};
