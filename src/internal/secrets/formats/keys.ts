import { SecretFormat } from '../secret-format';

/** Private keys, in the forms in which they are kept. */
export const KEY_FORMATS: readonly SecretFormat[] = [
  // https://www.rfc-editor.org/rfc/rfc7468
  {
    kind: 'a private key',
    marks: ['--BEGIN '],
    form: /--BEGIN (?:[A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?|OpenVPN Static key V\d)-{3}/y,
    isWithinWords: true,
  },
  // https://www.rfc-editor.org/rfc/rfc5208, https://www.rfc-editor.org/rfc/rfc8017#appendix-A.1.2
  {
    kind: 'a private key in Base64',
    marks: ['MII'],
    form: /MII[A-Za-z0-9+/]{1,4}(?:IBADANBgkqhkiG9w0B|IBAAK|AgEAMBMGByqGSM49|AgEAMBAGByqGSM49|IBAzCC)/y,
  },
  { kind: 'a private key in Base64', marks: ['MIG', 'MHcCAQEE', 'MC4CAQAwBQYDK2Vw'], form: /MIG[A-Za-z0-9+/]{1,2}gEBB|MIGHAgEAMBMGByqGSM49|MHcCAQEE|MC4CAQAwBQYDK2Vw/y },
  // https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key
  { kind: 'a private key in Base64', marks: ['b3BlbnNzaC1rZXktdj'], form: /b3BlbnNzaC1rZXktdj/y },
  // https://docs.oracle.com/en/java/javase/21/docs/specs/man/keytool.html
  { kind: 'a key store', marks: ['/u3+7QAA'], form: /\/u3\+7QAA/y, isWithinWords: true },
  // https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html
  { kind: 'a private key', marks: ['PuTTY-User-Key-File-'], form: /PuTTY-User-Key-File-\d/y },
  // https://www.rfc-editor.org/rfc/rfc7517
  { kind: 'a private key', marks: ['"d'], form: /"d\\?"\s{0,3}:\s{0,3}\\?"[\w-]{30}/y, isWithinWords: true },
];
