import type { connect } from 'node:net'
import { messageOf, UserError } from '../common/errors.ts'
import { Interrupted } from '../common/interrupt.ts'

/** What a daemon answers. */
export interface EngineAnswer {
  status: number
  /** As it comes. Each piece is overwritten by the next. */
  body: AsyncIterable<Buffer>
  /** Hangs up, where the body is not wanted; whoever reads it need not. */
  close: () => void
}

/**
 * Asks a daemon on a Unix socket, in HTTP/1.0, where the body is all that follows the head. Node's own client does more
 * than that takes: it is slow to load, and gives every piece fresh memory, which costs more than all that is done with it.
 * @param silence milliseconds without a sign of the daemon: before its answer begins (null: as long as it takes), and in it
 * @param interrupted hangs up; whoever waits gets its reason
 * @throws Error when nobody answers; the body throws a UserError when it breaks off
 * @see https://www.rfc-editor.org/rfc/rfc1945#section-6
 */
export async function askEngine(
  socketPath: string,
  method: 'GET' | 'DELETE',
  path: string,
  silence: { before: number | null; within: number },
  interrupted?: AbortSignal,
): Promise<EngineAnswer> {
  interrupted?.throwIfAborted()
  const connection = open(socketPath, interrupted)
  connection.write(`${method} ${path} HTTP/1.0\r\nHost: docker\r\n\r\n`)
  try {
    let head: Buffer = Buffer.alloc(0)
    while (!head.includes(END_OF_HEAD) && head.length < MAX_HEAD) {
      const piece = await connection.read(silence.before)
      if (piece === null) break
      head = Buffer.concat([head, piece])
    }
    const end = head.indexOf(END_OF_HEAD)
    const text = head.toString('latin1', 0, end)
    const [, status] = /^HTTP\/1\.[01] (\d{3})/.exec(text) ?? []
    if (end === -1 || status === undefined || /\ntransfer-encoding:/i.test(text)) {
      throw new Error(`${socketPath} does not speak HTTP/1.0`)
    }
    return {
      status: Number(status),
      body: body(head.subarray(end + END_OF_HEAD.length), connection, silence.within),
      close: connection.close,
    }
  } catch (error) {
    connection.close()
    throw error
  }
}

// --- internal ---

const END_OF_HEAD = '\r\n\r\n'
const MAX_HEAD = 65_536
const PIECE = 65_536

interface Connection {
  write: (text: string) => void
  /**
   * null: the end. The piece is overwritten by the next.
   * @param silence milliseconds; null: as long as it takes
   */
  read: (silence: number | null) => Promise<Buffer | null>
  close: () => void
}

function open(path: string, interrupted?: AbortSignal): Connection {
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
  const socket = net.connect({ path, onread: { buffer, callback: onPiece } })
  const giveUp = () => void socket.destroy(new Error(`${path} does not answer`))
  socket.on('error', error => {
    failure = error
    wake()
  })
  const hangUp = () => void socket.destroy(interrupted?.reason)
  interrupted?.addEventListener('abort', hangUp)
  socket.on('close', () => {
    interrupted?.removeEventListener('abort', hangUp)
    ended = true
    wake()
  })
  return {
    write: text => void socket.write(text),
    async read(silence) {
      const timer = silence === null ? undefined : setTimeout(giveUp, silence)
      while (piece === undefined && !ended && failure === undefined) {
        const woken = new Promise<void>(resolve => {
          wake = resolve
        })
        socket.resume()
        await woken
      }
      clearTimeout(timer)
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
  { read, close }: Connection,
  silence: number,
): AsyncGenerator<Buffer> {
  try {
    for (let piece: Buffer | null = first; piece !== null; piece = await read(silence)) {
      if (piece.length > 0) yield piece
    }
  } catch (error) {
    if (error instanceof Interrupted) throw error
    throw new UserError(`the engine broke off what it was sending: ${messageOf(error)}`, {
      cause: error,
    })
  } finally {
    close()
  }
}
