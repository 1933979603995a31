/** What takes a lock that ends with the session that took it. */
const LOCKS: readonly { readonly pattern: RegExp; readonly name: string }[] = [
  { pattern: /\bflush\s+(local\s+|no_write_to_binlog\s+)?tables?\b[\s\S]{0,200}\bwith\s+read\s+lock\b/i, name: 'FLUSH TABLES WITH READ LOCK' },
  { pattern: /\bflush\s+(local\s+|no_write_to_binlog\s+)?tables?\b[\s\S]{0,200}\bfor\s+export\b/i, name: 'FLUSH TABLES FOR EXPORT' },
  { pattern: /\block\s+(tables?\s+\S|instance\s+for\s+backup\b)/i, name: 'LOCK' },
  { pattern: /\bpg_(start_backup|backup_start)\b/i, name: 'pg_backup_start' },
];

/** The lock that a command takes for as long as its session lasts, as people call it; undefined where it takes none. */
export function sessionLockOf(command: readonly string[]): string | undefined {
  return LOCKS.find(({ pattern }) => command.some((argument) => pattern.test(argument)))?.name;
}
