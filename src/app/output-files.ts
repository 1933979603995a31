import * as path from 'path';
import { ApiObject, Chart, Names, YamlOutputType } from 'cdk8s';
import { clusterFile } from './cluster-file';
import { FileLayout } from './file-layout';
import { TreeOrder } from './tree-order';
import { YamlWriter } from './yaml-writer';
import { JsonObject } from '../internal/values/json';

/** A file of the output, relative to its folder. */
export interface OutputFile {
  readonly file: string;
  readonly text: string;
}

/** How objects are divided into files. */
export interface OutputSettings {
  readonly type: YamlOutputType;
  /** Such as `.k8s.yaml`. */
  readonly extension: string;
  readonly layout: FileLayout;
}

/** A chart with its objects, in the order in which they are written. */
export interface RenderedChart {
  readonly chart: Chart;
  readonly objects: readonly ApiObject[];
  /** What each object says of itself. */
  readonly manifests: readonly JsonObject[];
  /** What the chart makes of them. */
  readonly documents: readonly JsonObject[];
}

const NO_FILE_NAME = /[^0-9a-zA-Z-_.]/g;

/** The folders that cdk8s makes, for charts without an object too. */
export function outputFolders(charts: readonly RenderedChart[], order: TreeOrder, settings: OutputSettings): string[] {
  const { type, layout } = settings;
  const isFolders = layout === FileLayout.CDK8S && type === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
  return isFolders ? charts.map(({ chart }) => chartName(chart, order)) : [];
}

/** The files of charts, with the names that cdk8s gives them. */
export function outputFiles(
  charts: readonly RenderedChart[], order: TreeOrder, { type, extension, layout }: OutputSettings,
): OutputFile[] {
  const writer = new YamlWriter();
  const named = (name: string, documents: readonly JsonObject[]) => (
    { file: `${name}${extension}`, text: writer.write(documents) }
  );
  if (layout === FileLayout.CLUSTERS) {
    return charts.map(({ chart, documents }) => named(clusterFile(chart), documents));
  }
  switch (type) {
    case YamlOutputType.FILE_PER_APP:
      return charts.length === 0 ? [] : [named('app', charts.flatMap(({ documents }) => documents))];
    case YamlOutputType.FILE_PER_CHART:
      return charts.map((chart) => named(chartName(chart.chart, order), chart.documents));
    case YamlOutputType.FILE_PER_RESOURCE:
      return charts.flatMap(({ documents }) => documents.filter((document) => document !== undefined)
        .map((document) => named(objectName(document), [document])));
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      // Only here cdk8s asks the objects instead of the chart, and takes the name that patches do not change.
      return charts.flatMap(({ chart, objects, manifests }) => objects.map((object, index) => (
        named(path.join(chartName(chart, order), objectName(object)), [manifests[index]])
      )));
    default:
      return [];
  }
}

/** Where charts depend on one another, names are in the order in which they must be applied. */
function chartName(chart: Chart, order: TreeOrder): string {
  const name = Names.toDnsLabel(chart);
  return order.hasDependentCharts ? `${order.placeOf(chart).toString().padStart(4, '0')}-${name}` : name;
}

function objectName({ kind, metadata }: { readonly kind?: string; readonly metadata?: { name?: string } }): string {
  return `${kind}.${metadata?.name}`.replace(NO_FILE_NAME, '');
}
