import * as fs from 'fs';
import * as path from 'path';
import { App, Chart, YamlOutputType } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-28';
import { ProductionApp } from '../../src';
import { addEtcd, addPostgres } from '../support/backups';
import { filesIn, inFolder } from '../support/system/folders';

const TYPES = Object.values(YamlOutputType).filter((type) => typeof type === 'number');
const DOCUMENTS = ['infra.etcd.bucket-lifecycle', 'infra.orders.bucket-lifecycle'];

describe('the documents of ProductionApp', () => {
  it.each(TYPES)('lie beside the manifests, with the YamlOutputType %i', (yamlOutputType) => {
    inFolder((outdir) => {
      const bucketLifecycle = build(new ProductionApp({ outdir, yamlOutputType }));

      expect(otherFiles(outdir)).toEqual(DOCUMENTS);
      expect(fs.readFileSync(path.join(outdir, DOCUMENTS[0]), 'utf8')).toBe(bucketLifecycle);
    });
  });

  it('have names that kubectl apply -f passes by', () => {
    expect(DOCUMENTS.filter((file) => /\.(ya?ml|json)$/.test(file))).toEqual([]);
  });

  it('are not written by an App of cdk8s, whose manifests are the same', () => {
    const [ours, theirs] = [ProductionApp, App].map((type) => inFolder((outdir) => {
      build(new type({ outdir }));
      return { others: otherFiles(outdir), manifest: fs.readFileSync(path.join(outdir, 'infra.k8s.yaml'), 'utf8') };
    }));

    expect(theirs.others).toEqual([]);
    expect(theirs.manifest).toBe(ours.manifest);
  });

  it('are not written where anything is wrong', () => {
    inFolder((folder) => {
      const outdir = path.join(folder, 'dist');
      const app = new ProductionApp({ outdir });
      const chart = new Chart(app, 'other', { namespace: 'infra' });
      for (const id of ['one', 'two']) new ConfigMap(chart, id, { metadata: { name: 'same' } });

      expect(() => build(app)).toThrow(/^Nothing was written:/);
      expect(fs.existsSync(outdir)).toBe(false);
    });
  });
});

/** Writes two backups, and returns what one of them says of its bucket. */
function build(app: App): string {
  const chart = new Chart(app, 'infra', { namespace: 'infra' });
  const { bucketLifecycle } = addEtcd(chart);
  addPostgres(chart);
  app.synth();
  return bucketLifecycle;
}

function otherFiles(folder: string): string[] {
  return Object.keys(filesIn(folder)).filter((file) => !/(\/|\.k8s\.yaml)$/.test(file));
}
