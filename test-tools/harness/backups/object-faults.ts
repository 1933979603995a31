import { IncomingMessage, ServerResponse } from 'http';
import { Transform } from 'stream';
import { setTimeout as sleep } from 'timers/promises';

const WRITES = ['PUT', 'POST', 'DELETE'];
const TICKS_A_SECOND = 20;

/** What goes wrong with a store of objects; all of it until it is taken away again. */
export interface StoreFaults {
  /** It answers every write with 503. */
  readonly refuse?: boolean;
  /** It answers everything with 403. */
  readonly deny?: boolean;
  /** How fast a body passes, in either direction. */
  readonly bytesPerSecond?: number;
  /** Called with the file of an object when it is stored, before its writer is told so. */
  readonly afterPut?: (file: string) => void | Promise<void>;
}

/** Answers a request in place of the store where a fault wants that; whether it did. */
export function answerWithFault(faults: StoreFaults, request: IncomingMessage, response: ServerResponse): boolean {
  const refuses = faults.refuse === true && WRITES.includes(request.method!);
  if (!refuses && faults.deny !== true) return false;
  const [status, code] = refuses ? [503, 'ServiceUnavailable'] : [403, 'AccessDenied'];
  request.resume();
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>a fault</Message></Error>`);
  return true;
}

/** Lets bytes pass as fast as the faults allow. */
export function throttle({ bytesPerSecond }: StoreFaults): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (bytesPerSecond === undefined) return done(null, chunk);
      pass(this, chunk, bytesPerSecond).then(() => done(), done);
    },
  });
}

async function pass(target: Transform, chunk: Buffer, bytesPerSecond: number): Promise<void> {
  const size = Math.max(1, Math.floor(bytesPerSecond / TICKS_A_SECOND));
  for (let start = 0; start < chunk.length; start += size) {
    target.push(chunk.subarray(start, start + size));
    await sleep(1000 / TICKS_A_SECOND);
  }
}
