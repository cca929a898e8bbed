import type { Leftover } from './leftover.ts'

/**
 * What packages bring for readers and for their own tests. Only at places that say so: a directory `test` of an
 * application may well be needed. The root is what the finding names, so that many packages make one finding.
 *
 * @param directory with a slash at its end
 */
export function treeOf(directory: string): Leftover | null {
  const shared = /^(?:usr\/(?:local\/)?share\/(?:doc|man|info|locale))(?=\/)/.exec(directory)?.[0]
  if (shared !== undefined) {
    const kind = shared.endsWith('/locale') ? 'translations' : 'documentation'
    return { kind, root: shared, cure: null, tree: true }
  }
  if (!/(?:^|\/)(?:tests?|__tests__|docs|examples?|__pycache__)\//.test(directory)) return null
  const names = directory.split('/').slice(0, -1)
  return pythonTree(names) ?? nodeTree(names)
}

// --- internal ---

/** Installers compile, whatever `PYTHONDONTWRITEBYTECODE` says: dpkg's hooks always do. */
const bytecodeCure = (root: string) =>
  `where a slower first start is fine, end the same \`RUN\` with \`find /${root} -type d -name __pycache__ -prune -exec rm -r {} +\``
const pythonTestsCure = (root: string) =>
  `end the same \`RUN\` with \`find /${root} -type d \\( -name test -o -name tests \\) -prune -exec rm -r {} +\``
const nodeCure =
  'install without development packages, and delete what is left of tests and docs in the same `RUN`'

const tests = new Set(['test', 'tests'])
const nodeTrees = new Set([...tests, '__tests__', 'docs', 'example', 'examples'])

function pythonTree(names: string[]): Leftover | null {
  const site = names.findIndex(name => name === 'site-packages' || name === 'dist-packages')
  const library = names.findIndex(
    (name, at) => /^python3/.test(name) && names[at - 1] === 'lib' && at <= 3,
  )
  const top = site === -1 ? library : site
  if (top === -1) return null
  const root = names.slice(0, top + 1).join('/')
  const below = names.slice(top + 1)
  if (below.includes('__pycache__'))
    return { kind: 'bytecode', root, cure: bytecodeCure(root), tree: true }
  if (!below.some(name => tests.has(name))) return null
  return { kind: 'tests', root, cure: pythonTestsCure(root), tree: true }
}

/** Only beside a package's `package.json`: further down, a directory of that name may be code. */
function nodeTree(names: string[]): Leftover | null {
  const own = names.lastIndexOf('node_modules') + 1
  if (own === 0) return null
  const name = names[own]?.startsWith('@') ? own + 1 : own
  if (!nodeTrees.has(names[name + 1] ?? '')) return null
  const root = names.slice(0, names.indexOf('node_modules') + 1).join('/')
  return { kind: 'tests', root, cure: nodeCure, tree: true }
}
