import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, Chart } from 'cdk8s';
import {
  Audit, AuditOptions, Platform, ProductionApp, ProductionNamespace, ProductionService, Severity,
} from '../../src';
import { messageOf } from '../support/errors';
import { IMAGE } from '../support/render';
import { filesIn } from '../support/system/folders';

describe('Audit', () => {
  let outdir: string;

  beforeEach(() => { outdir = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'audit-')), 'dist'); });
  afterEach(() => { fs.rmSync(path.dirname(outdir), { recursive: true }); });

  const appWith = (options?: AuditOptions) => {
    const app = new ProductionApp({ outdir, audit: options && Audit.enforced(options) });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new ProductionNamespace(chart, 'shop');
    new ProductionService(chart, 'web', { image: IMAGE });
    return { app, chart };
  };
  const addAgent = (chart: Chart) => new ApiObject(chart, 'agent', {
    apiVersion: 'v1',
    kind: 'Pod',
    // The namespace of the service would refuse it.
    metadata: { name: 'agent', namespace: 'nodes' },
    spec: { hostPID: true, containers: [{ name: 'agent', image: 'agent:1' }] },
  });

  it('lets what is ready be written, with the same bytes', () => {
    appWith({}).app.synth();
    expect(Object.keys(filesIn(outdir))).toEqual(['shop.k8s.yaml']);
    expect(fs.readFileSync(path.join(outdir, 'shop.k8s.yaml'), 'utf8')).toBe(appWith().app.synthYaml());
  });

  it('keeps everything from being written where something is not, by the path of its construct', () => {
    const { app, chart } = appWith({});
    addAgent(chart);
    const message = messageOf(() => app.synth());
    expect(message).toMatch(/^Nothing was written:\n {2}\[shop\/agent\] 'spec\.hostPID' must .*pod-security-host-namespaces/);
    expect(fs.existsSync(outdir)).toBe(false);
  });

  it('goes by the registries that the app trusts', () => {
    const app = new ProductionApp({ outdir, audit: Audit.enforced({ failOn: Severity.WARNING }) });
    Platform.configure(app, { trustedRegistries: ['mirror.acme.io'] });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new ProductionNamespace(chart, 'shop');
    new ProductionService(chart, 'web', { image: IMAGE });
    expect(messageOf(() => app.synth())).toMatch(/must be "mirror\.acme\.io" to pass image-registry-is-trusted/);
  });

  it('is asked for', () => {
    const { app, chart } = appWith();
    addAgent(chart);
    expect(() => app.synth()).not.toThrow();
  });

  it('counts from the severity on that it is told, without what is skipped', () => {
    const skip = ['has-owner-label'];
    expect(messageOf(() => appWith({ failOn: Severity.ADVICE }).app.synth())).toContain('has-owner-label');
    expect(() => appWith({ failOn: Severity.ADVICE, skip }).app.synth()).not.toThrow();
  });

  it('judges waivers on the day that it is given, and no day otherwise', () => {
    const withWaiver = (options: AuditOptions) => {
      const { app, chart } = appWith(options);
      const agent = addAgent(chart);
      const waiver = JSON.stringify({ reason: 'it looks at processes', until: '2026-03-31' });
      agent.metadata.addAnnotation('preflight/waive.pod-security-host-namespaces', waiver);
      return app;
    };
    const skip = ['pod-security-host-namespaces'];
    expect(messageOf(() => appWith({ skip: ['nonsense'] }).app.synth()))
      .toContain("[App] 'audit.skip' must hold ids of checks, got \"nonsense\"; see preflight list");
    expect(messageOf(() => withWaiver({ asOf: '2026-04-01' }).synth())).toContain('pod-security-host-namespaces');
    expect(() => withWaiver({ asOf: '2026-03-31' }).synth()).not.toThrow();
    expect(() => withWaiver({}).synth()).not.toThrow();
    expect(() => withWaiver({ skip }).synth()).not.toThrow();
  });

  it.each(['2026-02-30', 'tomorrow'])('refuses %s as that day', (asOf) => {
    expect(messageOf(() => appWith({ asOf }).app.synth()))
      .toContain(`'audit.asOf' must be a date like 2027-03-31, got "${asOf}"; give an absolute day of the calendar`);
  });

  it('writes the report where it is told, also where nothing else is written', () => {
    const report = path.join(path.dirname(outdir), 'reports', 'readiness.json');
    const { app, chart } = appWith({ report });
    addAgent(chart);
    expect(() => app.synth()).toThrow('Nothing was written');
    const { summary, results } = JSON.parse(fs.readFileSync(report, 'utf8'));
    expect(summary.checks['pod-security-host-namespaces'].failed).toBe(1);
    expect(results.map(({ object }: { object: { name: string } }) => object.name)).toContain('agent');
  });

  it('may report and let everything be written', () => {
    const report = path.join(path.dirname(outdir), 'readiness.json');
    const app = new ProductionApp({ outdir, audit: Audit.reported(report) });
    addAgent(new Chart(app, 'shop', { namespace: 'shop' }));
    app.synth();
    expect(Object.keys(filesIn(outdir))).toEqual(['shop.k8s.yaml']);
    expect(JSON.parse(fs.readFileSync(report, 'utf8')).summary.failed).toBeGreaterThan(0);
  });

  it.each([
    ['it is a folder', () => path.dirname(outdir)],
    ['something of that name is there already', () => '/dev/null/report.json'],
    ['no space is left', () => '/dev/full'],
  ])('says why the report cannot be written: %s', (problem, fileOf) => {
    const report = fileOf();
    expect(messageOf(() => appWith({ report }).app.synth())).toBe("[App] 'audit.report' must be a file that can be"
      + ` written (${problem}), got ${JSON.stringify(report)}; name another one, or make room for it`);
  });

  it('keeps the report out of what is applied', () => {
    const report = path.join(outdir, 'readiness.json');
    expect(messageOf(() => appWith({ report }).app.synth())).toBe(
      `[App] 'audit.report' must stand outside of the output folder, ${outdir}, got ${JSON.stringify(report)}; `
      + 'write it beside that folder',
    );
  });
});
