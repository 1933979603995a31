import * as fs from 'fs';
import * as path from 'path';
import { ApiObject, Chart } from 'cdk8s';
import { ProductionApp } from '../../../src';
import { OutputFolder } from '../../../src/app/storage/output-folder';
import { indexText, WrittenIndex } from '../../../src/app/storage/written-index';
import { messageOf } from '../../support/errors';
import { filesIn, inFolder } from '../../support/system/folders';

const INDEX = '.preflight-files';

/** What an app is told that finds the index of another one. */
function refusalOf(listed: readonly string[], written: readonly string[], writers: readonly (string | undefined)[]) {
  return inFolder((folder) => {
    fs.writeFileSync(path.join(folder, INDEX), indexText(listed, writers[0]));
    const index = new WrittenIndex(new OutputFolder(folder), INDEX);
    expect(index.files).toEqual(listed);
    return messageOf(() => index.refuseOther(writers[1], new Set(written))).replaceAll(folder, 'dist');
  });
}

describe('WrittenIndex', () => {
  const [shop, infra] = ['../shop/main', '../infra/main'];

  it.each<[string[], string, (string | undefined)[]]>([
    [['a.yaml'], 'of the same app', [shop, shop]],
    [['a.yaml'], 'where nobody knows which app wrote them', [undefined, shop]],
    [['a.yaml'], 'where nobody ever knew which app writes', [undefined, undefined]],
    [['a.yaml', 'b.yaml', 'metadata.json'], 'where most are written again, for a program was moved', [shop, infra]],
    [[], 'where there are none', [shop, infra]],
  ])('lets files be removed of %j %s', (listed, _, writers) => {
    expect(() => refusalOf(listed, ['b.yaml', 'metadata.json'], writers)).toThrow('nothing was thrown');
  });

  it.each([[['a.yaml']], [['a.yaml', 'metadata.json']]])('refuses to remove what another app wrote: %j', (listed) => {
    expect(refusalOf(listed, ['b.yaml', 'metadata.json'], [shop, infra]))
      .toBe("[App] 'outdir' must be written by one app, and ../shop/main wrote a.yaml there, which this one would"
        + ' remove, got "dist"; give each app an outdir of its own, or remove dist/.preflight-files where that app'
        + ' is no more');
  });

  it('refuses it to a run of which nobody knows the app, too', () => {
    expect(refusalOf(['a.yaml'], ['b.yaml'], [shop, undefined])).toContain('../shop/main wrote a.yaml there');
  });
});

describe('two apps that write one folder', () => {
  it('are refused, with the files of the first one left', () => {
    inFolder((outdir) => {
      appWith('shop', outdir).synth();
      const before = filesIn(outdir);
      expect(messageOf(() => appWith('infra', outdir).synth())).toContain("[App] 'outdir' must be written by one app");
      expect(filesIn(outdir)).toEqual(before);
    });
  });

  it('are refused where one of them is no program, which leaves the folder to the first one', () => {
    inFolder((outdir) => {
      appWith('shop', outdir).synth();
      const before = filesIn(outdir);
      expect(messageOf(() => withoutProgram(() => appWith('infra', outdir).synth()))).toContain('which this one would');
      withoutProgram(() => appWith('shop', outdir).synth());
      expect(filesIn(outdir)).toEqual(before);
    });
  });
});

/** As with `node -e`. */
function withoutProgram(act: () => void): void {
  const { argv } = process;
  process.argv = [argv[0]];
  try {
    act();
  } finally {
    process.argv = argv;
  }
}

function appWith(chart: string, outdir: string): ProductionApp {
  const app = new ProductionApp({ outdir });
  new ApiObject(new Chart(app, chart), 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: chart } });
  return app;
}
