/** A mutant that behaves as the original does, so that no test can tell. */
interface Equivalent {
  file: string
  /** The line that it is in, trimmed. */
  line: string
  /** The code that is replaced, and by what. */
  original: string
  replacement: string
  reason: string
}

export const equivalents: Equivalent[] = [
  {
    file: 'src/budget/window.ts',
    line: 'const from = first?.[metric] ?? null',
    original: 'first?.[metric]',
    replacement: 'first[metric]',
    reason: 'a window has the record that it begins with; the types do not know',
  },
  {
    file: 'src/budget/judge.ts',
    line: 'if (allowed === null || actual <= allowed) return judgement',
    original: 'allowed === null',
    replacement: 'false',
    reason: 'a window begins with a known size, so there is a share of it; the types do not know',
  },
  {
    file: 'src/record/bound.ts',
    line: 'const next = all.find(({ before }) => before === undefined || !left.has(before)) ?? all[0]',
    original: 'before === undefined',
    replacement: 'false',
    reason: 'none of the map has undefined as its key; the types do not know',
  },
  {
    file: 'src/record/bound.ts',
    line: 'if (next === undefined) break',
    original: 'next === undefined',
    replacement: 'false',
    reason: 'the map is not empty, so there is a first; the types do not know',
  },
  {
    file: 'src/record/trend.ts',
    line: 'added: ImageRecord[] = [],',
    original: '[]',
    replacement: '["Stryker was here"]',
    reason: 'a text has no platform, so it is filtered out',
  },
  {
    file: 'src/image/assemble.ts',
    line: "const subject = root.annotations?.['vnd.docker.reference.digest'] ?? ''",
    original: "root.annotations?.['vnd.docker.reference.digest']",
    replacement: "root.annotations['vnd.docker.reference.digest']",
    reason: 'an attestation is known by its annotations, so there are some; the types do not know',
  },
  {
    file: 'src/image/measure.ts',
    line: 'const written = (config.history ?? []).filter(entry => entry.empty_layer !== true)',
    original: '[]',
    replacement: '["Stryker was here"]',
    reason: 'a text is an entry without an instruction, as a missing one is',
  },
  {
    file: 'src/image/packages.ts',
    line: "const [, name, version] = jar.exec(path.slice(path.lastIndexOf('/') + 1)) ?? []",
    original: '[]',
    replacement: '["Stryker was here"]',
    reason: 'only the second and the third are looked at',
  },
  {
    file: 'src/image/packages.ts',
    line: 'if (papers.some(path => npmPaper.test(path))) {',
    original: 'papers.some(path => npmPaper.test(path))',
    replacement: 'true',
    reason: 'saves time: the sums are looked at by papers of npm only',
  },
  {
    file: 'src/image/packages.ts',
    line: 'if (infos.some(isRecorded)) {',
    original: 'infos.some(isRecorded)',
    replacement: 'true',
    reason: 'saves memory: the loop within has nothing to do',
  },
  {
    file: 'src/image/packages.ts',
    line: 'const root = size > 0 ? npmRoot.exec(path)?.[0] : undefined',
    original: 'size > 0',
    replacement: 'true',
    reason: 'saves time: nothing is added',
  },
  {
    file: 'src/image/packages.ts',
    line: 'const root = size > 0 ? npmRoot.exec(path)?.[0] : undefined',
    original: 'size > 0',
    replacement: 'size >= 0',
    reason: 'saves time: nothing is added',
  },
  {
    file: 'src/image/packages.ts',
    line: 'if (size === 0) continue',
    original: 'size === 0',
    replacement: 'false',
    reason: 'saves time: nothing is added',
  },
  {
    file: 'src/image/packages.ts',
    line: 'for (const { path, size } of infos.length === 0 ? [] : files) {',
    original: 'infos.length === 0',
    replacement: 'false',
    reason: 'saves time: without papers no place has an owner',
  },
  {
    file: 'src/image/packages.ts',
    line: "for (const paragraph of parts(text, /\\n[ \\t]*\\n/g)) if (paragraph.trim() !== '') yield paragraph",
    original: "paragraph.trim() !== ''",
    replacement: 'true',
    reason: 'saves time: what has no name is left out',
  },
  {
    file: 'src/image/path-summary.ts',
    line: '.sort((a, b) => b.size - a.size || a.path.length - b.path.length || (a.path < b.path ? -1 : 1))',
    original: 'a.path < b.path',
    replacement: 'a.path <= b.path',
    reason: 'no two have the same path',
  },
  {
    file: 'src/image/path-summary.ts',
    line: '.sort((a, b) => (a.path < b.path ? -1 : 1))',
    original: 'a.path < b.path',
    replacement: 'a.path <= b.path',
    reason: 'no two have the same path',
  },
  {
    file: 'src/image/build-path.ts',
    line: 'for (let hops = 0; input >= inputs && hops < actions.length; hops++) {',
    original: 'hops < actions.length',
    replacement: 'hops <= actions.length',
    reason: 'who has not left by then goes round in a circle',
  },
  {
    file: 'src/image/provenance.ts',
    line: 'return ranges[0]?.start === 1',
    original: 'ranges[0]?.start',
    replacement: 'ranges[0].start',
    reason: 'a step that has lines has a first; the types do not know',
  },
  {
    file: 'src/record/bound.ts',
    line: 'records.toSorted((a, b) => (a.commit < b.commit ? -1 : 1)).map(one => [one.commit, one]),',
    original: 'a.commit < b.commit',
    replacement: 'a.commit <= b.commit',
    reason: 'a commit has one record',
  },
  {
    file: 'src/record/lines.ts',
    line: 'if (error instanceof DecodeError) return null',
    original: 'error instanceof DecodeError',
    replacement: 'true',
    reason: 'nothing else is thrown; what ever will be is no broken line',
  },
  {
    file: 'src/waste/archives.ts',
    line: 'const names = [...(beside.get(parentPath(path)) ?? [])]',
    original: '[]',
    replacement: '["Stryker was here"]',
    reason: 'who has no place is an installed package, of which the names are not looked at',
  },
  {
    file: 'src/compare/path-tree.ts',
    line: "const isTop = here.path === ''",
    original: "here.path === ''",
    replacement: 'false',
    reason: 'a row begins with a slash, where its path does not',
  },
  {
    file: 'src/compare/compare.ts',
    line: "platform: (candidate ?? baseline)?.platform ?? '',",
    original: '(candidate ?? baseline)?.platform',
    replacement: '(candidate ?? baseline).platform',
    reason: 'one of both has the platform; the types do not know',
  },
  {
    file: 'src/waste/waste-groups.ts',
    line: 'const upstream = (layer: number) => layers[layer]?.upstream === true',
    original: 'layers[layer]?.upstream',
    replacement: 'layers[layer].upstream',
    reason: 'what is asked for is a layer of the image; the types do not know',
  },
  {
    file: 'src/waste/hidden-files.ts',
    line: 'if (directory === undefined || directory.directories.size > 0) return []',
    original: 'directory === undefined',
    replacement: 'false',
    reason: 'what is taken is there; the types do not know',
  },
]
