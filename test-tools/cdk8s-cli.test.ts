import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { installPackage, run } from './harness/installed-package';

const CDK8S_CLI = 'cdk8s-cli@2.207.60';
/** Writes a pod of a namespace that is not ready for production, or one that is as far as the checks below say. */
const PROGRAM = `
const { ApiObject, App, Chart } = require('cdk8s');
const app = new App();
new ApiObject(new Chart(app, 'shop'), 'agent', {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'agent', namespace: 'shop' },
  spec: { hostNetwork: process.argv[2] === 'bad', containers: [{ name: 'agent', image: 'ghcr.io/acme/agent:1.4.2' }] },
});
app.synth();
`;
const CHECKS = ['pod-security-host-namespaces', 'image-has-tag'];

let folder: string;
let version: string;

beforeAll(() => {
  folder = installPackage('2');
  run(folder, ['npm', 'install', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', 'cli', CDK8S_CLI]);
  fs.writeFileSync(path.join(folder, 'main.js'), PROGRAM);
  ({ version } = JSON.parse(fs.readFileSync(path.join(folder, 'node_modules/cdk8s-preflight/package.json'), 'utf8')));
  // As cdk8s-cli installs a plugin from the registry, where this version may not be yet.
  const [tarball] = fs.readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  const target = path.join('plugins/cdk8s-preflight', version);
  fs.mkdirSync(path.join(folder, target), { recursive: true });
  run(folder, ['npm', 'install', path.resolve(folder, tarball), '--no-save', '--prefix', target]);
}, 300_000);

afterAll(() => fs.rmSync(folder, { recursive: true }));

describe.each([
  ['beside the app', './node_modules/cdk8s-preflight'],
  ['by its name', 'cdk8s-preflight'],
])('cdk8s synth with the validation plugin that is found %s', (_, name) => {
  it('fails where the app is not ready, with what the plugin found and the construct that made it', () => {
    const { status, stdout, reports } = synth('bad', name);
    expect(status).toBe(2);
    expect(stdout).toContain('Validation Report');
    expect(reports).toMatchObject([{
      summary: { status: 'failure', version, metadata: { Verdict: 'Not ready.' } },
      violations: [{
        ruleName: 'pod-security-host-namespaces',
        violatingConstructs: [{
          constructPath: 'shop/agent', resourceName: 'agent', manifestPath: 'dist/shop.k8s.yaml',
        }],
      }],
    }]);
  });

  it('passes where the app is ready', () => {
    const { status, stdout, reports } = synth('good', name);
    expect([status, stdout]).toEqual([0, expect.stringContaining('Validations ended succesfully')]);
    expect(reports).toMatchObject([{ summary: { status: 'success' }, violations: [] }]);
  });

  it('says which property is wrong', () => {
    const { status, stderr } = synth('good', name, { failOnn: 'critical' });
    expect(status).not.toBe(0);
    expect(stderr).toContain("[ReadinessValidation] 'properties.failOnn' must");
  });
});

/** What `cdk8s synth` says of the app; JSON is YAML too. */
function synth(state: 'good' | 'bad', name: string, properties = {}) {
  const plugin = {
    package: name, version, class: 'ReadinessValidation', properties: { only: CHECKS, ...properties },
  };
  fs.writeFileSync(path.join(folder, 'cdk8s.yaml'), JSON.stringify({
    language: 'typescript',
    app: `node main.js ${state}`,
    pluginsDirectory: path.join(folder, 'plugins'),
    validations: [plugin],
  }));
  const reportFile = path.join(folder, 'reports.json');
  const cdk8s = ['cli/node_modules/cdk8s-cli/bin/cdk8s', 'synth', '--check-upgrade=false'];
  const args = [...cdk8s, '--validation-reports-output-file', reportFile];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  const reports = fs.existsSync(reportFile) ? JSON.parse(fs.readFileSync(reportFile, 'utf8')).reports : [];
  fs.rmSync(reportFile, { force: true });
  return { status, stdout, stderr, reports };
}
