import { judgeRiskyRights } from '../facts/access/role-rules';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

/** A role makes no volumes by hand. */
export const ROLE_MAKES_NO_VOLUMES: ICheck = {
  id: 'role-makes-no-volumes',
  title: 'Roles make no PersistentVolumes',
  box: 'access',
  severity: Severity.WARNING,
  why: 'A PersistentVolume may be a folder of a node: whoever makes one mounts, by a claim that every level of Pod '
    + 'Security takes, the files of the kubelet.',
  remedy: {
    manifest: 'Grant persistentvolumeclaims, whose StorageClass makes the volume; for a provisioner a waiver says why.',
    construct: "ResourceRule.of({ ..., reason: '...' }), or a right that is smaller",
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation', 'kubescape:C-0278',
  ],
  appliesTo: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'],
  evaluate: (manifest) => judgeRiskyRights(manifest, 'role-makes-no-volumes', 'makes no PersistentVolumes'),
};
