import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml'

/**
 * The line (1-based) on which a key or an item of a YAML document begins. What is not there has the
 * line of what it would be in; what came by an alias has the line of its anchor.
 */
export function lineOf(
  document: Document.Parsed,
  lines: LineCounter,
  path: readonly PropertyKey[],
): number {
  let here: unknown = document.contents
  let offset = document.contents?.range[0] ?? 0
  for (const key of path) {
    const step = childOf(isAlias(here) ? here.resolve(document) : here, key)
    if (step === null) break
    here = step.value
    offset = step.marks?.range?.[0] ?? offset
  }
  return Math.max(1, lines.linePos(offset).line)
}

// --- internal ---

/** What a key leads to, and the node that marks its place. */
interface Step {
  value: unknown
  marks: Node | null
}

function childOf(node: unknown, key: PropertyKey): Step | null {
  if (isMap(node)) {
    const pair = node.items.find(({ key: name }) => isScalar(name) && name.value === key)
    return pair === undefined
      ? null
      : { value: pair.value, marks: isScalar(pair.key) ? pair.key : null }
  }
  if (!isSeq(node) || typeof key !== 'number') return null
  const item = node.items[key]
  return isMap(item) || isSeq(item) || isScalar(item) || isAlias(item)
    ? { value: item, marks: item }
    : null
}
