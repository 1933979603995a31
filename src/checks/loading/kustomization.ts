import { listOf, mapsIn, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** Lists whose items are files or folders, or what could stand in them. */
const LISTS = ['patchesStrategicMerge', 'configurations', 'transformers', 'generators', 'validators'];
/** Lists whose items name a file. */
const ENTRIES = ['patches', 'patchesJson6902', 'replacements'];
const GENERATORS = ['configMapGenerator', 'secretGenerator'];

/** What a kustomization names, as it names it. */
export interface KustomizedPlaces {
  /** Files and folders that it reads, and that are no objects to apply. */
  readonly read: string[];
  /** Those that it applies. */
  readonly applied: string[];
}

/** The places that a kustomization names. */
export function kustomizedPlaces(content: PlainMap): KustomizedPlaces {
  const read = [
    ...LISTS.flatMap((name) => listOf(content[name])),
    ...ENTRIES.flatMap((name) => mapsIn(content[name]).map(({ item }) => item.path)),
    ...GENERATORS.flatMap((name) => mapsIn(content[name]).flatMap(({ item }) => generatedFrom(item))),
    ...mapsIn(content.helmCharts).flatMap(({ item }) => [item.valuesFile, ...listOf(item.additionalValuesFiles)]),
  ];
  return { read: placesIn(read), applied: placesIn([...listOf(content.resources), ...listOf(content.bases)]) };
}

function placesIn(list: readonly unknown[]): string[] {
  return list.map(textOf).filter((place) => place !== '' && !place.includes('\n'));
}

/** Files of a ConfigMap or Secret, `key=file` where the key is another name. */
function generatedFrom({ files, envs, env }: PlainMap): string[] {
  return [...listOf(files), ...listOf(envs), env].map((place) => textOf(place).replace(/^[^=]*=/, ''));
}
