import { checkServiceName, chosenPorts } from '../../../src/internal/naming/reachable-ports';
import { messageOf, NAMED_ERROR } from '../../support/errors';
import { stage } from '../../support/render';

const TCP = { containerPort: 53, servicePort: 53, protocol: 'TCP' };
const UDP = { ...TCP, protocol: 'UDP' };
const HTTP = { containerPort: 8080, servicePort: 80, protocol: 'TCP' };

type Port = typeof TCP;

interface Choice {
  ports: Port[];
  number?: number;
}

describe('chosenPorts', () => {
  it.each<[string, Choice, Port[]]>([
    ['the only port', { ports: [HTTP] }, [HTTP]],
    ['the port of a number', { ports: [HTTP, TCP], number: 8080 }, [HTTP]],
    ['both of one number', { ports: [TCP, UDP] }, [TCP, UDP]],
    ['both of one number among others', { ports: [HTTP, UDP, TCP], number: 53 }, [UDP, TCP]],
  ])('gives %s', (_, choice, expected) => {
    expect(choose(choice)).toEqual(expected);
  });

  it.each<[string, Choice, string]>([
    ['several without a number', { ports: [HTTP, TCP] },
      "'call.port' must name one container port of web, 8080, 53, got nothing; say which"],
    ['a number that none has', { ports: [HTTP], number: 80 },
      "'call.port' must name one container port of web, 8080, got 80; say which"],
    ['none at all', { ports: [] }, "'call.port' must name one container port of web, of which there is none, "
      + 'got nothing; name something that has a port'],
    ['a container port that is none', { ports: [{ ...HTTP, containerPort: 0 }] },
      "'call.containerPort' must be a whole number from 1 to 65535, got 0; give a number within the range"],
    ['a service port that is none', { ports: [{ ...HTTP, servicePort: 1.5 }] },
      "'call.servicePort' must be a whole number from 1 to 65535, got 1.5; give a number within the range"],
    ['a protocol that is none', { ports: [{ ...HTTP, protocol: 'tcp' }] },
      "'call.protocol' must be one of TCP, UDP, SCTP, got \"tcp\"; write it in capitals"],
  ])('refuses %s', (_, choice, expected) => {
    expectMessage(() => choose(choice), expected);
  });
});

describe('checkServiceName', () => {
  it.each(['', 'A', '1a', 'a.b', 'a'.repeat(64), undefined as never])('refuses %j', (name) => {
    expectMessage(() => checkServiceName(stage().chart, 'call.name', name), "'call.name' must be the name of a Service "
      + `(lower-case letters, digits and -, a letter first, at most 63), got ${JSON.stringify(name) ?? 'nothing'}; `
      + 'write it as kubectl get services does');
  });

  it('takes a name', () => {
    expect(() => checkServiceName(stage().chart, 'call.name', 'web-1')).not.toThrow();
  });
});

function choose({ ports: reachablePorts, number }: Choice): Port[] {
  return chosenPorts(stage().chart, { verb: 'call', target: { reachableName: 'web', reachablePorts }, number });
}

function expectMessage(act: () => unknown, expected: string): void {
  const message = messageOf(act);
  expect(message).toMatch(NAMED_ERROR);
  expect(message).toBe(`[shop] ${expected}`);
}
