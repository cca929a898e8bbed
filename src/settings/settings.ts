import type { Budget } from '../budget/budget.ts'

/** The build inputs of docker/build-push-action, decoded: lists are lists, empty is absent. */
export interface BuildSettings {
  context: string
  file: string | null
  target: string | null
  platforms: string[]
  buildArgs: string[]
  buildContexts: string[]
  secrets: string[]
  secretEnvs: string[]
  secretFiles: string[]
  ssh: string[]
  cacheFrom: string[]
  cacheTo: string[]
  builder: string | null
  network: string | null
  addHosts: string[]
  allow: string[]
  pull: boolean
  noCache: boolean
  noCacheFilters: string[]
  labels: string[]
  shmSize: string | null
  ulimit: string[]
  cgroupParent: string | null
}

/** An existing image, by one of the transports of containers/image. */
export interface Reference {
  transport: 'docker-daemon' | 'docker' | 'oci' | 'oci-archive' | 'docker-archive'
  /** What follows the transport: a name, or a path. */
  value: string
}

export type BaselineSetting =
  | { kind: 'auto' }
  | { kind: 'build'; ref: string | null }
  | { kind: 'reference'; reference: Reference }
  | { kind: 'record'; path: string }
  | { kind: 'none' }

export interface BuildSource {
  kind: 'build'
  build: BuildSettings
  /** The target of a bake file that it is, by which it is built. */
  target?: string
}

export interface ImageSettings {
  name: string
  source: BuildSource | { kind: 'reference'; reference: Reference }
  baseline: BaselineSetting
  budgets: Budget[]
  /** Whether it is built only when it can have changed; absent: as the run's setting says. */
  onlyChanged?: boolean
}

/** A bake or compose file, every target of which is an image. */
export interface BakeSettings {
  /** As given: paths from the checkout. Several are one definition, as `docker buildx bake` reads them. */
  files: string[]
  /** Names of targets and groups; empty: the group `default`. */
  targets: string[]
  /** `TARGET.KEY=VALUE`, as `--set` of `docker buildx bake` takes it. */
  set: string[]
  builder: string | null
  allow: string[]
  pull: boolean
  noCache: boolean
  baseline: BaselineSetting
  /** Of each of the images. */
  budgets: Budget[]
  /** As of an image. */
  onlyChanged?: boolean
  /** How many images of the settings stand before its own. */
  after: number
}

export interface Settings {
  images: ImageSettings[]
  /** Files whose images are not known before they are read. */
  bakes: BakeSettings[]
  /** The configuration file that the images are from; its path, and what it took to name them. */
  config: { path: string; repositoryName: string } | null
  detail: 'layers' | 'files'
  /** What becomes of waste: nothing, words, or a patch that was built and proved; `all`: documentation may go, too. */
  cures: 'off' | 'words' | 'verified' | 'all'
  /** Images that cannot have changed are not built. */
  onlyChanged: boolean
  /** Images that are measured side by side; null: as many as there are cores. */
  parallel: number | null
  comment: 'always' | 'changed' | 'exceeded' | 'never'
  commentKey: string
  /** Whether lines of the Dockerfile are annotated. */
  annotate: boolean
  /** Bytes. */
  minimumChange: number
  recordBranch: string | null
  /** Where what was found in layers is kept: in a folder that was named, at the usual place of the door, or nowhere. */
  cache: { directory: string } | 'usual' | 'none'
  failOnExceeded: boolean
  failOnUnjudged: boolean
  /** null: approvals are switched off. */
  approvalLabelPrefix: string | null
  githubToken: string
}
