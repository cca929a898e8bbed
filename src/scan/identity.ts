import { createHash } from 'node:crypto'
import type { FileIdentity, LayerFile } from '../image/measurement.ts'
import { normalise } from './layer-file.ts'
import type { TarEntry, TarSink } from './tar.ts'

/** What a tar entry is by, beside path and size; its content comes later. */
export function identityOf({ type, linkPath, owner }: TarEntry): FileIdentity {
  return {
    mode: (owner?.mode ?? Number.NaN).toString(8),
    owner: `${owner?.uid}:${owner?.gid}`,
    // A hard link names a path of the image, a symbolic link whatever text.
    link: type === '1' ? normalise(linkPath) : type === '2' ? linkPath : '',
    attributes: owner?.attributes ?? '',
    content: null,
  }
}

/** Whether an entry's body is the content of a regular file. */
export function hasContent({ kind }: LayerFile, { type, isSparse }: TarEntry): boolean {
  return kind === 'file' && type === '0' && !isSparse
}

/** Has a file's content hashed on its way to a sink. */
export function hashing(file: LayerFile, to: TarSink | undefined): TarSink {
  const hash = createHash('sha256')
  return {
    write(piece) {
      hash.update(piece)
      to?.write(piece)
    },
    end() {
      if (file.identity !== undefined) file.identity.content = hash.digest('base64')
      to?.end()
    },
  }
}
