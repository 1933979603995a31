/**
 * Images of others that constructs run, each pinned by tag and digest, and each replaceable where it is used.
 *
 * A digest names the index of all architectures.
 */
export const Images = {
  /** Connects to a port and tries again by itself, so that waiting needs no shell. */
  SOCAT: 'docker.io/alpine/socat:1.8.0.3@sha256:beb4a68d9e4fe6b0f21ea774a0fde6c31f580dde6368939ed70100c5385b015e',
} as const;
