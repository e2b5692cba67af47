import type { IncomingMessage } from 'node:http';
import { xmlDocument } from '../../src/emulator/xml.js';

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Reads to the end and keeps nothing; resolves to the bytes. Rejects when the sender breaks off. */
export function drain(req: IncomingMessage): Promise<number> {
  return new Promise((resolve, reject) => {
    let bytes = 0;
    req.on('data', (piece: Buffer) => (bytes += piece.length));
    req.once('end', () => resolve(bytes));
    req.once('error', reject);
  });
}

export async function text(req: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of req) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}

/** An error as OSS words it. What is left of the body is thrown away. */
export function refuse(req: IncomingMessage, status: number, Code: string): Answer {
  req.resume();
  const body = xmlDocument('Error', { Code, Message: `The benchmark's sink says ${Code}.`, RequestId: 'SINK' });
  return { status, headers: { 'content-type': 'application/xml' }, body };
}
