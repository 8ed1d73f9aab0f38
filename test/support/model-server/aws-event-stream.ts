import { crc32 } from 'node:zlib';

/** One message in AWS's binary event stream: lengths with their checksum, headers, payload, and a checksum of it all. All headers are texts. */
export function awsMessage(headers: Readonly<Record<string, string>>, payload: string | Buffer): Buffer {
  const head = Buffer.concat(Object.entries(headers).map(([name, value]) => header(name, value)));
  const body = Buffer.from(payload);
  const total = 12 + head.length + body.length + 4;
  const lengths = Buffer.concat([uint32(total), uint32(head.length)]);
  const begun = Buffer.concat([lengths, uint32(crc32(lengths)), head, body]);
  return Buffer.concat([begun, uint32(crc32(begun))]);
}

export function awsEvent(type: string, fields: object | string): Buffer {
  const payload = typeof fields === 'string' ? fields : JSON.stringify(fields);
  return awsMessage({ ':event-type': type, ':content-type': 'application/json', ':message-type': 'event' }, payload);
}

export function awsException(type: string, message: string): Buffer {
  const headers = { ':exception-type': type, ':content-type': 'application/json', ':message-type': 'exception' };
  return awsMessage(headers, JSON.stringify({ message }));
}

function header(name: string, value: string): Buffer {
  const [key, text] = [Buffer.from(name), Buffer.from(value)];
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length);
  const typeOfText = 7;
  return Buffer.concat([Buffer.of(key.length), key, Buffer.of(typeOfText), length, text]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
