import type { connect } from 'node:net'
import { messageOf, UserError } from '../errors.ts'

/**
 * The body of what a daemon answers, as it comes. Each piece is overwritten by the next, since fresh memory for every
 * piece takes longer than all that is done with it. Asked in HTTP/1.0, whose body is all that follows the head.
 * @returns null for any answer but 200 https://www.rfc-editor.org/rfc/rfc1945
 * @throws Error when nobody answers; the body throws a UserError when it breaks off
 */
export async function openBody(
  socketPath: string,
  path: string,
): Promise<AsyncIterable<Buffer> | null> {
  const { read, close } = request(socketPath, `GET ${path} HTTP/1.0\r\nHost: docker\r\n\r\n`)
  try {
    let head: Buffer = Buffer.alloc(0)
    while (!head.includes(END_OF_HEAD) && head.length < MAX_HEAD) {
      const piece = await read()
      if (piece === null) break
      head = Buffer.concat([head, piece])
    }
    const end = head.indexOf(END_OF_HEAD)
    const isBody = /^HTTP\/1\.[01] 200 /.test(head.toString('latin1', 0, 13))
    const isFramed = /\ntransfer-encoding:/i.test(head.toString('latin1', 0, end))
    if (isBody && !isFramed && end !== -1) {
      return body(head.subarray(end + END_OF_HEAD.length), read, close)
    }
  } catch (error) {
    close()
    throw error
  }
  close()
  return null
}

// --- internal ---

const END_OF_HEAD = '\r\n\r\n'
const MAX_HEAD = 65_536
const PIECE = 65_536

interface Answer {
  /** null: the end. The piece is overwritten by the next. */
  read: () => Promise<Buffer | null>
  close: () => void
}

function request(socketPath: string, text: string): Answer {
  // An import would load it before anything else starts.
  const net: { connect: typeof connect } = process.getBuiltinModule('node:net')
  let piece: Buffer | undefined
  let ended = false
  let failure: Error | undefined
  let wake = () => {}
  const buffer = Buffer.allocUnsafeSlow(PIECE)
  const onPiece = (length: number): boolean => {
    piece = buffer.subarray(0, length)
    wake()
    // Nothing more is read until this is done with.
    return false
  }
  const socket = net.connect({ path: socketPath, onread: { buffer, callback: onPiece } })
  socket.on('error', error => {
    failure = error
    wake()
  })
  socket.on('close', () => {
    ended = true
    wake()
  })
  socket.write(text)
  return {
    async read() {
      while (piece === undefined && !ended && failure === undefined) {
        const woken = new Promise<void>(resolve => {
          wake = resolve
        })
        socket.resume()
        await woken
      }
      const next = piece
      piece = undefined
      if (next === undefined && failure !== undefined) throw failure
      return next ?? null
    },
    close: () => void socket.destroy(),
  }
}

async function* body(
  first: Buffer,
  read: Answer['read'],
  close: () => void,
): AsyncGenerator<Buffer> {
  try {
    for (let piece: Buffer | null = first; piece !== null; piece = await read()) {
      if (piece.length > 0) yield piece
    }
  } catch (error) {
    throw new UserError(`the engine broke off what it was sending: ${messageOf(error)}`, {
      cause: error,
    })
  } finally {
    close()
  }
}
