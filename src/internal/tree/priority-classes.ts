import { perTree } from './per-tree';

/** The names of the priority classes that the tree makes itself. */
export const madePriorityClasses = perTree('priority-classes', () => new Set<string>());
