/** What stands at each path while layers are stacked; a `T` is kept for what is no directory. */
export interface Directory<T> {
  files: Map<string, T>
  directories: Map<string, Directory<T>>
}

export interface LayerTree<T> {
  readonly root: Directory<T>
  /** The directory that holds a path, made when it is not there. */
  parentOf(path: string): Directory<T>
  /** The directory at a path; undefined when nothing lies below it. */
  directoryAt(path: string): Directory<T> | undefined
  /** Takes out what lies below a path. */
  empty(path: string): Directory<T> | undefined
  /** Takes a path out, and what lies below it. */
  take(path: string): { file: T | undefined; directory: Directory<T> | undefined }
}

/** Costs what the names cost: directories that were met are remembered by their whole path. */
export function createLayerTree<T>(): LayerTree<T> {
  const root = emptyDirectory<T>()
  const met = new Map<string, Directory<T>>()
  let last = { path: '', directory: root }

  function directoryAt(path: string): Directory<T> | undefined {
    if (path === '') return root
    const known = met.get(path)
    if (known !== undefined) return known
    return directoryAt(parentPath(path))?.directories.get(baseName(path))
  }

  function directoryFor(path: string): Directory<T> {
    if (path === '') return root
    const known = met.get(path)
    if (known !== undefined) return known
    const { directories } = directoryFor(parentPath(path))
    const name = baseName(path)
    const directory = directories.get(name) ?? emptyDirectory<T>()
    directories.set(name, directory)
    met.set(path, directory)
    return directory
  }

  function forget(): void {
    met.clear()
    last = { path: '', directory: root }
  }

  return {
    root,
    directoryAt,
    parentOf(path) {
      const parent = parentPath(path)
      // Tars list a directory's entries in a row.
      if (parent !== last.path) last = { path: parent, directory: directoryFor(parent) }
      return last.directory
    },
    empty(path) {
      const directory = directoryAt(path)
      const taken = directory && { ...directory }
      if (directory !== undefined) Object.assign(directory, emptyDirectory())
      forget()
      return taken
    },
    take(path) {
      const parent = directoryAt(parentPath(path))
      const name = baseName(path)
      const taken = { file: parent?.files.get(name), directory: parent?.directories.get(name) }
      parent?.files.delete(name)
      if (taken.directory !== undefined) {
        parent?.directories.delete(name)
        forget()
      }
      return taken
    },
  }
}

/** Every file of a directory and below. */
export function visit<T>(directory: Directory<T>, see: (file: T) => void): void {
  for (const file of directory.files.values()) see(file)
  for (const child of directory.directories.values()) visit(child, see)
}

export function parentPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

// --- internal ---

function emptyDirectory<T>(): Directory<T> {
  return { files: new Map(), directories: new Map() }
}
