import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { BlackboxExporter, CertificateProbe, EndpointProbe, MetricsFlavor, PlatformProps } from '../src';
import { checkConfig, checkRules, testRulesInOne } from './harness/alerts/promtool';
import { Certificate, CertificateAuthority } from './harness/backups/certificates';
import { Answers, BlackboxProgram } from './harness/essential/blackbox-exporter';
import { ENDPOINT_CASES, HOST, PAGE, SERVED_CERTIFICATE_CASES } from './harness/essential/probe-cases';
import { testOfNothing, testsOf, WrittenAlert } from './harness/essential/series-case';
import { WebSite } from './harness/essential/web-site';
import { readYaml, render } from '../test/support/render';
import { Manifest } from '../test/support/schemas';

const PLATFORM: PlatformProps = { ownership: { team: 'shop', owner: 'jane' } };
const OPERATOR: PlatformProps = { ...PLATFORM, metrics: MetricsFlavor.operator() };
const LINKS = { runbook: 'https://wiki.example.com/probes', dashboard: 'https://grafana.example.com/d/probes' };
const OBJECTS = objects(PLATFORM);
const CASES = { pages: ENDPOINT_CASES, certificates: SERVED_CERTIFICATE_CASES };

function objects(platform: PlatformProps): Manifest[] {
  return render((chart) => {
    new BlackboxExporter(chart, 'blackbox-exporter');
    new EndpointProbe(chart, 'pages', { urls: [PAGE], ...LINKS });
    new CertificateProbe(chart, 'certificates', { hosts: [HOST], ...LINKS });
  }, platform);
}

function named(name: string): Manifest {
  return OBJECTS.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name)!;
}

/** The one file of a ConfigMap. */
function fileOf(name: string): string {
  return Object.values<string>(named(name).data)[0];
}

/** A certificate whose file also has an expired one that did not sign it. */
function withExtra(valid: Certificate, authority: CertificateAuthority): Certificate {
  const extra = authority.issue('extra', { usage: 'server', expired: true });
  fs.appendFileSync(valid.certificate, fs.readFileSync(extra.certificate));
  return valid;
}

describe.each(['pages', 'certificates'] as const)('the alerts about %s', (name) => {
  const text = fileOf(`${name}-alerts`);
  const [group] = readYaml(text)[0].groups;
  const alerts: WrittenAlert[] = group.rules;

  it('have nothing that promtool would complain of, in both forms', () => {
    const rule = objects(OPERATOR).find(({ metadata }) => metadata.name === `${name}-alerts`)!;
    expect(checkRules(text)).toBe('');
    expect(rule.spec).toEqual(readYaml(text)[0]);
  });

  it('fire with labels and texts, not before, not just below, not of nothing', () => {
    const cases = CASES[name];
    expect([...new Set(cases.map(({ alert }) => alert))]).toEqual(alerts.map(({ alert }) => alert));
    const tests = alerts.flatMap((rule) => cases.filter(({ alert }) => alert === rule.alert)
      .flatMap((one) => testsOf(rule, one)));
    expect(testRulesInOne(text, [...tests, testOfNothing(alerts, cases)])).toBe('');
  });
});

describe('a Prometheus without an operator', () => {
  const files = {
    'prometheus.yaml': 'scrape_config_files: ["*.scrape.yaml"]\n',
    'pages.scrape.yaml': fileOf('pages'),
    'certificates.scrape.yaml': fileOf('certificates'),
  };

  it('loads the scrape configurations', () => {
    expect(checkConfig(files, 'prometheus.yaml')).toBe('');
  });

  it('would say where it could not', () => {
    const broken = { ...files, 'pages.scrape.yaml': files['pages.scrape.yaml'].replace('params:', 'parameters:') };
    expect(checkConfig(broken, 'prometheus.yaml')).toMatch(/field parameters not found/);
  });
});

describe('the blackbox exporter', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-probes-'));
  const authority = new CertificateAuthority(path.join(folder, 'authority'));
  const valid = new WebSite(authority.issue('valid', { usage: 'server' }));
  const expired = new WebSite(authority.issue('expired', { usage: 'server', expired: true }));
  const superfluous = new WebSite(withExtra(authority.issue('current', { usage: 'server' }), authority));
  const stranger = new CertificateAuthority(path.join(folder, 'stranger'));
  const unknown = new WebSite(stranger.issue('unknown', { usage: 'server' }));
  const sites = [valid, expired, superfluous, unknown];
  const workload = OBJECTS.find(({ kind }) => kind === 'Deployment')!;
  let exporter: BlackboxProgram;

  beforeAll(async () => {
    await Promise.all(sites.map((site) => site.start()));
    exporter = await BlackboxProgram.start(folder, fileOf('blackbox-exporter'), authority.file);
  });

  afterAll(async () => {
    await exporter?.stop();
    sites.forEach((site) => site.stop());
    fs.rmSync(folder, { recursive: true });
  });

  it.each(['liveness', 'readiness'])('answers the %s probe of its pods', async (kind) => {
    const [{ [`${kind}Probe`]: { httpGet } }] = workload.spec.template.spec.containers;
    expect(await exporter.statusOf(httpGet.path)).toBe(200);
  });

  /** By the module that the scrape configuration names. */
  const ask = (name: string, target: string): Promise<Answers> => {
    const [{ params }] = readYaml(fileOf(name))[0].scrape_configs;
    return exporter.probe(params.module[0], target);
  };

  it('says that a page answers, how fast, and until when its certificate is valid', async () => {
    const answers = await ask('pages', `https://${valid.host}/`);
    expect(answers.probe_success).toBe(1);
    expect(answers.probe_duration_seconds).toBeLessThan(5);
    expect(answers.probe_ssl_earliest_cert_expiry * 1000).toBeGreaterThan(Date.now());
  });

  it.each(['/broken', '/moved'])('says of the page %s that it failed', async (page) => {
    expect((await ask('pages', `https://${valid.host}${page}`)).probe_success).toBe(0);
  });

  it('says of a page with an expired certificate that it failed', async () => {
    expect((await ask('pages', `https://${expired.host}/`)).probe_success).toBe(0);
  });

  it('says until when a certificate is valid', async () => {
    const answers = await ask('certificates', valid.host);
    expect(answers.probe_success).toBe(1);
    expect(answers.probe_ssl_earliest_cert_expiry * 1000).toBeGreaterThan(Date.now());
  });

  it('says until when clients accept a server that also sends an expired certificate', async () => {
    const answers = await ask('certificates', superfluous.host);
    expect(answers.probe_success).toBe(1);
    expect(answers.probe_ssl_earliest_cert_expiry * 1000).toBeLessThan(Date.now());
    expect(answers.probe_ssl_last_chain_expiry_timestamp_seconds * 1000).toBeGreaterThan(Date.now());
  });

  it.each([
    ['an expired certificate', () => expired.host],
    ['a certificate that nobody knows the authority of', () => unknown.host],
    ['a port that nobody listens on', () => 'localhost:1'],
  ])('says of %s that it failed', async (_, host) => {
    expect((await ask('certificates', host())).probe_success).toBe(0);
  });
});
