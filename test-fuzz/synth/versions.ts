import { createRequire } from 'module';
import { ApiObject, Chart, YamlOutputType } from 'cdk8s';
import type * as library from '../../src';

/** The compiled package: what is killed is what users run. */
const { ProductionApp } = createRequire(__filename)('../../lib') as typeof library;

const TYPES = [
  YamlOutputType.FILE_PER_CHART, YamlOutputType.FILE_PER_RESOURCE, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

/** An app of which every file says which version of it is there. */
export interface Version {
  /** One that no other version has. */
  readonly letter: string;
  readonly charts: number;
  /** How long each file is, about. */
  readonly length: number;
  /** Which of the ways in which cdk8s lays out files. */
  readonly type: number;
}

/** Writes all files of a version. */
export function synthesize({ letter, charts, length, type }: Version, outdir: string): void {
  // Several processes write the same folder, in any layout.
  const app = new ProductionApp({ outdir, name: 'version', yamlOutputType: TYPES[type % TYPES.length] });
  for (let index = 0; index < charts; index += 1) {
    new ApiObject(new Chart(app, `chart-${index}`, { namespace: 'shop' }), 'config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `config-${index}` },
      data: { text: letter.repeat(length) },
    });
  }
  app.synth();
}
