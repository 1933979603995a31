import { knownMembersOnly } from '../internal/signatures/known-members';

/** How files are laid out below the output folder. */
export enum FileLayout {
  /** As cdk8s has it: `yamlOutputType` decides. */
  CDK8S = 'cdk8s',
  /**
   * `clusters/<cluster>/<section>/<chart>.yaml`, for repositories that Argo CD and Flux apply folder by folder.
   *
   * Each chart is in a construct for its section, and that in one for its cluster: the ids become the names.
   */
  CLUSTERS = 'clusters',
}

knownMembersOnly({ FileLayout });
