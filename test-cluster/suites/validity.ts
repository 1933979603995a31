import { groupPath } from '../../src/cli/dry-run/api-resources';
import { messageOf } from '../../src/cli/dry-run/verdict';
import { Manifest } from '../../test/support/schemas';
import { brokenKinds } from '../../test/support/validity/broken-kinds';
import { MISTAKES, withMistake } from '../../test/support/validity/mistakes';
import { mutations, reductions } from '../../test/support/validity/mutations';
import { nameOf, validObjects } from '../../test/support/validity/objects';
import { validityFindings } from '../../test/support/validity/verdict';
import { acceptedReason, acceptedRefusal } from '../harness/accepted-verdicts';
import { Cluster } from '../harness/cluster';
import { MinorUnderTest } from '../harness/minor';

const SEED = 20261129;
/** More of them, for who looks for what is still judged otherwise. */
const MUTATIONS = Number(process.env.MUTATIONS ?? 500);

/** What `preflight check` says of validity is what the API server of a minor says. */
export function describeValidity({ release: { minor }, cluster }: MinorUnderTest): void {
  const number = Number(minor.slice(2));
  const objects = validObjects(number);
  const mistakes = Object.values(MISTAKES).flat().filter(({ object, since = 0 }) => (
    since <= number && objects.some((one) => nameOf(one) === object)
  ));

  describe('validity of every kind', () => {
    it('is refused with an unknown field, and with a value of another type', async () => {
      const taken = [];
      for (const { manifest, path } of brokenKinds(minor)) {
        const refusal = await refusalOf(cluster(), manifest);
        if (refusal === undefined) taken.push({ manifest, path });
      }
      expect(taken).toEqual([]);
    });
  });

  describe('validity beyond schemas', () => {
    it('takes what we take', async () => {
      for (const manifest of objects) {
        expect([manifest.kind, await refusalOf(cluster(), manifest)]).toEqual([manifest.kind, undefined]);
      }
    });

    it.each(mistakes)('refuses $object with $name', async (mistake) => {
      expect(await refusalOf(cluster(), withMistake(mistake))).toBeDefined();
    });
  });

  describe('validity of what is changed', () => {
    it('refuses nothing that is taken, whatever is left out or empty', async () => {
      const refused = [];
      for (const { manifest, what } of reductions(objects)) {
        const ours = validityFindings(manifest, minor).map(({ message }) => message);
        if (ours.length === 0 || acceptedRefusal(what) !== undefined) continue;
        if ((await refusalOf(cluster(), manifest)) === undefined) refused.push(`${what}: ${ours.join('; ')}`);
      }
      expect(refused).toEqual([]);
    });

    it(`says the same of ${MUTATIONS} random changes, or why not`, async () => {
      const differences: string[] = [];
      let accepted = 0;
      for (const { manifest, what } of mutations(objects, SEED + number, MUTATIONS)) {
        const ours = validityFindings(manifest, minor).map(({ message }) => message);
        const theirs = await refusalOf(cluster(), manifest);
        if (ours.length > 0 === (theirs !== undefined)) continue;
        const said = theirs ?? `taken, though ${ours.join('; ')}`;
        if (acceptedReason(what, said) === undefined) differences.push(`${what}: ${said}`);
        else accepted += 1;
      }
      process.stdout.write(
        `Kubernetes ${minor}: ${MUTATIONS} changes, ${accepted} of them judged otherwise for a reason\n`,
      );
      expect(differences).toEqual([]);
    });
  });
}

/** Why the API server does not take an object; undefined where it does. */
async function refusalOf(cluster: Cluster, manifest: Manifest): Promise<string | undefined> {
  const resource = await cluster.resources.find(manifest.apiVersion, manifest.kind);
  // What is off by default is served by nobody.
  if (resource === undefined) return `${manifest.apiVersion} ${manifest.kind} is not served`;
  const namespace = resource.isNamespaced ? '/namespaces/default' : '';
  const path = `${groupPath(manifest.apiVersion)}${namespace}/${resource.plural}?dryRun=All&fieldValidation=Strict`;
  const text = JSON.stringify(manifest);
  const { status, text: answer } = await cluster.send({
    method: 'POST',
    path,
    text,
    contentType: 'application/json',
  });
  return status < 300 || status === 409 ? undefined : messageOf(answer);
}
