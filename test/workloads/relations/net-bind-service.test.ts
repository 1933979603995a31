import { ProductionService, ProductionWorker } from '../../../src';
import { failuresOf } from '../../../src/checks/judging/readiness';
import { Manifest as JudgedManifest } from '../../../src/checks/model/manifest';
import { IMAGE, only, render } from '../../support/render';
import { MINORS, schemaProblems } from '../../support/schemas';

describe('allowNetBindService', () => {
  it('adds the one capability to the main container, and nothing else', () => {
    const manifests = render((chart) => {
      const api = new ProductionService(chart, 'api', { image: IMAGE });
      api.addSidecar('proxy', { image: IMAGE, port: 9090 });
      api.allowNetBindService();
    });
    const { containers, initContainers } = only(manifests, 'Deployment').spec.template.spec;

    expect(containers[0].securityContext.capabilities).toEqual({ add: ['NET_BIND_SERVICE'], drop: ['ALL'] });
    expect(initContainers[0].securityContext.capabilities).toEqual({ drop: ['ALL'] });
  });

  it.each(MINORS)('is valid on %s', (kubernetesVersion) => {
    const manifests = render((chart) => {
      new ProductionWorker(chart, 'worker', { image: IMAGE }).allowNetBindService();
    }, { kubernetesVersion });

    expect(manifests.flatMap((manifest) => schemaProblems(kubernetesVersion, manifest))).toEqual([]);
  });

  it('is admitted where Pod Security is restricted, by our own checks too', () => {
    const written = (act: (worker: ProductionWorker) => void) => failuresOf(
      render((chart) => act(new ProductionWorker(chart, 'worker', { image: IMAGE })))
        .map((content) => new JudgedManifest(content)),
      { kubernetesVersion: '1.30' },
    ).map(({ check }) => check.id);

    expect(written((worker) => worker.allowNetBindService())).toEqual(written(() => undefined));
  });

  it('is said once', () => {
    expect(() => render((chart) => {
      const api = new ProductionService(chart, 'api', { image: IMAGE });
      api.allowNetBindService();
      api.allowNetBindService();
    })).toThrow("[shop/api] 'allowNetBindService' must be called once, got \"a second call\"; remove this call");
  });
});
