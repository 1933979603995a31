import * as fs from 'fs';
import * as path from 'path';
import { compare, lengthOf, manifestsIn } from './inventory';
import { LIBRARY, programNamed } from './programs';
import { Conditions, measure, Section, withNote } from './section';
import { nodeRun, nodeWriter, Writer } from './writer';
import { newFolder, runNode } from '../measure';

const COMPARED_SERVICES = 10;

/** What a service with everything costs beside the same objects made by hand. */
export function services(conditions: Conditions): Section {
  const count = conditions.quick ? 30 : 300;
  const template = path.join(newFolder(), 'template.json');
  fs.writeFileSync(template, JSON.stringify(objectsOfOne()));
  const few = serviceWriters(COMPARED_SERVICES, template);
  const objects = compare(few) / COMPARED_SERVICES;
  refuseShorter(few);
  const title = `${count} services of ${objects} objects, all in ProductionApp`;
  return measure(title, serviceWriters(count, template), conditions);
}

/** What it costs that a program uses the library at all; it loads what is asked for. */
export function loading(conditions: Conditions): Section {
  const library = `require(${JSON.stringify(LIBRARY)})`;
  const section = measure('Loading', [
    loaded('the library, every name of it, which loads both peers', `Object.values(${library})`),
    loaded('cdk8s and cdk8s-plus-28', "require('cdk8s'); require('cdk8s-plus-28')"),
    loaded('the library, ProductionService of it', `${library}.ProductionService`),
    loaded('the library, ProductionApp of it', `${library}.ProductionApp`),
    loaded('the library, no name of it yet', library),
    loaded('cdk8s', "require('cdk8s')"),
    loaded('Node alone', '0'),
  ], conditions);
  const [ours, theirs] = section.rows;
  const node = section.rows[section.rows.length - 1];
  const share = ((ours.seconds - theirs.seconds) / (theirs.seconds - node.seconds)).toFixed(2);
  return withNote(section, `what every name of the library adds is ${share} times what its peers add to Node`);
}

function loaded(name: string, program: string): Writer {
  return nodeRun(name, () => ['-e', program]);
}

/** Who writes less than ours does not write the same objects. */
function refuseShorter([ours, ...others]: readonly Writer[]): void {
  const length = lengthOf(ours);
  const shorter = others.find((other) => lengthOf(other) < length);
  if (shorter !== undefined) throw new Error(`${shorter.name} writes less than ${ours.name}`);
}

function serviceWriters(count: number, template: string) {
  return [
    nodeWriter('ProductionService', 'services', 'production-service', count, template),
    nodeWriter('cdk8s-plus, and ApiObjects for the rest', 'services', 'cdk8s-plus', count, template),
    nodeWriter('ApiObjects of the finished manifests', 'services', 'api-objects', count, template),
  ];
}

function objectsOfOne(): object[] {
  const folder = newFolder();
  runNode([programNamed('services'), 'production-service', '1', '', folder], { strict: true });
  return manifestsIn(folder);
}
