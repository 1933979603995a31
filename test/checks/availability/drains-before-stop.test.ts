import { DRAINS_BEFORE_STOP } from '../../../src/checks/availability/drains-before-stop';
import { resultsOf } from '../support/cases';

/** What would pass, for a pod with a grace period. */
function expectedFor(grace: string, kubernetesVersion: string): unknown {
  const objects = `
    apiVersion: v1
    kind: Pod
    metadata: {name: web, labels: {app: web}}
    spec: {${grace} containers: [{name: web, ports: [{containerPort: 8080}]}]}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 8080}]}
  `.replace(/^ {4}/gm, '');
  return resultsOf(DRAINS_BEFORE_STOP, objects, { kubernetesVersion })[0].expected;
}

describe('what a pod is told to wait by', () => {
  it('is a sleep that its grace has room for', () => {
    expect(expectedFor('', '1.30')).toBe('lifecycle: {preStop: {sleep: {seconds: 10}}}');
    expect(expectedFor('terminationGracePeriodSeconds: 15,', '1.37')).toBe(expectedFor('', '1.30'));
  });

  it('comes with a longer grace where that has no room: the API server refuses a sleep beyond it', () => {
    expect(expectedFor('terminationGracePeriodSeconds: 5,', '1.30'))
      .toBe('terminationGracePeriodSeconds: 40, with lifecycle: {preStop: {sleep: {seconds: 10}}}');
  });

  it('is a program where the minor does not know the action', () => {
    expect(expectedFor('', '1.29')).toBe("lifecycle: {preStop: {exec: {command: [sleep, '10']}}}");
  });
});
