import { ApiObject } from 'cdk8s';
import { FlaggerCanary, FlaggerWebhook, TrafficRouting } from '../../../../src';
import { complaintsOf } from '../../../support/errors';
import { IMAGE, stage } from '../../../support/render';

const TESTED = [FlaggerWebhook.acceptanceTest('http://flagger-loadtester.test/', ['curl', '-sf', 'http://web-canary.shop/'])];
const API_VERSIONS: Record<string, string> = {
  Deployment: 'apps/v1',
  Service: 'v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  VirtualService: 'networking.istio.io/v1',
  DestinationRule: 'networking.istio.io/v1beta1',
};

describe('Objects that Flagger makes', () => {
  it.each([
    { kind: 'Deployment', name: 'web-primary' },
    { kind: 'Service', name: 'web' },
    { kind: 'Service', name: 'web-canary' },
    { kind: 'HorizontalPodAutoscaler', name: 'web-primary' },
    { kind: 'VirtualService', name: 'web' },
    { kind: 'DestinationRule', name: 'web-canary' },
  ])('leave no room for the $kind $name', ({ kind, name }) => {
    const { app, chart } = stage();
    new FlaggerCanary(chart, 'web', { image: IMAGE, routing: TrafficRouting.istio(), webhooks: TESTED });
    new ApiObject(chart, 'taken', { apiVersion: API_VERSIONS[kind], kind, metadata: { name } });
    expect(complaintsOf(app)).toContain(
      `[shop/taken] 'name' must differ from that of the ${kind} [shop/web/Canary], both in namespace "shop", `
      + `got "${name}"; rename one of the two`,
    );
  });

  it('are of Canaries of Flagger alone', () => {
    const { app, chart } = stage();
    new ApiObject(chart, 'bird', { apiVersion: 'birds.example.com/v1', kind: 'Canary', metadata: { name: 'web' } });
    new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web-canary' } });
    expect(() => app.synthYaml()).not.toThrow();
  });
});
