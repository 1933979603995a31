import { SecretFormat } from '../secret-format';

/** Tokens of those who keep packages and images. */
export const PACKAGE_REGISTRY_FORMATS: readonly SecretFormat[] = [
  // https://docs.npmjs.com/about-access-tokens
  { kind: 'an npm token', marks: ['npm_'], form: /npm_[A-Za-z0-9]{36}/y },
  // https://docs.npmjs.com/cli/configuring-npm/npmrc#auth-related-configuration
  {
    kind: 'a password of a registry',
    marks: ['_authToken', '_password', '_auth'],
    form: /_(?:authToken|password|auth)["']?[ \t]{0,5}=[ \t]{0,5}["']?(?![$<{%])[^\s"']{8}/y,
    isWithinWords: true,
  },
  // https://pypi.org/help/#apitoken
  { kind: 'a PyPI token', marks: ['pypi-'], form: /pypi-(?=[A-Za-z_-]{0,40}\d)[\w-]{40}/y },
  // https://guides.rubygems.org/api-key-scopes/
  { kind: 'a RubyGems key', marks: ['rubygems_'], form: /rubygems_[0-9a-f]{40}/y },
  // https://learn.microsoft.com/en-us/nuget/nuget-org/publish-a-package
  { kind: 'a NuGet key', marks: ['oy2'], form: /oy2[a-z0-9]{43}(?![A-Za-z0-9])/y },
  // https://doc.rust-lang.org/cargo/reference/publishing.html
  { kind: 'a crates.io token', marks: ['cio'], form: /cio[A-Za-z0-9]{32}(?![A-Za-z0-9])/y },
  // https://docs.docker.com/security/access-tokens/
  { kind: 'a Docker Hub token', marks: ['dckr_pat_', 'dckr_oat_'], form: /dckr_[po]at_[\w-]{20}/y },
  // https://github.com/clojars/clojars-web/wiki/Deploy-Tokens
  { kind: 'a Clojars token', marks: ['CLOJARS_'], form: /CLOJARS_[0-9a-f]{60}/y },
  // https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens
  { kind: 'an Artifactory token', marks: ['AKCp', 'cmVmd'], form: /(?:AKCp[A-Za-z0-9]{60}|cmVmd[A-Za-z0-9]{59})/y },
];
