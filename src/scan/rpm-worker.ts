// Runs in a thread of its own (rpm-database.ts): reads one database and posts its packages.

import { parentPort, workerData } from 'node:worker_threads'
import { getPackages, getPackagesNdb, getPackagesSqlite } from '@snyk/rpm-parser'

/** By the name of the file. */
const readers: Record<string, typeof getPackages> = {
  'rpmdb.sqlite': getPackagesSqlite,
  'Packages.db': getPackagesNdb,
  Packages: getPackages,
}

const { name, bytes }: { name: string; bytes: Uint8Array<ArrayBuffer> } = workerData
const {
  response = [],
  error,
  rpmMetadata,
} = (await readers[name]?.(Buffer.from(bytes.buffer))) ?? {}
if (error !== undefined || (rpmMetadata?.packagesSkipped ?? 0) > 0) throw new Error('unreadable')
parentPort?.postMessage(response)
