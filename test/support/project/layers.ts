import * as path from 'path';
import { Arrow } from './import-graph';

type Layers = Readonly<Record<string, readonly string[]>>;

/** The layer of a file; undefined where nobody listed it. */
export function layerOf(file: string, layers: Layers): string | undefined {
  const around = Object.keys(layers).filter((name) => isIn(file, name));
  const [layer] = around.sort((left, right) => right.length - left.length);
  if (layer === undefined || layer === file || path.dirname(file) === layer) return layer;
  return foldersInside(layer, layers).length > 0 ? undefined : layer;
}

/** The imports that no layer allows, as `layer -> layer: file -> file`. */
export function upwardArrows(arrows: readonly Arrow[], layers: Layers): string[] {
  return arrows.flatMap(({ from, to }) => {
    const [source = 'unlisted', target = 'unlisted'] = [layerOf(from, layers), layerOf(to, layers)];
    const isAllowed = source === target || (layers[source] ?? []).some((allowed) => isIn(to, allowed));
    return isAllowed ? [] : [`${source} -> ${target}: ${from} -> ${to}`];
  });
}

/** Layers that would import themselves in a circle if all did what they may. */
export function circularLayers(layers: Layers): string[] {
  const names = Object.keys(layers);
  const mayImport = (from: string, to: string) => from !== to && (
    layers[from].some((allowed) => isIn(to, allowed) || layerOf(allowed, layers) === to)
  );
  const reached = (from: string, seen = new Set<string>()): Set<string> => {
    for (const next of names.filter((name) => mayImport(from, name) && !seen.has(name))) reached(next, seen.add(next));
    return seen;
  };
  return names.filter((name) => reached(name).has(name));
}

function foldersInside(layer: string, layers: Layers): string[] {
  return Object.keys(layers).filter((name) => path.dirname(name) === layer && name !== layer);
}

function isIn(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}
