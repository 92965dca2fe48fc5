import pino, { type DestinationStream, type Logger } from 'pino';

/** Headers that carry keys, should one ever be logged with its request. */
const SECRET = ['authorization', 'cookie', 'x-api-key', 'proxy-authorization'].flatMap((name) => [
  `headers["${name}"]`,
  `req.headers["${name}"]`,
  `err.headers["${name}"]`,
]);

/** The hub's log: a JSON object a line, on standard output unless told otherwise. */
export function createLog(level: string, stream?: DestinationStream): Logger {
  const options = { level, redact: { paths: SECRET, censor: '[secret]' }, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return stream ? pino(options, stream) : pino(options);
}
