const ENDPOINT = /^https:\/\/([-.a-zA-Z0-9]+|\[[0-9a-fA-F:.]+\])(:[1-9]\d*)?$/;

/** Whether a text is `https`, a host and perhaps a port; nothing in it means anything to the kubelet or a shell. */
export function isHttpsEndpoint(endpoint: string): boolean {
  return ENDPOINT.test(endpoint) && URL.canParse(endpoint);
}
