/** Where the controls of the standard are written down, beside the code that the API server runs. */
export const POD_SECURITY_STANDARDS = 'https://kubernetes.io/docs/concepts/security/pod-security-standards/';
