/** The `spec` of a NetworkPolicy that closes a whole namespace, but for these flows out of it. */
export function defaultDenySpec(egress: object[]) {
  return { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [], egress };
}
