import { knownMembersOnly } from '../internal/signatures/known-members';

/** How files are laid out below the output folder. */
export enum FileLayout {
  /** As cdk8s has it: `yamlOutputType` decides. */
  CDK8S = 'cdk8s',
  /**
   * `clusters/<cluster>/<section>/<chart>.yaml`, for repositories that Argo CD and Flux apply folder by folder.
   *
   * Each chart is in a construct for its section, and that in one for its cluster: the ids become the names.
   *
   * An app is judged as one cluster. Where two clusters have the same things, such as a namespace of one name, make a
   * `ProductionApp` for each, with the cluster as its `name`, and give all of them one `outdir`.
   */
  CLUSTERS = 'clusters',
}

knownMembersOnly({ FileLayout });
