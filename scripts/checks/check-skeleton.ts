import type { CheckPlan } from './check-plan';
import { checkConstant } from '../../projenrc/check-sources';

/** What a person replaces in a new check; the tests of all checks fail wherever it stands. */
export const PLACEHOLDER = 'FILL IN';

/** Where a case is taken from, and what it is to show. */
const CASES = [
  { status: 'passed', name: 'what holds here' },
  { status: 'failed', name: 'what is wrong here' },
  { status: 'notApplicable', name: 'why the question does not arise here' },
];

/** The files of a new check, by their paths. */
export function checkFiles(plan: CheckPlan): Map<string, string> {
  const { domain, id } = plan;
  return new Map([
    [`src/checks/${domain}/${id}.ts`, sourceOf(plan)],
    [`test/checks/cases/${domain}/${id}.yaml`, casesOf(plan)],
  ]);
}

function sourceOf(plan: CheckPlan): string {
  const { id, box, severity, appliesTo } = plan;
  return `import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** ${PLACEHOLDER} what holds where it passes, as a sentence. */
export const ${checkConstant(id)}: ICheck = {
  id: '${id}',
  title: '${PLACEHOLDER} what holds where it passes, in a few words',
  box: '${box}',
  severity: Severity.${severity.toUpperCase()},
  why: '${PLACEHOLDER} what happens where it does not hold.',
  remedy: {
    manifest: '${PLACEHOLDER} what to write into the manifest',
    construct: '${PLACEHOLDER} what to write in code; leave it out where no construct can fail it',
  },
  references: ['${PLACEHOLDER} https://kubernetes.io/docs/, and the same rule elsewhere such as kube-score:pod-probes'],
  appliesTo: [${appliesTo.map((kind) => `'${kind}'`).join(', ')}],
${evaluationOf(plan)}
};
`;
}

function evaluationOf({ appliesTo }: CheckPlan): string {
  if (!appliesTo.includes('pods')) {
    return `  evaluate: ({ spec }) => [
    { passed: false, path: 'spec.${PLACEHOLDER}', message: '${PLACEHOLDER} what was found', actual: spec.fillIn },
  ],`;
  }
  return `  evaluate: ({ pods }) => pods.map(({ spec, specPath }) => ({
    passed: false,
    path: \`\${specPath}.${PLACEHOLDER}\`,
    message: '${PLACEHOLDER} what was found',
    actual: spec.fillIn,
    expected: '${PLACEHOLDER} what would pass',
  })),`;
}

function casesOf({ appliesTo }: CheckPlan): string {
  const object = exampleOf(appliesTo[0]).map((line) => `    ${line}\n`).join('');
  return CASES.map(({ status, name }) => (
    `- name: ${PLACEHOLDER} ${name}\n  expect: ${status}\n  objects: |\n${object}`
  )).join('');
}

/** A small object of a kind; its version is a guess. */
function exampleOf(kind: string): string[] {
  if (kind === 'pods') return exampleOf('apps/Deployment');
  const [group, name] = kind.includes('/') ? kind.split('/') : ['', kind === '*' ? 'ConfigMap' : kind];
  const spec = group === 'apps' ? '{template: {spec: {containers: [{name: web}]}}}' : '{}';
  return [
    `apiVersion: ${group === '' ? '' : `${group}/`}v1`,
    `kind: ${name}`,
    'metadata: {name: web, namespace: shop}',
    ...(kind === '*' ? [] : [`spec: ${spec}`]),
  ];
}
