// The rooms of src/ and who may import whom: the one table. dependency-cruiser enforces it (`npm run rooms`), and
// `npm run build` writes it into docs/architecture.md. A new room is one line.

import type { IConfiguration, IForbiddenRuleType } from 'dependency-cruiser'

export interface Room {
  /** What the paths of its files begin with; a file is in the room with the longest such name. */
  room: string
  /**
   * `pure`: data in, data out; no `node:*`, no `@actions/*`, no clock, no environment.
   * `effects`: touches the world; such rooms get one another as arguments. `joint`: joins them.
   */
  kind: 'joint' | 'effects' | 'pure'
  /** Rooms that it may import; whoever is not pure may import every pure one and the ground floor (`common`) too. */
  imports: string
  holds: string
}

/** From the top floor down: nobody imports upwards. */
// biome-ignore format: a table
export const rooms: Room[] = [
  { room: 'index', kind: 'joint', imports: 'doors', holds: 'the threshold of the action' },
  { room: 'report-action', kind: 'joint', imports: 'doors', holds: 'the threshold of the report action' },
  { room: 'cli', kind: 'joint', imports: 'doors', holds: 'the threshold of the command line' },
  { room: 'doors', kind: 'joint', imports: 'gate measure docker git github settings', holds: 'the action, the report action and the command line: inputs in, publish, exit' },
  { room: 'gate', kind: 'joint', imports: 'measure cache scan settings', holds: 'the straight line' },
  { room: 'measure', kind: 'joint', imports: 'archive registry scan docker git settings', holds: 'which feed is taken, and both sides of a comparison → `Measurement`' },
  { room: 'archive', kind: 'effects', imports: 'scan', holds: 'layouts and archives, on disk or in a stream' },
  { room: 'registry', kind: 'effects', imports: 'scan', holds: 'the measuring registry that builds are pushed to' },
  { room: 'scan', kind: 'effects', imports: '', holds: 'the bytes of a layer → sizes, paths, packages' },
  { room: 'cache', kind: 'effects', imports: '', holds: 'layers that are known from before' },
  { room: 'docker', kind: 'effects', imports: 'settings', holds: 'buildx, the engine, images of other registries' },
  { room: 'git', kind: 'effects', imports: '', holds: 'base commit, worktree, shallow clones' },
  { room: 'github', kind: 'effects', imports: '', holds: 'event, sticky comment, labels, record branch, outputs' },
  { room: 'settings', kind: 'effects', imports: '', holds: 'inputs, options and the configuration file → `Settings`' },
  { room: 'common/run', kind: 'effects', imports: 'common', holds: 'running a command' },
  { room: 'common/run-folder', kind: 'effects', imports: 'common common/mark', holds: 'the folder of a run, and what killed runs left' },
  { room: 'common/mark', kind: 'effects', imports: 'common', holds: 'names that tell whose something is, and whether its owner lives' },
  { room: 'common/read-file', kind: 'effects', imports: 'image common', holds: 'reading a file that somebody else may have written' },
  { room: 'record', kind: 'pure', imports: 'report/printers report/sections report budget compare cure image oci common', holds: 'what a commit weighed as a line of JSON, its bound, the trend' },
  { room: 'page', kind: 'pure', imports: 'report/page image', holds: 'the pictures of the page, drawn by a browser; built into `report/page/assets.ts`' },
  { room: 'report/page', kind: 'pure', imports: 'report/sections report budget waste compare cure image oci common', holds: 'the HTML page: tables, and the data that its pictures are drawn from' },
  { room: 'report/printers', kind: 'pure', imports: 'report/sections report budget waste compare cure image oci common', holds: 'how it is said: Markdown, terminal, JSON, annotations' },
  { room: 'report/sections', kind: 'pure', imports: 'report budget waste compare cure image oci common', holds: 'what is said: headline, tables and folds, as data' },
  { room: 'report', kind: 'pure', imports: 'budget cure compare', holds: 'a report as data' },
  { room: 'budget', kind: 'pure', imports: 'compare image oci common', holds: 'limits, judgement, approvals, growth over a window' },
  { room: 'cure', kind: 'pure', imports: 'waste compare image oci common', holds: 'edits of a Dockerfile that cure waste, and the proof that two images are the same but for it' },
  { room: 'waste', kind: 'pure', imports: 'compare image', holds: 'bytes that could go, and their cures' },
  { room: 'compare', kind: 'pure', imports: 'image oci', holds: 'pairs of layers, sizes, paths, packages, upstream and own' },
  { room: 'image', kind: 'pure', imports: 'oci common', holds: 'layers, measurements, instruction text, Dockerfile lines from provenance, bytes' },
  { room: 'oci', kind: 'pure', imports: 'common', holds: 'the words of the image specification, decoders that name the bad field' },
  { room: 'common', kind: 'pure', imports: '', holds: 'errors, log' },
]

/** What each room may import, itself included. */
export function allowed({ room, kind, imports }: Room): string[] {
  const below = rooms.filter(other => other.kind === 'pure' || other.room.startsWith('common/'))
  const given = kind === 'pure' || room.startsWith('common/') ? [] : below.map(other => other.room)
  return [room, ...imports.split(' ').filter(name => name !== ''), ...given]
}

/** For dependency-cruiser: paths of a room's files, without those of rooms within it. */
function filesOf(room: string): string {
  const within = rooms.filter(other => other.room.startsWith(`${room}/`))
  return `^src/${within.map(other => `(?!${other.room}[/.])`).join('')}${room}[/.]`
}

const rules = rooms.flatMap((room): IForbiddenRuleType[] => {
  const from = { path: filesOf(room.room) }
  const others = { path: '^src/', pathNot: allowed(room).map(filesOf) }
  const imports: IForbiddenRuleType = { name: `${room.room} imports`, from, to: others }
  if (room.kind !== 'pure') return [imports]
  return [
    imports,
    { name: `${room.room} is pure`, from, to: { dependencyTypes: ['core'] } },
    { name: `${room.room} is pure`, from, to: { path: '@actions/' } },
  ]
})

export const config: IConfiguration = {
  forbidden: [
    ...rules,
    { name: 'no circles', from: {}, to: { circular: true } },
    {
      name: 'in a room',
      from: {},
      to: { path: '^src/', pathNot: rooms.map(one => filesOf(one.room)) },
    },
    { name: 'imported by somebody', from: { orphan: true, path: '^src/' }, to: {} },
  ].map(rule => ({ ...rule, severity: 'error' as const })),
  options: {
    doNotFollow: { path: 'node_modules' },
    // An import of a type is one too.
    tsPreCompilationDeps: true,
    parser: 'swc',
  },
}
