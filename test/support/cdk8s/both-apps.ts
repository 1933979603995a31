import { App, AppProps, YamlOutputType } from 'cdk8s';
import { ProductionApp } from '../../../src';
import { filesIn, inFolder } from '../system/folders';

/** All output types of cdk8s' App. */
export const OUTPUT_TYPES = Object.values(YamlOutputType)
  .filter((type): type is YamlOutputType => typeof type === 'number');

/** What our app and cdk8s' own write of the same tree, in this order. */
export function writtenByBoth(build: (app: App) => unknown, props: AppProps = {}): Record<string, string>[] {
  return [ProductionApp, App].map((type) => inFolder((outdir) => {
    const app = new type({ outdir, ...props });
    build(app);
    app.synth();
    return filesIn(outdir);
  }));
}
