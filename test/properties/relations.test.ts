import { App } from 'cdk8s';
import * as fc from 'fast-check';
import { buildRelations, Place } from './relations/relations-build';
import { CallCase, FOREIGN, OUTSIDE, relations, RelationsCase } from './relations/relations-case';
import { RelationsModel } from './relations/relations-model';
import { runs } from './runs';
import { NAMED_ERROR } from '../support/errors';
import { ExtraPeer } from '../support/network/endpoints';
import { allowedFlows } from '../support/network/network';
import { readYaml } from '../support/render';
import { Manifest, schemaProblems } from '../support/schemas';

const PLACE = { chart: 'main', depth: 0 };
const OTHERS: ExtraPeer[] = [
  {
    name: 'kube-dns',
    namespace: 'kube-system',
    labels: { 'k8s-app': 'kube-dns' },
    ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }],
  },
  { name: 'prometheus', namespace: 'monitoring', labels: {} },
  { name: 'controller', namespace: 'ingress', labels: {} },
  { name: 'stranger', namespace: 'default', labels: { app: 'stranger' }, ports: [{ port: 8080 }] },
  { ...FOREIGN, labels: { app: FOREIGN.name }, ports: [{ port: FOREIGN.containerPort }, { port: 9999 }] },
  { address: OUTSIDE.address, ports: [{ port: OUTSIDE.port }, { port: 80 }] },
];

describe('workloads that call one another', () => {
  it('have the flows that were declared, DNS and scraping, and no others', () => {
    let refused = 0;
    fc.assert(fc.property(relations, (given) => {
      const model = new RelationsModel(given);
      const { app, messages } = buildRelations(given, PLACE);
      expect(messages.map((message) => message === undefined)).toEqual(model.outcomes.map(({ isTaken }) => isTaken));
      const complaints = messages.filter((message) => message !== undefined);
      complaints.forEach((message) => expect(message).toMatch(NAMED_ERROR));
      refused += complaints.length;

      const manifests = readYaml(app.synthYaml() as string);
      expect(allowedFlows(manifests, OTHERS)).toEqual([...model.flows].sort());
      expectAddresses(manifests, model.addresses);
    }), runs(16));
    expect(refused).toBeGreaterThan(10);
  });

  it('are written the same twice, in every kind of app, and as their minor takes it', () => {
    fc.assert(fc.property(relations, (given) => {
      const { app } = buildRelations(given, PLACE);
      const text = app.synthYaml() as string;
      expect(app.synthYaml()).toBe(text);
      expect(buildRelations(given, PLACE).app.synthYaml()).toBe(text);
      expect(buildRelations(given, PLACE, new App()).app.synthYaml()).toBe(text);
      const { kubernetesVersion } = given;
      expect(readYaml(text).flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
    }), runs(4));
  });

  it('keep names and selectors wherever they are, whatever the chart is called, and whoever else is called', () => {
    fc.assert(fc.property(relations, (given) => {
      const before = identities(given, PLACE);
      expect(identities(given, { ...PLACE, depth: 2 })).toEqual(before);
      expect(identities(given, { ...PLACE, chart: 'renamed' })).toEqual(before);
      expect(identities({ ...given, calls: [...given.calls, ANOTHER] }, PLACE)).toEqual(before);
      expect(identities({ ...given, calls: [ANOTHER, ...given.calls] }, PLACE)).toEqual(before);
    }), runs(3));
  });

  it('do not depend on the order of the calls that are taken', () => {
    fc.assert(fc.property(relations, (given) => {
      const taken = new RelationsModel(given).outcomes.filter(({ isTaken }) => isTaken).map(({ call }) => call)
        // To let pods in that said themselves that they call is refused, the other way round it is taken.
        .filter(({ verb, peer }) => verb !== 'allowFrom' || peer !== 'pods');
      const [forward, backward] = [taken, [...taken].reverse()].map((calls) => {
        const { app, messages } = buildRelations({ ...given, calls }, PLACE);
        expect(messages.filter((message) => message !== undefined)).toEqual([]);
        return allowedFlows(readYaml(app.synthYaml() as string), OTHERS);
      });
      expect(backward).toEqual(forward);
    }), runs(4));
  });
});

const ANOTHER: CallCase = { verb: 'dependsOnForeign', from: 0, to: 0, wait: true, hasAddress: true, peer: 'cidr' };

/** Each is told what was declared, and finds a Service port there. */
function expectAddresses(manifests: Manifest[], addresses: string[]): void {
  const found = manifests.filter(({ kind }) => ['Deployment', 'StatefulSet'].includes(kind))
    .flatMap(({ metadata: { namespace, name }, spec }) => (spec.template.spec.containers[0].env ?? [])
      .map((variable: Manifest) => ({ namespace, line: `${namespace}/${name} ${variable.name}=${variable.value}` })));
  expect(found.map(({ line }) => line).sort()).toEqual([...addresses].sort());
  const known = manifests.filter(({ kind }) => kind === 'Service').flatMap(({ metadata, spec }) => (
    spec.ports.map(({ port }: Manifest) => `${metadata.name}.${metadata.namespace}:${port}`)
  ));
  const services = [...known, `${FOREIGN.name}.${FOREIGN.namespace}:${FOREIGN.servicePort}`];
  for (const { namespace, line } of found) {
    const [host, port] = line.split('=')[1].split(':');
    expect(services).toContain(`${host.includes('.') ? host : `${host}.${namespace}`}:${port}`);
  }
}

/** What must never change of an object. */
function identities(given: RelationsCase, place: Place): object[] {
  return readYaml(buildRelations(given, place).app.synthYaml() as string).map(({ kind, metadata, spec }) => [
    kind, metadata.namespace, metadata.name, metadata.labels, spec?.selector, spec?.podSelector, spec?.scaleTargetRef,
    spec?.template?.metadata.labels, spec?.template?.spec.containers.map(({ name }: Manifest) => name),
  ]);
}
