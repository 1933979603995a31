import * as path from 'path';
import { JsonPatch } from 'cdk8s';
import { DefaultDenyPolicy, ProductionService, ProductionWorker } from '../src';
import { hasPython, PythonPackage } from './harness/python';
import { codeBlocks, readDocument } from '../test/support/project/markdown';
import { stage } from '../test/support/render';
import { filesIn, inFolder } from '../test/support/system/folders';

const EXPECTED = path.resolve(__dirname, '../examples/hello-service/expected');
const describeWithPython = hasPython() ? describe : describe.skip;

describeWithPython('from Python', () => {
  let library: PythonPackage;

  beforeAll(() => {
    library = new PythonPackage();
  }, 300_000);

  afterAll(() => library.dispose());

  it('the example hello-service is the same, byte for byte', () => {
    const written = inFolder((folder) => {
      library.run('hello_service.py', folder);
      return filesIn(folder);
    });
    expect(written).toEqual(filesIn(EXPECTED));
  });

  it('each verb that several constructs have does the same', () => {
    expect(inFolder((folder) => library.run('verbs.py', folder))).toBe(yamlOfVerbs());
  });

  it('what a workload depends on may be written in Python, and mistakes are refused before anything is made', () => {
    const lines = inFolder((folder) => library.run('reachable.py', folder)).split('\n');
    const said = lines.filter((line) => line.startsWith('# '));
    expect(said).toEqual([
      '# admits shop 5432',
      "# [mailer] 'scope' must be a chart, or stand in one, got ProductionApp; make one: new Chart(app, 'shop')",
      "# [shop/api] 'id' must be a name that nothing else in the scope has, got \"api\"; choose another one",
    ]);
    expect(lines).toContain('              value: db.data:5432');
  });

  it('a mistake says what it says in TypeScript', () => {
    const message = codeBlocks(readDocument('README.md'), 'text')[1];
    expect(inFolder((folder) => library.run('message.py', folder))).toContain(message.trim());
  });
});

/** What `verbs.py` writes, from TypeScript. */
function yamlOfVerbs(): string {
  const { app, chart } = stage();
  const ledger = new ProductionService(chart, 'ledger', { image: 'acme/ledger:1', port: 8080 });
  const api = new ProductionService(chart, 'api', { image: 'acme/api:1', port: 8080 });
  const mailer = new ProductionWorker(chart, 'mailer', { image: 'acme/mailer:1' });
  const closed = new DefaultDenyPolicy(chart, 'closed');
  for (const workload of [api, mailer]) {
    workload.dependsOn(ledger, { addressAs: 'LEDGER_ADDR' });
    workload.waive('image-has-digest', 'tags are never moved', { ticket: 'PAY-311' });
    workload.patch(workload.deployment, JsonPatch.replace('/spec/minReadySeconds', 10));
    workload.mergePatch(workload.networkPolicy, { metadata: { annotations: { 'acme.io/ticket': 'SEC-7' } } });
  }
  closed.patch(closed.policy, JsonPatch.add('/metadata/labels/tier', 'edge'));
  closed.mergePatch(closed.policy, { metadata: { annotations: { 'acme.io/ticket': 'SEC-7' } } });
  return app.synthYaml();
}
