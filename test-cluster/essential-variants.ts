import { Duration } from 'cdk8s';
import { ServiceVariant } from './service-variants';
import { CertificateProbe, ControlPlane, EndpointProbe, EssentialAlerts, MetricsFlavor, PlatformProps } from '../src';

const OPERATOR: PlatformProps = {
  metrics: MetricsFlavor.operator({ monitorLabels: { release: 'prometheus' } }),
  ownership: { team: 'platform', owner: 'ada' },
};

/** Alerts and probes as objects of the operator, with what the smallest calls leave out. */
export const ESSENTIAL_VARIANTS: readonly ServiceVariant[] = [
  {
    name: 'EssentialAlerts of a managed cluster, with reasons and dashboards',
    platform: OPERATOR,
    make: (scope) => new EssentialAlerts(scope, 'essential-alerts', {
      controlPlane: ControlPlane.MANAGED,
      omit: { certificates: 'watched: "by others"', NodeCpuHigh: 'batch nodes are meant to be full' },
      dashboards: { nodes: 'https://grafana.example.com/d/{{nodes}}' },
    }),
  },
  {
    name: 'EndpointProbe and CertificateProbe for the operator',
    platform: OPERATOR,
    make: (scope) => {
      new EndpointProbe(scope, 'pages', {
        urls: ['https://shop.example.com/cart?x="1"'], module: 'http_post', every: Duration.seconds(30),
      });
      new CertificateProbe(scope, 'certificates', { hosts: ['shop.example.com', '[2001:db8::1]:465'] });
    },
  },
];
