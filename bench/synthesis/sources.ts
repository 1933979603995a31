import * as fs from 'fs';
import * as path from 'path';
import * as yaml from 'js-yaml';
import { Application, applicationOf, manifestsOf } from './programs/application';

/** A chart for Helm that writes each of a list of applications. */
export function writeChart(folder: string, count: number): void {
  const objects = manifestsOf({ name: '{{ .name }}', namespace: '{{ .namespace }}', image: '{{ .image }}' });
  const template = `{{- range .Values.applications }}\n---\n${textOf(objects)}{{- end }}\n`;
  fs.mkdirSync(path.join(folder, 'templates'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'Chart.yaml'), yaml.dump({ apiVersion: 'v2', name: 'fleet', version: '1.0.0' }));
  fs.writeFileSync(path.join(folder, 'values.yaml'), yaml.dump({ applications: applications(count) }));
  fs.writeFileSync(path.join(folder, 'templates', 'fleet.yaml'), template);
}

/** A program for jsonnet with a function that makes the objects of an application. */
export function writeJsonnet(folder: string, count: number): string {
  const objects = manifestsOf({ name: '@name', namespace: '@namespace', image: '@image' });
  const body = JSON.stringify(objects, undefined, 2).replace(/"@(\w+)"/g, 'application.$1');
  const list = JSON.stringify(applications(count));
  const file = path.join(folder, 'fleet.jsonnet');
  const program = `local objects(application) = ${body};\nstd.flattenArrays([objects(one) for one in ${list}])\n`;
  fs.writeFileSync(file, program);
  return file;
}

/** Manifests by hand, which kustomize gets as they are but for one label; it has no loops. */
export function writeKustomization(folder: string, count: number): void {
  const resources = applications(count).map((application) => {
    const file = `${application.name}.yaml`;
    fs.writeFileSync(path.join(folder, file), textOf(manifestsOf(application)));
    return file;
  });
  const labels = [{ pairs: { 'app.kubernetes.io/part-of': 'fleet' } }];
  fs.writeFileSync(path.join(folder, 'kustomization.yaml'), yaml.dump({ resources, labels }));
}

function applications(count: number): Application[] {
  return Array.from({ length: count }, (_, index) => applicationOf(index));
}

function textOf(manifests: readonly object[]): string {
  return manifests.map((manifest) => yaml.dump(manifest, { noRefs: true, lineWidth: -1 })).join('---\n');
}
