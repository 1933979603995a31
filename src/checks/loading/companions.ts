import * as path from 'path';
import { isFile, readText } from './bounded-text';
import { FoundFile } from './folder-walk';
import { kustomizedPlaces } from './kustomization';
import { Skipped } from './skipped';
import { mapOf, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';
import { readEmbeddedYaml } from '../model/yaml/embedded-yaml';

const KUSTOMIZATION = /^(kustomization\.ya?ml|Kustomization)$/;
/** What a chart has in its own folder and is no object; `crds` and what else lies there is applied as it is written. */
const OF_A_CHART = /^(Chart\.(ya?ml|lock)|values[^/]*|[^/]*values\.ya?ml|(templates|ci)\/.*)$/;

/** Tells files that other programs read from manifests: what kustomize patches with, and what Helm renders. */
export class Companions {
  private readonly kustomized = new Set<string>();
  /** What any kustomization applies is a manifest, whoever else reads it. */
  private readonly applied = new Set<string>();
  /** By folder, whether it is a chart. */
  private readonly charts = new Map<string, boolean>();

  /** @param files all that were found in folders */
  constructor(files: readonly FoundFile[]) {
    for (const { file, realPath } of files) {
      const name = path.basename(realPath);
      if (KUSTOMIZATION.test(name)) this.addKustomization(realPath, mapIn(file));
    }
  }

  /**
   * Whose a file is, where it is no manifest; undefined where it may be one.
   *
   * @param realPath the file
   * @param place the file, then each folder above it
   */
  public ownerOf(realPath: string, place = realPath): Skipped['reason'] | undefined {
    const above = path.dirname(place);
    if (place === above) return undefined;
    if (this.applied.has(place)) return undefined;
    if (this.kustomized.has(place)) return 'kustomize';
    if (this.isChart(above) && OF_A_CHART.test(path.relative(above, realPath))) return 'chart';
    return this.ownerOf(realPath, above);
  }

  private addKustomization(realPath: string, content: PlainMap): void {
    // Flux calls its own objects so, too.
    const { apiVersion = 'kustomize.config.k8s.io/v1' } = content;
    if (!textOf(apiVersion).startsWith('kustomize.config.k8s.io/')) return;
    this.kustomized.add(realPath);
    const folder = path.dirname(realPath);
    const { read, applied } = kustomizedPlaces(content);
    for (const place of read) this.addPlace(this.kustomized, folder, place);
    for (const place of applied) this.addPlace(this.applied, folder, place);
  }

  /** kustomize reads nothing outside of its own folder; what stands there belongs to others. */
  private addPlace(places: Set<string>, folder: string, place: string): void {
    const resolved = path.resolve(folder, place);
    if (places === this.applied || resolved.startsWith(folder + path.sep)) places.add(resolved);
  }

  /** Also where a folder of the chart was named, and not the chart. */
  private isChart(folder: string): boolean {
    let isOne = this.charts.get(folder);
    if (isOne === undefined) {
      const file = path.join(folder, 'Chart.yaml');
      const { apiVersion, kind, name, version } = isFile(file) ? mapIn(file) : {};
      isOne = kind === undefined && [apiVersion, name, version].every((value) => value !== undefined);
      this.charts.set(folder, isOne);
    }
    return isOne;
  }
}

/** The content of a file; an empty one where it is none, which is said where it is read for good. */
function mapIn(file: string): PlainMap {
  const read = readText(file);
  return mapOf('text' in read ? readEmbeddedYaml(read.text) : undefined);
}
