import { SecretFormat } from '../secret-format';

/** Tokens of those who keep code, build it, and plan the work. */
export const CODE_HOST_FORMATS: readonly SecretFormat[] = [
  // https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github
  { kind: 'a GitHub token', marks: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], form: /gh[pousr]_\w{30}/y },
  { kind: 'a GitHub token', marks: ['github_pat_'], form: /github_pat_\w{22}/y },
  // https://docs.gitlab.com/security/tokens/#token-prefixes
  {
    kind: 'a GitLab token',
    marks: [
      'glpat-', 'gldt-', 'glrt-', 'glrtr-', 'glcbt-', 'glptt-', 'glft-', 'glsoat-', 'glimt-', 'glagent-', 'gloas-',
      'glffct-', 'glwt-',
    ],
    form: /gl[a-z]{2,6}-[\w-]{20}/y,
  },
  { kind: 'a GitLab token', marks: ['GR1348941'], form: /GR1348941[\w-]{20}/y },
  { kind: 'a GitLab session', marks: ['_gitlab_session='], form: /_gitlab_session=[0-9a-z]{32}/y },
  // https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/
  { kind: 'a Bitbucket password', marks: ['ATBB'], form: /ATBB[A-Za-z0-9]{24}/y },
  // https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/
  { kind: 'an Atlassian token', marks: ['ATATT3', 'ATCTT3'], form: /AT[AC]TT3[\w=-]{60}/y },
  // https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/
  { kind: 'a Trello token', marks: ['ATTA'], form: /ATTA[0-9a-f]{60}/y },
  // https://linear.app/developers/graphql
  { kind: 'a Linear key', marks: ['lin_api_', 'lin_oauth_'], form: /lin_(?:api|oauth)_\w{32}/y },
  // https://developers.notion.com/reference/authentication
  { kind: 'a Notion token', marks: ['ntn_', 'secret_'], form: /(?:ntn_[A-Za-z0-9]{40}|secret_[A-Za-z0-9]{43})/y },
  // https://airtable.com/developers/web/api/authentication
  { kind: 'an Airtable token', marks: ['pat'], form: /pat[A-Za-z0-9]{14}\.[0-9a-f]{64}/y },
  // https://developers.asana.com/docs/personal-access-token
  { kind: 'an Asana token', marks: ['1/1', '2/1'], form: /[12]\/\d{13,20}(?:\/\d{13,20})?:[0-9a-f]{32}/y },
  // https://developer.clickup.com/docs/authentication
  { kind: 'a ClickUp token', marks: ['pk_'], form: /pk_\d{5,12}_[A-Z0-9]{32}/y },
  // https://www.figma.com/developers/api#access-tokens
  { kind: 'a Figma token', marks: ['figd_', 'figo_', 'figu_'], form: /fig[dou]_[\w-]{36}/y },
  // https://learning.postman.com/docs/developer/postman-api/authentication/
  { kind: 'a Postman key', marks: ['PMAK-'], form: /PMAK-[0-9a-f]{24}-[0-9a-f]{34}/y },
  // https://circleci.com/docs/managing-api-tokens/
  { kind: 'a CircleCI token', marks: ['CCIPAT_', 'CCIPRJ_'], form: /CCIP(?:AT|RJ)_[A-Za-z0-9]{16,24}_[0-9a-f]{40}/y },
  // https://buildkite.com/docs/apis/managing-api-tokens
  { kind: 'a Buildkite token', marks: ['bkua_', 'bkct_', 'bkaj_'], form: /bk(?:ua|ct|aj)_[A-Za-z0-9]{30}/y },
  // https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/
  { kind: 'a SonarQube token', marks: ['sqp_', 'squ_', 'sqa_'], form: /sq[pua]_[0-9a-f]{40}/y },
  // https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token
  { kind: 'a Sourcegraph token', marks: ['sgp_', 'sgd_'], form: /sg[pd]_(?:[\w-]{4,20}_)?[0-9a-f]{40}/y },
  // https://docs.snyk.io/snyk-api/authentication-for-api
  { kind: 'a Snyk token', marks: ['snyk_'], form: /snyk_[a-z]{2,5}\.[\w.-]{20}/y },
  // https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/
  { kind: 'a Harness token', marks: ['pat.', 'sat.'], form: /[ps]at\.[\w-]{22}\.[\w-]{24}\.[\w-]{20}/y },
  // https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key
  { kind: 'an Octopus Deploy key', marks: ['API-'], form: /API-[A-Z0-9]{26,36}(?![A-Za-z0-9])/y },
  // https://www.pulumi.com/docs/administration/access-identity/access-tokens/
  { kind: 'a Pulumi token', marks: ['pul-'], form: /pul-[0-9a-f]{40}/y },
  // https://developer.adobe.com/developer-console/docs/guides/authentication/
  { kind: 'an Adobe secret', marks: ['p8e-'], form: /p8e-[\w-]{30}/y },
];
