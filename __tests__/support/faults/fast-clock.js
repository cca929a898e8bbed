// For `node --import`: what takes half a second or more takes an eighth of it, so that nobody waits for a silent daemon.

import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'

const SPEED = 8
// But for how long a run and its programs have to end.
const own = [2_000, 5_000, 9_000]
const faster = duration =>
  duration >= 500 && !own.includes(duration) ? duration / SPEED : duration
const { setTimeout: once, setInterval: often } = globalThis
const pause = timers.setTimeout
const began = Date.now()
const now = Date.now.bind(Date)

globalThis.setTimeout = Object.assign(
  (work, duration, ...rest) => once(work, faster(duration), ...rest),
  once,
)
globalThis.setInterval = (work, duration, ...rest) => often(work, faster(duration), ...rest)
timers.setTimeout = (duration, ...rest) => pause(faster(duration), ...rest)
Date.now = () => Math.round(began + (now() - began) * SPEED)
syncBuiltinESMExports()
