import { Duration } from 'cdk8s';
import { CertificateProbe, CertificateProbeProps, MetricsFlavor, PlatformProps } from '../../../src';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { readYaml, render, stage } from '../../support/render';
import { Manifest, MINORS, schemaProblems } from '../../support/schemas';

const HOSTS = ['shop.example.com', 'mail.example.com:465', '[2001:db8::1]:443'];
const OPERATOR = { metrics: MetricsFlavor.operator() };

describe('CertificateProbe', () => {
  it('asks port 443 where no other is named', () => {
    const [{ spec }] = probe({}, OPERATOR);
    expect(spec).toEqual({
      jobName: 'probe/shop/certificates',
      interval: '60s',
      scrapeTimeout: '8s',
      module: 'tcp_tls',
      prober: { url: 'blackbox-exporter.monitoring.svc:9115' },
      targets: {
        staticConfig: { static: ['shop.example.com:443', 'mail.example.com:465', '[2001:db8::1]:443'] },
      },
    });
  });

  it('writes a scrape configuration without an operator, and the module in both forms', () => {
    const [scrape, module] = probe();
    const [{ scrape_configs: [{ params, static_configs: [{ targets }] }] }] = readYaml(
      scrape.data['certificates.scrape.yaml'],
    );
    expect([params.module, targets[0]]).toEqual([['tcp_tls'], 'shop.example.com:443']);
    expect(readYaml(module.data['certificates-module.blackbox.yaml'])).toEqual([{
      modules: {
        tcp_tls: {
          prober: 'tcp',
          timeout: '5s',
          tcp: { tls: true, preferred_ip_protocol: 'ip4', ip_protocol_fallback: true },
        },
      },
    }]);
    expect(probe({}, OPERATOR)[1].data).toEqual(module.data);
  });

  it('tells 21 and 7 days before', () => {
    expect(alertsOf(probe()).map(({ alert, labels, expr }) => [alert, labels.severity, expr])).toEqual([
      ['ServedCertificateExpiring', 'warning', expiresWithin(1_814_400)],
      ['ServedCertificateExpiringSoon', 'critical', expiresWithin(604_800)],
      ['ServedCertificateRefused', 'critical', expect.stringMatching(/^max .*\(probe_success\{.*\}\) == 0$/)],
      ['ServedCertificateNotProbed', 'warning', expect.stringMatching(/^max .*absent/)],
    ]);
  });

  it('tells earlier or later where it is told', () => {
    const [warned, woken] = alertsOf(probe({ warnBefore: Duration.days(30), wakeBefore: Duration.hours(12) }));
    expect([warned.expr, woken.expr]).toEqual([expiresWithin(2_592_000), expiresWithin(43_200)]);
  });

  it('asks where TLS comes later by a module that knows how', () => {
    expect(() => probe({ hosts: ['mail.example.com:587'], module: 'smtp_starttls' })).not.toThrow();
  });

  it.each(MINORS)('is valid on %s in both forms', (minor) => {
    const manifests = [...probe(), ...probe({}, OPERATOR)];
    expect(manifests.flatMap((manifest) => schemaProblems(minor, manifest))).toEqual([]);
  });

  it.each<[string, Partial<CertificateProbeProps>, string]>([
    ['an address with a scheme', { hosts: ['https://shop.example.com'] },
      "'hosts[0]' must be a host, with its port where that is not 443, got \"https://shop.example.com\"; "
      + 'write it like shop.example.com or mail.example.com:465, without https:// and a path'],
    ['a port that there is not', { hosts: ['shop.example.com:70000'] },
      "'hosts[0]' must be a host, with its port where that is not 443, got \"shop.example.com:70000\"; "
      + 'write it like shop.example.com or mail.example.com:465, without https:// and a path'],
    ['a port where TLS comes later', { hosts: ['mail.example.com:587'] },
      "'hosts[0]' must be a port where TLS begins at once; SMTP begins without it, got \"mail.example.com:587\"; "
      + 'ask mail.example.com:465 where the server has that, or '
      + 'give a module of your own that speaks STARTTLS, as docs/probes.md says'],
    ['a port where TLS comes later, and never at once', { hosts: ['[::1]:5432'] },
      "'hosts[0]' must be a port where TLS begins at once; PostgreSQL begins without it, got \"[::1]:5432\"; "
      + 'give a module of your own that speaks STARTTLS, as docs/probes.md says'],
    ['the same twice, by its port', { hosts: ['a.example.com', 'a.example.com:443'] },
      "'hosts' must name each address once, got \"a.example.com:443\"; remove it there where it is too much"],
    ['the same twice, in other letters', { hosts: ['a.example.com', 'A.example.com'] },
      "'hosts' must name each address once, got \"A.example.com:443\"; remove it there where it is too much"],
    ['a warning that comes after the usual page', { warnBefore: Duration.days(3) },
      "'warnBefore' must be longer than wakeBefore, which is 7 days where it is left out, got \"259200 seconds\"; "
      + 'give a shorter wakeBefore too'],
    ['a page after no warning', { warnBefore: Duration.days(2), wakeBefore: Duration.days(7) },
      "'wakeBefore' must be shorter than warnBefore, 172800 seconds, got \"604800 seconds\"; "
      + 'shorten it, or warn earlier'],
    ['a warning too late', { warnBefore: Duration.hours(2) },
      "'warnBefore' must be whole seconds from 86400 to 31536000, got \"7200 seconds\"; "
      + 'give a duration within the range, such as Duration.days(7)'],
  ])('refuses %s', (_, props, expected) => {
    const message = messageOf(() => new CertificateProbe(stage().chart, 'certificates', { hosts: HOSTS, ...props }));
    expect(message).toMatch(NAMED_ERROR);
    expect(message).toBe(`[shop/certificates] ${expected}`);
  });
});

function expiresWithin(seconds: number): string {
  const of = '{namespace="shop",job="probe/shop/certificates"}';
  return `min by (namespace, instance) (\n  probe_ssl_last_chain_expiry_timestamp_seconds${of} > 0\n`
    + `  or probe_ssl_earliest_cert_expiry${of}\n) - time() < ${seconds}`;
}

function probe(props: Partial<CertificateProbeProps> = {}, platform?: PlatformProps): Manifest[] {
  return render((chart) => new CertificateProbe(chart, 'certificates', { hosts: HOSTS, ...props }), platform);
}

function alertsOf([, , { metadata, data }]: Manifest[]): Manifest[] {
  return readYaml(data[`${metadata.name}.rules.yaml`])[0].groups[0].rules;
}
