import { UserError } from '../common/errors.ts'

/** Cuts a stream of zstd frames where they end, by the lengths that they tell, without looking into their blocks. */
export interface FrameCutter {
  /**
   * @returns the pieces of the chunk that say something, none of which reaches into a second frame, or is more than 2 MiB
   * @throws UserError for what is no frame, or needs too much memory
   */
  cut(chunk: Buffer): Buffer[]
  /** @throws UserError within a frame */
  end(): void
}

/** Bytes of window that a frame may ask for: what `zstd -d` takes without being told, and `ZSTD_d_windowLogMax` of Node. */
const MOST_WINDOW = 134_217_728
/** Blocks in a piece: each is 128 KiB at most, and can be told by four bytes. */
const MOST_BLOCKS = 16
/** The longest frame header with its magic number, and the header of a block. */
const LONGEST_HEAD = 18 + 3

/**
 * Node ends a stream with its first frame, so each frame has to be written by itself; and frames that say nothing
 * (those to skip, those of no bytes) are passed over by arithmetic, for a layer can have millions of them.
 * https://www.rfc-editor.org/rfc/rfc8878#section-3
 */
export function createFrameCutter(): FrameCutter {
  const head = Buffer.alloc(LONGEST_HEAD)
  let filled = 0
  let offset = 0
  /** What the bytes at hand are. */
  const now: { state: 'head' | 'block header' | 'body' | 'checksum' } = { state: 'head' }
  /** Bytes of the body or checksum still to come, and whether anybody needs them. */
  let left = 0
  let isWanted = true
  let isLast = false
  let hasChecksum = false
  let blocks = 0

  function cut(chunk: Buffer): Buffer[] {
    const pieces: Buffer[] = []
    /** Where the piece begins that is not yet told. */
    let from = 0
    let at = 0
    const tell = () => {
      if (isWanted && at > from) pieces.push(chunk.subarray(from, at))
      from = at
    }
    const advance = () => {
      blocks += 1
      if (blocks % MOST_BLOCKS === 0) tell()
      if (now.state === 'body' && !isLast) now.state = 'block header'
      else if (now.state === 'body' && hasChecksum) {
        now.state = 'checksum'
        left = 4
      } else {
        tell()
        now.state = 'head'
        isWanted = true
      }
    }
    while (at < chunk.length) {
      if (now.state === 'body' || now.state === 'checksum') {
        const length = Math.min(left, chunk.length - at)
        left -= length
        at += length
        if (left === 0) advance()
        continue
      }
      head[filled++] = chunk[at++] ?? 0
      if (now.state === 'block header') {
        if (filled < 3) continue
        startBlock(0)
      } else {
        if (filled < 4 || filled < headLength(head, filled, offset + at - filled)) continue
        const start = startFrame()
        from = at - filled
        if (from < 0) {
          // It began in an earlier chunk, which is gone.
          if (isWanted) pieces.push(Buffer.from(head.subarray(0, filled)))
          from = at
        }
        if (start >= 0) startBlock(start)
      }
      filled = 0
      if (left === 0) advance()
    }
    // A head that is not whole is told, or not, when it is.
    if (now.state !== 'head') tell()
    offset += chunk.length
    return pieces
  }

  /** @returns where the header of its first block begins; -1 for a frame to skip */
  function startFrame(): number {
    if (isSkippable(head)) {
      now.state = 'body'
      isWanted = false
      isLast = true
      hasChecksum = false
      left = head.readUInt32LE(4)
      return -1
    }
    const start = filled - 3
    const descriptor = head[4] ?? 0
    hasChecksum = (descriptor & 4) !== 0
    const window = windowOf(head)
    if (window > MOST_WINDOW) {
      throw new UserError(
        `a zstd frame with a window of ${window / 1_048_576} MiB, and at most ${MOST_WINDOW / 1_048_576} MiB are read; compress the layer without \`--long\` or \`--ultra\``,
      )
    }
    // No bytes: one block, the last, with nothing in it.
    isWanted = blockHeader(start) !== 1
    return start
  }

  function startBlock(start: number): void {
    const value = blockHeader(start)
    isLast = (value & 1) === 1
    // A block of one byte repeated has just that.
    left = ((value >> 1) & 3) === 1 ? 1 : value >> 3
    now.state = 'body'
  }

  function blockHeader(start: number): number {
    return head.readUIntLE(start, 3)
  }

  return {
    cut,
    end() {
      if (now.state === 'head' && filled === 0) return
      throw new UserError('broken zstd data: unexpected end of file')
    },
  }
}

// --- internal ---

/** Bytes up to the first block's header and with it, as far as those at hand tell. @throws UserError for no frame */
function headLength(head: Buffer, filled: number, offset: number): number {
  if (isSkippable(head)) return 8
  if (head.readUInt32LE(0) !== 0xfd2fb528) {
    throw new UserError(`broken zstd data: no frame at byte ${offset}`)
  }
  if (filled < 5) return 5
  const descriptor = head[4] ?? 0
  return 5 + windowLength(descriptor) + dictionaryLength(descriptor) + sizeLength(descriptor) + 3
}

function isSkippable(head: Buffer): boolean {
  return (head.readUInt32LE(0) & 0xfffffff0) >>> 0 === 0x184d2a50
}

function isSingleSegment(descriptor: number): boolean {
  return (descriptor & 0x20) !== 0
}

function windowLength(descriptor: number): number {
  return isSingleSegment(descriptor) ? 0 : 1
}

function dictionaryLength(descriptor: number): number {
  return [0, 1, 2, 4][descriptor & 3] ?? 0
}

function sizeLength(descriptor: number): number {
  return [isSingleSegment(descriptor) ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0
}

/** Bytes of output that have to be kept to read a frame. */
function windowOf(head: Buffer): number {
  const descriptor = head[4] ?? 0
  if (!isSingleSegment(descriptor)) {
    const byte = head[5] ?? 0
    const base = 2 ** (10 + (byte >> 3))
    return base + (base / 8) * (byte & 7)
  }
  const at = 5 + dictionaryLength(descriptor)
  switch (sizeLength(descriptor)) {
    case 1:
      return head[at] ?? 0
    case 2:
      return head.readUInt16LE(at) + 256
    case 4:
      return head.readUInt32LE(at)
    default:
      return Number(head.readBigUInt64LE(at))
  }
}
