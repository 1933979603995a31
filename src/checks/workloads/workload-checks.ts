import { CRON_JOB_DOES_NOT_OVERLAP } from './cron-job-does-not-overlap';
import { CRON_JOB_HAS_STARTING_DEADLINE } from './cron-job-has-starting-deadline';
import { ENV_NAMES_ARE_UNIQUE } from './env-names-are-unique';
import { HAS_CPU_LIMIT } from './has-cpu-limit';
import { HAS_CPU_REQUEST } from './has-cpu-request';
import { HAS_EPHEMERAL_STORAGE_LIMIT } from './has-ephemeral-storage-limit';
import { HAS_LIVENESS_PROBE } from './has-liveness-probe';
import { HAS_MEMORY_LIMIT } from './has-memory-limit';
import { HAS_MEMORY_REQUEST } from './has-memory-request';
import { HAS_READINESS_PROBE } from './has-readiness-probe';
import { HAS_WRITABLE_FOLDER } from './has-writable-folder';
import { HIGH_USER_ID } from './high-user-id';
import { IMAGE_HAS_DIGEST } from './image-has-digest';
import { IMAGE_HAS_TAG } from './image-has-tag';
import { IMAGE_PULL_POLICY_ALWAYS } from './image-pull-policy-always';
import { JOB_HAS_DEADLINE } from './job-has-deadline';
import { MEMORY_LIMIT_EQUALS_REQUEST } from './memory-limit-equals-request';
import { PORTS_CAN_BE_BOUND } from './ports-can-be-bound';
import { PROBE_PORT_NAMES_EXIST } from './probe-port-names-exist';
import { PROBE_PORTS_ARE_DECLARED } from './probe-ports-are-declared';
import { PROBES_DIFFER } from './probes-differ';
import { READ_ONLY_ROOT_FILESYSTEM } from './read-only-root-filesystem';
import { SELECTOR_IS_STABLE } from './selector-is-stable';
import { SELECTOR_OWNS_ITS_PODS } from './selector-owns-its-pods';
import { ICheck } from '../model/check';

/** The checks about containers and pods, each for itself. */
export const WORKLOAD_CHECKS: readonly ICheck[] = [
  HAS_CPU_LIMIT,
  CRON_JOB_DOES_NOT_OVERLAP,
  CRON_JOB_HAS_STARTING_DEADLINE,
  HAS_WRITABLE_FOLDER,
  JOB_HAS_DEADLINE,
  PORTS_CAN_BE_BOUND,
  PROBE_PORT_NAMES_EXIST,
  PROBE_PORTS_ARE_DECLARED,
  SELECTOR_IS_STABLE,
  SELECTOR_OWNS_ITS_PODS,
  ENV_NAMES_ARE_UNIQUE,
  HAS_CPU_REQUEST,
  HAS_EPHEMERAL_STORAGE_LIMIT,
  HAS_MEMORY_LIMIT,
  HAS_MEMORY_REQUEST,
  HAS_LIVENESS_PROBE,
  HAS_READINESS_PROBE,
  HIGH_USER_ID,
  IMAGE_HAS_DIGEST,
  IMAGE_HAS_TAG,
  IMAGE_PULL_POLICY_ALWAYS,
  MEMORY_LIMIT_EQUALS_REQUEST,
  PROBES_DIFFER,
  READ_ONLY_ROOT_FILESYSTEM,
];
