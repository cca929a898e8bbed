import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { type ErrorCode, RequestError } from './responses.ts'

/** Who may talk to a registry. */
export interface Credentials {
  username: string
  password: string
}

/** Credentials for one run: 256 bits that nobody guesses. */
export function newCredentials(): Credentials {
  return { username: 'gate', password: randomBytes(32).toString('base64url') }
}

/**
 * Asks for credentials before anything else is said: whoever has none learns neither what is here nor what was sent.
 * Every client of registries knows this scheme, and takes it on plain HTTP where it takes plain HTTP.
 * https://www.rfc-editor.org/rfc/rfc7617
 * @returns throws a RequestError, 401, for a header without the credentials
 */
export function createGuard({ username, password }: Credentials): (header?: string) => void {
  const expected = hash(`Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`)
  return header => {
    if (header !== undefined && timingSafeEqual(hash(header), expected)) return
    const code: ErrorCode = 'UNAUTHORIZED'
    throw new RequestError(401, code, 'this registry belongs to a run of Image Size Gate', {
      'WWW-Authenticate': 'Basic realm="image-size-gate"',
      // What comes behind the head of the request is not read.
      Connection: 'close',
    })
  }
}

// --- internal ---

/** Of equal length whatever the text. */
function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
