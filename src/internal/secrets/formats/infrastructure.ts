import { SecretFormat } from '../secret-format';

/** Tokens of what clusters and their operators are run with. */
export const INFRASTRUCTURE_FORMATS: readonly SecretFormat[] = [
  // https://developer.hashicorp.com/vault/docs/concepts/tokens
  { kind: 'a Vault token', marks: ['hvs.', 'hvb.', 'hvr.'], form: /hv[sbr]\.[\w-]{20}/y },
  {
    kind: 'a Vault token',
    marks: ['s.', 'b.'],
    form: /[sb]\.(?=[A-Za-z]{0,23}\d)(?=[a-z0-9]{0,23}[A-Z])[A-Za-z0-9]{24}(?![\w.-])/y,
  },
  // https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens
  {
    kind: 'a Terraform Cloud token',
    marks: ['.atlasv1.'],
    form: /(?<=[A-Za-z0-9]{10})\.atlasv1\.[\w-]{40}/y,
    isWithinWords: true,
  },
  // https://developer.1password.com/docs/service-accounts/security/
  { kind: 'a 1Password token', marks: ['ops_eyJ'], form: /ops_eyJ[\w+/=-]{60}/y },
  { kind: 'a 1Password secret key', marks: ['A3-'], form: /A3-[A-Z0-9]{6}-[A-Z0-9-]{22,40}/y },
  // https://docs.doppler.com/reference/auth-token-formats
  { kind: 'a Doppler token', marks: ['dp.'], form: /dp\.(?:pt|st|ct|sa|said|scim|scrt|audit)\.[\w.-]{32}/y },
  // https://infisical.com/docs/documentation/platform/token
  { kind: 'an Infisical token', marks: ['st.'], form: /st\.[0-9a-f]{24}\.[0-9a-f]{32}/y },
  // https://tailscale.com/kb/1277/key-prefixes
  { kind: 'a Tailscale key', marks: ['tskey-'], form: /tskey-[a-z]{2,20}-[\w-]{16}/y },
  // https://docs.netbird.io/how-to/access-netbird-public-api
  { kind: 'a NetBird token', marks: ['nbp_'], form: /nbp_[A-Za-z0-9]{36}/y },
  // https://ranchermanager.docs.rancher.com/api/api-tokens
  { kind: 'a Rancher token', marks: ['token-', 'kubeconfig-'], form: /(?:token|kubeconfig)-[a-z0-9-]{5,40}:[a-z0-9]{54}/y },
  // https://docs.redhat.com/en/documentation/openshift_container_platform
  { kind: 'an OpenShift token', marks: ['sha256~'], form: /sha256~[\w-]{40}/y },
  // https://docs.databricks.com/aws/en/dev-tools/auth/pat
  { kind: 'a Databricks token', marks: ['dapi', 'dkea', 'dose'], form: /(?:dapi|dkea|dose)[0-9a-h]{32}/y },
  // https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys
  { kind: 'a Prefect key', marks: ['pnu_', 'pnb_'], form: /pn[ub]_[A-Za-z0-9]{36}/y },
  // https://docs.getdbt.com/docs/dbt-cloud-apis/service-tokens
  { kind: 'a dbt token', marks: ['dbtc_', 'dbtu_', 'dbts_'], form: /dbt[cus]_[\w-]{30}/y },
  // https://age-encryption.org/v1
  { kind: 'an age key', marks: ['AGE-SECRET-KEY-'], form: /AGE-SECRET-KEY-(?:PQ-)?1[A-Za-z0-9]{10}/y },
  // https://docs.defined.net/guides/automating-host-creation/
  { kind: 'a Defined Networking key', marks: ['dnkey-'], form: /dnkey-[\w=-]{40}/y },
  // https://www.infracost.io/docs/features/environment_variables/
  { kind: 'an Infracost key', marks: ['ico-'], form: /ico-(?=[A-Za-z]{0,30}\d)[A-Za-z0-9]{32}(?![A-Za-z0-9])/y },
  // https://authress.io/knowledge-base/docs/authorization/service-clients/
  { kind: 'an Authress key', marks: ['sc_', 'ext_', 'authress_'], form: /[a-z]{2,8}_[a-z0-9]{5,30}\.[a-z0-9]{4,6}\.acc[_-][a-z0-9-]{10,32}\.[\w+/=-]{30}/y },
];
