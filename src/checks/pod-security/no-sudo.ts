import { judgeContainers } from '../facts/pods/containers';
import { calledPrograms } from '../facts/shell/called-programs';
import { allCommands } from '../facts/shell/exec-commands';
import { ICheck } from '../model/check';
import { Severity } from '../model/severity';

const PROGRAMS = new Set(['sudo', 'doas']);

/** A container has the rights that it is given, and takes no others. */
export const NO_SUDO: ICheck = {
  id: 'no-sudo',
  title: 'Commands take no rights of root by themselves',
  box: 'pod-security',
  severity: Severity.WARNING,
  why: 'It works only where a process may get more rights than it began with, which is what an attacker needs too.',
  remedy: {
    manifest: 'Prepare in the image what needs root, and run the program itself: command: [/usr/local/bin/web].',
    construct: "command: ['/usr/local/bin/web']",
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted', 'kubescape:C-0062',
  ],
  appliesTo: ['pods'],
  evaluate: (owner, cluster) => judgeContainers(owner.pods, (container, pod) => {
    const commands = allCommands(container, { owner, pod, cluster });
    if (commands.length === 0) return undefined;
    const calling = commands.find(({ scripts }) => calledPrograms(scripts).some((program) => PROGRAMS.has(program)));
    return calling === undefined
      ? { passed: true, path: commands[0].path, message: 'takes no rights of root' }
      : { passed: false, path: calling.path, message: 'takes the rights of root by sudo' };
  }),
};
