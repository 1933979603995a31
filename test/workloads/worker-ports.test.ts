import {
  Autoscaling, Metrics, MetricsFlavor, PlatformProps, Probes, ProductionWorker, ProductionWorkerProps,
} from '../../src';
import { judgeAll } from '../../src/checks/judging/readiness';
import { Manifest as JudgedManifest } from '../../src/checks/model/manifest';
import { IMAGE, only, render } from '../support/render';
import { Manifest } from '../support/schemas';

const WHY = 'there is a reason';
const NO_PROBES = Probes.none(WHY);
const NO_METRICS = Metrics.none(WHY);
const COMMANDS = Probes.exec({ liveness: ['/up'], readiness: ['/ready'] });
const OPERATOR = { metrics: MetricsFlavor.operator() };

describe('the port of a ProductionWorker', () => {
  it.each<[string, Partial<ProductionWorkerProps>, number[]]>([
    ['neither probes nor metrics ask', { probes: NO_PROBES, metrics: NO_METRICS }, []],
    ['commands are run and nothing is scraped', { probes: COMMANDS, metrics: NO_METRICS }, []],
    ['metrics alone have, of their own', { probes: NO_PROBES, metrics: Metrics.at({ port: 9100 }) }, [9100]],
    ['probes and metrics share, of their own', {
      probes: Probes.http({ port: 9100 }), metrics: Metrics.at({ port: 9100 }),
    }, [9100]],
    ['metrics alone ask', { probes: NO_PROBES }, [8080]],
    ['probes alone ask', { metrics: NO_METRICS }, [8080]],
    ['probes ask by TCP', { probes: Probes.tcp(), metrics: NO_METRICS }, [8080]],
    ['probes ask by gRPC', { probes: Probes.grpc(), metrics: Metrics.at({ port: 9100 }) }, [8080, 9100]],
    ['was given, whoever asks it', { probes: NO_PROBES, metrics: NO_METRICS, port: 9000 }, [9000]],
  ])('is the one that %s', (_, props, expected) => {
    const found = manifests(props);
    const { ports = [] } = mainContainer(found);
    expect(ports.map(({ containerPort }: Manifest) => containerPort)).toEqual(expected);
  });

  it('opens and annotates nothing where nobody asks it', () => {
    const found = manifests({ probes: NO_PROBES, metrics: NO_METRICS }, OPERATOR);
    const container = mainContainer(found);

    expect(container).not.toHaveProperty('ports');
    expect(only(found, 'NetworkPolicy').spec.ingress).toEqual([]);
    expect(only(found, 'Deployment').spec.template.metadata).not.toHaveProperty('annotations');
    expect(found.map(({ kind }) => kind)).not.toContain('PodMonitor');
  });

  it.each<[string, (mailer: ProductionWorker) => void, boolean]>([
    ['without it', () => undefined, false],
    ['in a sidecar', (mailer) => mailer.addSidecar('agent', { image: IMAGE, port: 9121 }), true],
  ])('decides whether the checklist asks for an autoscaler, %s, and each waiver is needed', (_, change, isAsked) => {
    const props = { probes: NO_PROBES, metrics: NO_METRICS, scaling: Autoscaling.none(WHY, 3) };
    const found = render((chart) => change(new ProductionWorker(chart, 'mailer', { image: IMAGE, ...props })));
    const { annotations } = only(found, 'Deployment').metadata;
    expect(Object.keys(annotations).includes('preflight/waive.has-autoscaler')).toBe(isAsked);
    const { results } = judgeAll(found.map((content) => new JudgedManifest(content)), { kubernetesVersion: '1.30' });
    const unneeded = results.filter(({ check, status }) => check.id === 'waiver-is-needed' && status === 'failed');
    expect(unneeded.map(({ message }) => message)).toEqual([]);
  });
});

function manifests(props: Partial<ProductionWorkerProps>, platform?: PlatformProps): Manifest[] {
  return render((chart) => { new ProductionWorker(chart, 'mailer', { image: IMAGE, ...props }); }, platform);
}

function mainContainer(found: Manifest[]): Manifest {
  return only(found, 'Deployment').spec.template.spec.containers[0];
}
