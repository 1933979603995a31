import { listOf, mapsIn, PlainMap } from '../model/values/plain-data';
import { textOf } from '../model/values/text-of';

/** Lists whose items are files or folders, or what could stand in them. */
const LISTS = ['patchesStrategicMerge', 'configurations', 'transformers', 'generators', 'validators'];
/** Lists whose items name a file. */
const ENTRIES = ['patches', 'patchesJson6902', 'replacements'];
const GENERATORS = ['configMapGenerator', 'secretGenerator'];

/** The files and folders that a kustomization reads, and that are no objects to apply; as it names them. */
export function kustomizedPlaces(content: PlainMap): string[] {
  const resources = new Set([...listOf(content.resources), ...listOf(content.bases)]);
  const places = [
    ...LISTS.flatMap((name) => listOf(content[name])),
    ...ENTRIES.flatMap((name) => mapsIn(content[name]).map(({ item }) => item.path)),
    ...GENERATORS.flatMap((name) => mapsIn(content[name]).flatMap(({ item }) => generatedFrom(item))),
    ...mapsIn(content.helmCharts).flatMap(({ item }) => [item.valuesFile, ...listOf(item.additionalValuesFiles)]),
  ];
  return places.map(textOf).filter((place) => place !== '' && !place.includes('\n') && !resources.has(place));
}

/** Files of a ConfigMap or Secret, `key=file` where the key is another name. */
function generatedFrom({ files, envs, env }: PlainMap): string[] {
  return [...listOf(files), ...listOf(envs), env].map((place) => textOf(place).replace(/^[^=]*=/, ''));
}
